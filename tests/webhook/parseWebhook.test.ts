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

  test('changes no prototype', () => {
    for (const body of [
      '{"receipt_id":"a","__proto__":{"polluted":1}}',
      'receipt_id=a&__proto__[polluted]=1&constructor[prototype][polluted]=1',
    ])
      parseWebhook(body)
    expect({}).not.toHaveProperty('polluted')
  })
})
