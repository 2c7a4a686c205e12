import { describe, expect, it } from 'vitest'

import { receiptStatuses } from 'bootpay-fp/codes'
import { sandboxFaults, sandboxOperations, type SandboxExchange, type SandboxFault } from 'bootpay-fp/sandbox'

import { account, basic, bearer, card, issueCardKey, noon, order, paid, send, start, succeed } from './support.js'

/** A sandbox, and what is heard of its requests. */
const heardOf = () => {
  const heard: SandboxExchange[] = []
  const sandbox = start({ onRequest: (exchange) => heard.push(exchange) })
  return { sandbox, heard }
}

describe('onRequest', () => {
  it('hears of a request that is refused: the code, the ids, what was sent and answered', async () => {
    const { sandbox, heard } = heardOf()
    const receipt_id = paid(sandbox)
    await succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: 400, cancel_id: 'c-1' })
    const { body } = await send(sandbox, 'POST /cancel', { receipt_id, cancel_price: 5000, cancel_id: 'c-2' })
    expect(heard[1]).toEqual({
      number: 2,
      at: noon,
      method: 'POST',
      operation: 'cancelPayment',
      status: 400,
      path: '/cancel',
      error_code: 'RC_CANCEL_SERVER_ERROR',
      ids: { receipt_id, cancel_id: 'c-2' },
      sent: { receipt_id, cancel_price: 5000, cancel_id: 'c-2' },
      answered: body,
    })
  })

  it('hears of ids that only the answer has, and of those in a path', async () => {
    const { sandbox, heard } = heardOf()
    const billing_key = await issueCardKey(sandbox)
    const { receipt_id } = await succeed(sandbox, 'POST /subscribe/payment', { ...order, billing_key })
    await send(sandbox, 'GET /lookup/order/order-1%2Fa?lookup_user_data=true')
    expect(heard.slice(1).map(({ path, ids, error_code }) => [path, ids, error_code])).toEqual([
      ['/subscribe/payment', { receipt_id, order_id: 'order-1' }, undefined],
      ['/lookup/order/order-1%2Fa', { order_id: 'order-1/a' }, undefined],
    ])
    expect(heard[2]?.sent).toEqual({ lookup_user_data: 'true' })
  })

  it('numbers the requests as changes() does, and goes on after what an export held', async () => {
    const { sandbox, heard } = heardOf()
    await send(sandbox, 'GET /receipt/none')
    await send(sandbox, 'GET /nothing')
    expect(heard.map(({ number }) => number)).toEqual(sandbox.changes().requests.map(({ number }) => number))
    const later: number[] = []
    const second = start({ state: sandbox.export(), onRequest: ({ number }) => later.push(number) })
    await send(second, 'GET /receipt/none')
    expect(later).toEqual([3])
  })

  it.each(Object.entries(sandboxFaults).filter(([, { on }]) => on !== 'webhook'))(
    'says what came of a request that %s strikes, also where the answer was lost',
    async (fault, { effect, on }) => {
      const { sandbox, heard } = heardOf()
      const separately_confirmed = on === 'confirmPayment'
      const receipt_id = paid(sandbox, { separately_confirmed })
      const authorization = on === 'token' ? await bearer(sandbox) : basic(sandbox)
      sandbox.failNext(fault as SandboxFault)
      const last = heard.length
      await sandbox
        .fetch(`${sandbox.baseUrl}${separately_confirmed ? '/confirm' : '/cancel'}`, {
          method: 'POST',
          headers: { authorization },
          body: JSON.stringify({ receipt_id }),
          signal: AbortSignal.timeout(50),
        })
        .catch(() => undefined)
      expect(heard[last]).toMatchObject({ fault, ids: { receipt_id } })
      expect(heard[last]?.answered !== undefined).toBe(effect)
      const code = /critical/.test(fault) ? /RC_C\w+_CRITICAL/ : on === 'token' ? /TOKEN_KEY_INVALID/ : /^undefined$/
      expect(String(heard[last]?.error_code)).toMatch(code)
    },
  )

  it('hears no secret of any operation, whatever holds it', async () => {
    const { sandbox, heard } = heardOf()
    const { private_key, client_key, secret_key } = sandbox.credentials
    const authorization = await bearer(sandbox)
    const billing_key = await issueCardKey(sandbox)
    await send(sandbox, `GET /billing_key/${billing_key}`)
    await send(sandbox, `GET /billing_keys/${billing_key}?token=${authorization}`)
    await send(sandbox, 'POST /subscribe/payment', { ...order, billing_key })
    await send(sandbox, 'POST /subscribe/payment', { ...order, billingKey: billing_key })
    await send(sandbox, 'POST /request/subscribe', { ...card, card_pw: '77', cardNo: card.card_no })
    await send(sandbox, 'POST /request/subscribe/automatic-transfer', account)
    await send(sandbox, 'POST /cancel', { receipt_id: 'r', refund: { bank_account: account.bank_account } })
    await send(
      sandbox,
      'POST /request/user/token',
      { user_id: 'u', phone: account.phone, email: 'a@b.test' },
      authorization,
    )
    await send(sandbox, 'POST /confirm', { metadata: [{ access_token: { value: 'nested-secret' } }] })
    await send(sandbox, `DELETE /subscribe/billing_key/${billing_key}`)
    const text = JSON.stringify(heard)
    const secrets = [
      ...[private_key, client_key, secret_key, authorization, authorization.slice(7), billing_key, card.card_no],
      ...['"77"', card.card_identity_no, account.bank_account, account.phone, 'a@b.test', 'nested-secret'],
    ]
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    expect(heard[4]?.sent).toEqual({ ...order, billing_key: '***' })
  })

  it('is not heard of in the answer: one that throws changes nothing, and a body that is no JSON is told of too', async () => {
    const broken = start({
      onRequest: () => {
        throw new Error('full')
      },
    })
    expect(await send(broken, 'GET /receipt/none')).toMatchObject({ status: 404 })
    const { sandbox, heard } = heardOf()
    await send(sandbox, 'POST /cancel', 'no JSON')
    await send(sandbox, 'POST /cancel', { receipt_id: `\ud800${'x'.repeat(1_000_000)}`, order_id: ['a'], cancel_id: 7 })
    expect(heard).toMatchObject([
      { error_code: 'BODY_INVALID', ids: {} },
      { error_code: 'RC_NOT_FOUND', ids: { receipt_id: `\ufffd${'x'.repeat(99)}`, cancel_id: '7' } },
    ])
    expect(heard[0]?.sent).toBeUndefined()
  })

  it('tells of every operation', async () => {
    const { sandbox, heard } = heardOf()
    for (const line of [
      'POST /request/token',
      'POST /request/user/token',
      'GET /receipt/a',
      'GET /lookup/order/a',
      'POST /confirm',
      'POST /cancel',
      'POST /request/subscribe',
      'POST /request/subscribe/automatic-transfer',
      'POST /request/subscribe/automatic-transfer/publish',
      'POST /subscribe/payment',
      'DELETE /subscribe/billing_key/a',
      'GET /subscribe/billing_key/a',
      'GET /billing_key/a',
      'POST /subscribe/payment/reserve',
      'GET /subscribe/payment/reserve/a',
      'DELETE /subscribe/payment/reserve/a',
    ])
      await send(sandbox, line)
    expect(heard.every(({ operation = '' }) => (sandboxOperations as readonly string[]).includes(operation))).toBe(true)
    expect(heard.map(({ path }) => path).filter((path) => path.includes('billing_key/'))).toEqual([
      '/subscribe/billing_key/***',
      '/subscribe/billing_key/a',
      '/billing_key/***',
    ])
  })
})

describe('status 5', () => {
  it('has one name everywhere', () => {
    const sandbox = start()
    paid(sandbox, { method: 'vbank' })
    expect(sandbox.state().receipts[0]?.status_locale).toBe('가상계좌 입금 대기')
    expect(receiptStatuses[5]).toBe('가상계좌 입금 대기')
  })
})
