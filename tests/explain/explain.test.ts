import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  cancelPayment,
  chargeBillingKey,
  confirmPayment,
  createContext,
  errorCodes,
  getReceipt,
  reservePayment,
  type BootpayError,
  type Tagged,
} from 'bootpay-fp'
import { createInvoice, getUserSession } from 'bootpay-fp/commerce'
import { explain } from 'bootpay-fp/explain'
import { describe, expect, test } from 'vitest'

import { badValues } from '../fixtures/badValues.js'
import { bootpayReplies, commerceReplies, testContext, type Reply } from '../support/bootpay.js'

const receipt_id = 'r-1'
const KOREAN = /[가-힣]/

const leftOf = async (task: () => Promise<{ _tag: string; left?: BootpayError }>): Promise<BootpayError> => {
  const { left } = await task()
  if (left === undefined) throw new Error('it went well')
  return left
}

describe('explain', () => {
  test.each<[what: string, reply: Reply, words: string]>([
    [
      'a refusal that is known',
      { status: 400, json: { error_code: 'RC_ALREADY_CANCELLED', message: '이미 취소' } },
      `cancelPayment: 부트페이가 거절했습니다: ${errorCodes.RC_ALREADY_CANCELLED} (RC_ALREADY_CANCELLED, HTTP 400).`,
    ],
    [
      'a refusal that is not',
      { status: 400, json: { error_code: 'RC_SOMETHING_NEW', message: '한도를 넘었습니다' } },
      'cancelPayment: 부트페이가 거절했습니다: 한도를 넘었습니다 (RC_SOMETHING_NEW, HTTP 400).',
    ],
    [
      'a refusal without a code',
      { status: 404, json: { message: '없습니다' } },
      'cancelPayment: 부트페이가 거절했습니다: 없습니다 (HTTP_404).',
    ],
    [
      'an unknown outcome',
      { status: 502, json: {} },
      'cancelPayment: 처리되었는지 알 수 없습니다. 다시 보내지 말고 getReceipt(으)로 결과를 확인하세요. 구매자에게 실패했다고 하지 마세요.',
    ],
  ])('says what %s means', async (_, reply, words) => {
    bootpayReplies(reply)
    expect(explain(await leftOf(cancelPayment(testContext(), { receipt_id })))).toBe(words)
  })

  test('says whether anything was sent', async () => {
    const refused = () =>
      Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
    const ctx = testContext({ fetch: refused })
    expect(explain(await leftOf(getReceipt(ctx, { receipt_id })))).toBe(
      'getReceipt: 부트페이에 연결하지 못했거나 응답이 끊겼습니다. 잠시 뒤에 다시 조회하세요.',
    )
    expect(explain(await leftOf(confirmPayment(ctx, { receipt_id })))).toBe(
      'confirmPayment: 부트페이에 연결하지 못해 보내지 않았습니다. 다시 보내도 됩니다.',
    )
    const late = testContext({ deadline: 0 })
    expect(explain(await leftOf(confirmPayment(late, { receipt_id })))).toBe(
      'confirmPayment: 보내기 전에 시간이 다 되어 보내지 않았습니다. 다시 보내도 됩니다.',
    )
    const over = testContext({ signal: AbortSignal.abort() })
    expect(explain(await leftOf(getReceipt(over, { receipt_id })))).toBe('getReceipt: signal이 abort되었습니다.')
    expect(explain(await leftOf(confirmPayment(over, { receipt_id })))).toBe(
      'confirmPayment: signal이 abort되어 보내지 않았습니다.',
    )
  })

  test('names the member of an input and what is wrong with it', async () => {
    expect(explain(await leftOf(cancelPayment(testContext(), { receipt_id, cancel_price: 0.5 })))).toBe(
      'cancelPayment: 입력이 올바르지 않아 보내지 않았습니다. cancel_price: 1 이상의 원 단위 정수여야 합니다.',
    )
    expect(
      explain(await leftOf(cancelPayment(testContext(), { receipt_id, cancel_price: 1, cancel_tax_free: 2 }))),
    ).toBe('cancelPayment: 입력이 올바르지 않아 보내지 않았습니다. cancel_tax_free: cancel_price보다 클 수 없습니다.')
    expect(explain(await leftOf(createInvoice(testContext(), { name: 'n', price: 1, send_types: [9] } as never)))).toBe(
      'createInvoice: 입력이 올바르지 않아 보내지 않았습니다. send_types.0: 1, 2, 3, 4 중 하나여야 합니다.',
    )
  })

  test.each<[what: string, task: () => Promise<{ _tag: string; left?: BootpayError }>, words: RegExp]>([
    [
      'no keys',
      getReceipt(createContext({ credentials: { client_key: undefined } }), { receipt_id }),
      /client_key와 secret_key, 또는/,
    ],
    [
      'half a pair',
      getReceipt(createContext({ credentials: { client_key: 'ck' } }), { receipt_id }),
      /한쪽이 빠졌습니다/,
    ],
    [
      'a key with a space',
      getReceipt(createContext({ credentials: { client_key: 'c k', secret_key: 's' } }), { receipt_id }),
      /공백/,
    ],
    ['no member', getUserSession(testContext()), /asMember/],
  ])('says what to do about %s', async (_, task, words) => {
    expect(explain(await leftOf(task))).toMatch(words)
  })

  test('says what settles a write that may be repeated', async () => {
    commerceReplies({ error: true })
    const link = createInvoice(testContext(), { name: 'n', price: 1, idempotency_key: 'k-1' })
    expect(explain(await leftOf(link))).toMatch(/repeatUntilKnown/)
  })

  test('tells what a read could not read', async () => {
    bootpayReplies({ json: 7 })
    expect(explain(await leftOf(getReceipt(testContext(), { receipt_id })))).toBe(
      'getReceipt: 부트페이의 응답이 문서와 다릅니다. 계속되면 이슈로 제보해 주세요.',
    )
  })

  test('gives the English text where it is asked for', async () => {
    const left = await leftOf(cancelPayment(testContext(), { receipt_id: '' }))
    expect(explain(left, 'en')).toBe(`cancelPayment: ${left.message}`)
  })

  test('tells no secret that the error does not hold', async () => {
    const charge = { billing_key: 'the_billing_key', order_name: 'n', price: 0, order_id: 'o-1' }
    const texts = [
      explain(await leftOf(chargeBillingKey(testContext(), charge))),
      explain(await leftOf(reservePayment(testContext(), { ...charge, reserve_execute_at: 'soon' }))),
    ]
    expect(texts.join()).not.toContain('the_billing_key')
  })

  test.each([
    undefined,
    null,
    7,
    'text',
    {},
    { _tag: 'InputError', issues: 7 },
    {
      get _tag() {
        throw new Error('boom')
      },
    },
  ])('never throws, whatever it is given (%#)', (strange) => {
    expect(typeof explain(strange as unknown as BootpayError)).toBe('string')
  })

  test('knows every message about inputs that the sources have', () => {
    const root = new URL('../../src/', import.meta.url).pathname
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^(core\/fields|flows\/\w+|(payment|billing|authentication|user|cash-receipt|escrow|wallet)\/\w+|commerce\/(shared\/fields|\w+\/(schemas\/members|\w+(Order|Invoice|Product|Category|User)\w*)))\.ts$/.test(
        path,
      ),
    )
    const messages = files.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/'((?:must|needs|may) [^']+)'/g)].map(([, text = '']) =>
        text.replaceAll('\\\\', '\\'),
      ),
    )
    // What answers must be is told by `issues` of a DecodeError, which `explain` does not list.
    const ofAnswers = /^must be (an id|a number)$|^must be the one|^must say/
    const asked = [...new Set([...messages, ...Object.values(badValues).map(({ message }) => message)])]
    const missing = asked.filter((message) => {
      const text = explain({
        _tag: 'InputError',
        operation: 'o',
        message,
        issues: [{ path: 'p', message }],
      } as BootpayError)
      return !ofAnswers.test(message) && !KOREAN.test(text.replace(/.*p: /, ''))
    })
    expect(asked.length).toBeGreaterThan(30)
    expect(missing).toEqual([])
  })

  test('knows every reason why an outcome is still unknown that the sources have', () => {
    const root = new URL('../../src/', import.meta.url).pathname
    const files = ['settlement', 'commerce/settlement'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
    )
    const reasons = files.flatMap((path) =>
      [
        ...readFileSync(path, 'utf8').matchAll(
          /(?:[uU]nclear|neverClear|still)\(\s*'([^']+)'|'Unclear', message: '([^']+)'/g,
        ),
      ].map(([, one, other]) => one ?? other ?? ''),
    )
    expect(reasons.length).toBeGreaterThan(20)
    const textOf = (message: string) => explain({ _tag: 'StillUnknown', message })
    expect(reasons.filter((message) => textOf(message).includes(message))).toEqual([])
  })

  test.each<[what: string, error: Tagged, words: string]>([
    [
      'a payment that is not as ordered',
      {
        _tag: 'Mismatch',
        message: 'price is 100 and not 39000',
        differences: [
          { member: 'price', expected: 39_000, actual: 100 },
          { member: 'order_id', expected: 'o-1' },
        ],
      } as Tagged,
      '결제가 주문과 다릅니다. price: 주문은 39000, 결제는 100; order_id: 주문은 o-1, 결제는 없음. 이 호출로 움직인 돈은 없습니다.',
    ],
    [
      'money that is not back',
      {
        _tag: 'NotReturned',
        message: 'm',
        differences: [{ member: 'price', expected: 2, actual: 1 }],
        failure: { _tag: 'OutcomeUnknown', message: 'm', reconcile: 'getReceipt' },
      } as Tagged,
      '결제가 주문과 다른데, 받은 돈을 돌려주지 못했습니다. 담당자가 바로 확인해야 합니다. price: 주문은 2, 결제는 1. 처리되었는지 알 수 없습니다. 다시 보내지 말고 getReceipt(으)로 결과를 확인하세요. 구매자에게 실패했다고 하지 마세요.',
    ],
    [
      'a key that is partly revoked',
      { _tag: 'PartlyRevoked', message: 'm', cancelled: ['r'] } as Tagged,
      '예약을 일부만 취소하고 멈췄습니다. 다시 부르면 이어서 합니다.',
    ],
    [
      'a webhook that claims too much',
      { _tag: 'WebhookMismatch', message: 'm', member: 'price' } as Tagged,
      '웹훅의 price이(가) 부트페이의 조회 결과와 다릅니다. 처리하지 마세요.',
    ],
    [
      'an outcome that may be looked up again',
      { _tag: 'StillUnknown', operation: 'o', message: 'Bootpay says that it is under way', retryAt: 1 } as Tagged,
      'o: 아직 결과를 알 수 없습니다. 부트페이가 처리 중이라고 합니다. retryAt 이후에 다시 조회하세요.',
    ],
    [
      'an outcome that no look-up tells',
      { _tag: 'StillUnknown', message: 'it has no date' } as Tagged,
      '아직 결과를 알 수 없습니다. 찾은 것에 날짜가 없습니다. 더 조회해도 같으니 관리자 화면에서 확인하세요.',
    ],
    [
      'an outcome that ends otherwise',
      { _tag: 'StillUnknown', message: 'issue the token again: that does no harm' } as Tagged,
      '아직 결과를 알 수 없습니다. 토큰을 다시 발급하세요. 해가 없습니다.',
    ],
    ['an error of your own', { _tag: 'Mine', message: 'mine' }, 'mine'],
  ])('says what %s means', (_, error, words) => {
    expect(explain(error)).toBe(words)
  })
})
