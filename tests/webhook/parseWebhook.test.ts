import { parseWebhook } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded; charset=utf-8'

/** The one webhook that Bootpay publishes (ids filled in). */
const published = {
  receipt_id: '6721abc123def45600000000',
  order_id: 'your_order_id',
  price: 1000,
  tax_free: 0,
  order_name: '테스트 상품',
  pg: 'kcp',
  method: 'card',
  method_symbol: 'card',
  status: 1,
  status_locale: '결제완료',
  webhook_type: 'PAYMENT_COMPLETED',
}

describe('parseWebhook', () => {
  test('reads JSON', () => {
    expect(parseWebhook(JSON.stringify(published), JSON_TYPE)).toEqual(E.right(published))
  })

  test('reads a form, with nested members as Rails writes them and numbers where they belong', () => {
    const form = new URLSearchParams({
      ...Object.fromEntries(Object.entries(published).map(([name, value]) => [name, String(value)])),
      'card_data[tid]': 'tid-1',
      'card_data[point]': '0',
      'metadata[a][b]': '결',
      sandbox: 'true',
      cancelled_at: '',
    })
    expect(parseWebhook(String(form), FORM_TYPE)).toEqual(
      E.right({ ...published, card_data: { tid: 'tid-1', point: 0 }, metadata: { a: { b: '결' } }, sandbox: true }),
    )
  })

  test('tells JSON and a form apart by themselves where no content type is given', () => {
    expect(parseWebhook(JSON.stringify(published))).toEqual(E.right(published))
    expect(parseWebhook('receipt_id=a&status=1')).toMatchObject(E.right({ receipt_id: 'a', status: 1 }))
  })

  test.each([
    [{ status: 1, price: 10 }, 'PAYMENT_COMPLETED'],
    [{ status: 1, price: 10, cancelled_price: 0 }, 'PAYMENT_COMPLETED'],
    [{ status: 1, price: 10, cancelled_price: 4 }, 'PAYMENT_PARTIAL_CANCELLED'],
    [{ status: 5 }, 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'],
    [{ status: 20, price: 10, cancelled_price: 10 }, 'PAYMENT_CANCELLED'],
    [{ status: 20, price: 10, cancelled_price: 4 }, 'PAYMENT_PARTIAL_CANCELLED'],
    [{ status: 20 }, 'PAYMENT_CANCELLED'],
    [{ status: -2 }, 'STATUS_-2'],
    [{}, 'STATUS_UNKNOWN'],
  ])('makes the type of %j where an older client left it out: %s', (members, webhook_type) => {
    expect(parseWebhook(JSON.stringify({ receipt_id: 'a', ...members }), JSON_TYPE)).toEqual(
      E.right({ receipt_id: 'a', ...members, webhook_type }),
    )
  })

  test('keeps a type that it does not know, and members too', () => {
    const event = { receipt_id: 'a', webhook_type: 'SOMETHING_NEW', brand_new: [1] }
    expect(parseWebhook(JSON.stringify(event), JSON_TYPE)).toEqual(E.right(event))
  })

  test.each([
    ['', 'input is not JSON'],
    ['<html>', 'input is not JSON'],
    ['null', 'input must be Object'],
    ['[]', 'receipt_id is required'],
    ['{}', 'receipt_id is required'],
    ['{"receipt_id":7.5}', 'receipt_id must be an id'],
    ['{"receipt_id":"a","price":"1,000"}', 'price must be a number'],
    ['{"receipt_id":"a","status":[1]}', 'status must be a number'],
  ])('refuses %j: %s', (body, message) => {
    expect(parseWebhook(body, JSON_TYPE)).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'parseWebhook', message }),
    )
  })

  test('reads amounts and statuses that come as text, but leaves what the merchant attached as it is', () => {
    const text = { receipt_id: 'a', webhook_type: 'X', price: '400.0', status: ' -2 ', cancelled_price: '' }
    const nested = { card_data: { point: '0' }, sandbox: 'false', metadata: { price: '0010' } }
    const body = JSON.stringify({ ...text, ...nested, order_id: 17 })
    expect(parseWebhook(body, JSON_TYPE)).toEqual(
      E.right({
        receipt_id: 'a',
        webhook_type: 'X',
        price: 400,
        status: -2,
        card_data: { point: 0 },
        sandbox: false,
        metadata: { price: '0010' },
        order_id: '17',
      }),
    )
  })

  test.each([
    ['JSON after a byte order mark', `\uFEFF${JSON.stringify(published)}`, JSON_TYPE],
    ['JSON under an upper-case type', JSON.stringify(published), 'APPLICATION/JSON; CHARSET=UTF-8'],
    ['JSON under the type of a form', ` ${JSON.stringify(published)}`, FORM_TYPE],
    ['JSON under a type that is no type', JSON.stringify(published), ['application/json'] as unknown as string],
    ['JSON under the type of plain text', JSON.stringify(published), 'text/plain'],
    [
      'a form under the type of plain text',
      String(new URLSearchParams(Object.entries(published).map(([name, value]) => [name, String(value)]))),
      'text/plain',
    ],
    [
      'a form under an upper-case type',
      String(new URLSearchParams(Object.entries(published).map(([name, value]) => [name, String(value)]))),
      'APPLICATION/X-WWW-FORM-URLENCODED',
    ],
  ])('reads %s', (_, body, type) => {
    expect(parseWebhook(body, type)).toEqual(E.right(published))
  })

  test('reads a blank order id of the old API as none', () => {
    expect(parseWebhook('{"receipt_id":"a","order_id":"","status":1}')).toMatchObject(E.right({ order_id: undefined }))
  })

  test.each([
    ['at the top', { private_key: 'pk_secret', billing_key: 'bk_secret' }],
    ['deeper', { payment_data: { private_key: 'pk_secret' }, receipt_data: [{ billing_key: 'bk_secret' }] }],
    ['as JSON within text', { payment_data: '{"private_key":"pk_secret"}', data: '{"billing_key":"bk_secret"}' }],
    ['in what the merchant attached', { metadata: { a: { privateKey: 'pk_secret', BILLING_KEY: 'bk_secret' } } }],
  ])('passes no key on, %s', (_, members) => {
    const json = parseWebhook(JSON.stringify({ receipt_id: 'a', status: 1, ...members }))
    const form = parseWebhook('receipt_id=a&private_key=pk_secret&payment_data[private_key]=pk_secret')
    expect([json._tag, form._tag]).toEqual(['Right', 'Right'])
    expect(JSON.stringify([json, form])).not.toContain('secret')
  })

  test.each([
    ['"receipt_id"', 'input must be Object'],
    [' ["receipt_id"]', 'receipt_id is required'],
    ['<html>', 'input is not JSON'],
    ['', 'input is not JSON'],
    [' \n', 'input is not JSON'],
    ['hello', 'receipt_id is required'],
  ])('reads %j as JSON or a form by its text alone where no content type is given: %s', (body, message) => {
    const issues = [
      { path: message.startsWith('input') ? '' : 'receipt_id', message: message.slice(message.indexOf(' ') + 1) },
    ]
    const left = { _tag: 'InputError', operation: 'parseWebhook', message, issues }
    expect(parseWebhook(body)).toStrictEqual(E.left(left))
    expect(parseWebhook(body, {} as string)).toStrictEqual(E.left(left))
  })

  test.each([published, [published], 7, null, new TextEncoder().encode(JSON.stringify(published))])(
    'takes text and nothing else',
    (body) => {
      const message = 'cannot be read'
      expect(parseWebhook(body as unknown as string)).toStrictEqual(
        E.left({
          _tag: 'InputError',
          operation: 'parseWebhook',
          message: `input ${message}`,
          issues: [{ path: '', message }],
        }),
      )
    },
  )

  test.each(['', ' ', '\n\n  '])('reads JSON under the type of a form after %j', (space) => {
    expect(parseWebhook(space + JSON.stringify(published), FORM_TYPE)).toEqual(E.right(published))
  })

  test('reads a form with braces in it as a form', () => {
    const form = new URLSearchParams({ receipt_id: 'a', webhook_type: 'X', order_name: 'a {"b":1}' })
    const event = { receipt_id: 'a', webhook_type: 'X', order_name: 'a {"b":1}' }
    for (const type of [FORM_TYPE, undefined])
      expect(parseWebhook(decodeURIComponent(String(form).replaceAll('+', ' ')), type)).toStrictEqual(E.right(event))
  })

  test('reads a name in a form that begins with a bracket as no member of its own', () => {
    expect(parseWebhook('receipt_id=a&webhook_type=X&[order_id]=forged&[card_data][tid]=t', FORM_TYPE)).toStrictEqual(
      E.right({ receipt_id: 'a', webhook_type: 'X', '': { order_id: 'forged', card_data: { tid: 't' } } }),
    )
  })

  test('takes a byte order mark away at the beginning and nowhere else', () => {
    const event = { receipt_id: 'a', webhook_type: 'X', order_name: '\uFEFF상품' }
    expect(parseWebhook(JSON.stringify(event), JSON_TYPE)).toStrictEqual(E.right(event))
  })

  test.each<[string, string, unknown]>([
    ['price', '1.25', 1.25],
    ['price', '-400', -400],
    ['price', '0010', 10],
    ['cancelled_price', '\t', undefined],
    ['status', ' ', undefined],
    ['sandbox', '', undefined],
    ['sandbox', 'TRUE', true],
    ['sandbox', 'untrue', false],
    ['sandbox', '10', false],
    ['escrow_webhook', 'true1', false],
    ['tax_free', '1,000', '1,000'],
    ['coupon', 'no 5', 'no 5'],
    ['coupon', '5 left', '5 left'],
    ['escrow_status', '-2', -2],
    ['cancelled_point', '12', 12],
    ['card_quota', '00', '00'],
  ])('reads %s as %j in text: %j', (name, text, value) => {
    const event = { receipt_id: 'a', webhook_type: 'X', ...(value !== undefined && { [name]: value }) }
    const body = JSON.stringify({ receipt_id: 'a', webhook_type: 'X', [name]: text })
    const read = parseWebhook(body, JSON_TYPE)
    // What the schema knows is there as undefined; the rest is left out.
    const isKnown = ['price', 'cancelled_price', 'status'].includes(name)
    if (value === undefined && isKnown) expect(read).toEqual(E.right(event))
    else expect(read).toStrictEqual(E.right(event))
  })

  test('passes on what is no text as it is', () => {
    const event = {
      receipt_id: 'a',
      webhook_type: 'X',
      price: null,
      tax_free: null,
      coupon: true,
      sandbox: 2,
      status: 0,
    }
    expect(parseWebhook(JSON.stringify(event), JSON_TYPE)).toStrictEqual(E.right(event))
  })

  test.each([
    ['STATUS_1', { status: 20 }, 'PAYMENT_COMPLETED'],
    ['STATUS_1', { cancelled_price: 4, price: 10 }, 'PAYMENT_PARTIAL_CANCELLED'],
    ['STATUS_5', {}, 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'],
    ['STATUS_20', { cancelled_price: 4, price: 10 }, 'PAYMENT_PARTIAL_CANCELLED'],
    ['STATUS_20', { cancelled_price: 10, price: 10 }, 'PAYMENT_CANCELLED'],
    ['STATUS_11', { status: 1 }, 'STATUS_11'],
    ['STATUS_15', {}, 'STATUS_15'],
    ['OLD_STATUS_1', {}, 'OLD_STATUS_1'],
    ['STATUS_1_OLD', {}, 'STATUS_1_OLD'],
  ])('gives a type that is made of a status one spelling: %s of %j is %s', (webhook_type, members, expected) => {
    expect(parseWebhook(JSON.stringify({ receipt_id: 'a', webhook_type, ...members }))).toStrictEqual(
      E.right({ receipt_id: 'a', webhook_type: expected, ...members }),
    )
  })

  test.each([
    ['in camel case', '{"privateKey":"pk_secret"}', '{"billingKey":"bk_secret"}'],
    ['in capitals', '{"PRIVATE_KEY":"pk_secret"}', '{"BILLING_KEY":"bk_secret"}'],
    ['as JSON within JSON', '{\\"private_key\\":\\"pk_secret\\"}', '{\\"billing_key\\":\\"bk_secret\\"}'],
    ['as a form', 'private_key=pk_secret', 'billing_key=bk_secret'],
    ['as Ruby writes it', '{:private_key=>"pk_secret"}', '{:billing_key=>"bk_secret"}'],
  ])('passes no text on that has a key in it, %s', (_, payment_data, data) => {
    const body = JSON.stringify({ receipt_id: 'a', webhook_type: 'X', payment_data, metadata: { data } })
    expect(parseWebhook(body)).toStrictEqual(E.right({ receipt_id: 'a', webhook_type: 'X', metadata: {} }))
  })

  test('passes text on that only speaks of a billing key', () => {
    const event = {
      receipt_id: 'a',
      webhook_type: 'BILLING_KEY_ISSUED',
      order_name: 'billing key',
      method: 'billing_key',
    }
    expect(parseWebhook(JSON.stringify(event))).toStrictEqual(E.right(event))
  })

  test('changes no prototype', () => {
    for (const body of [
      '{"receipt_id":"a","__proto__":{"polluted":1}}',
      'receipt_id=a&__proto__[polluted]=1&constructor[prototype][polluted]=1',
    ])
      parseWebhook(body)
    expect({}).not.toHaveProperty('polluted')
  })
})
