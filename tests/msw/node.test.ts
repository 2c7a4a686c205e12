import { cancelPayment, createContext, getReceipt } from 'bootpay-fp'
import { createInvoice } from 'bootpay-fp/commerce'
import { bootpayHandlers } from 'bootpay-fp/msw'
import { createSandbox, type RequestFault } from 'bootpay-fp/sandbox'
import { describe, expect, it, vi } from 'vitest'

import { server } from '../support/server.js'

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

/** A sandbox that answers for Bootpay by way of msw, a paid receipt, and a Context that knows nothing of either. */
const start = (baseUrl?: string) => {
  const sandbox = createSandbox()
  server.use(...bootpayHandlers(sandbox, baseUrl === undefined ? {} : { baseUrl }))
  const receipt_id = sandbox.browser.requestPayment(order)
  sandbox.browser.pay(receipt_id)
  const options = { credentials: sandbox.credentials, retry: { attempts: 1 }, timeoutMs: 300 }
  const place = baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/$/, '') }
  return { sandbox, receipt_id, ctx: createContext({ ...options, ...place }) }
}

describe('bootpayHandlers in Node', () => {
  it('answer for api.bootpay.co.kr', async () => {
    const { sandbox, receipt_id, ctx } = start()
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right', right: { status: 1 } })
    const part = { receipt_id, cancel_price: 400, cancel_id: 'c-1' }
    expect(await cancelPayment(ctx, part)()).toMatchObject({ _tag: 'Right', right: { cancelled_price: 400 } })
    expect(sandbox.state().cancellations).toMatchObject([{ cancel_id: 'c-1', cancel_price: 400 }])
  })

  it.each(['http://localhost:4242/v2', 'http://127.0.0.1:4243/v2/', 'https://proxy.example/bootpay'])(
    'answer for %s when told',
    async (baseUrl) => {
      const { receipt_id, ctx } = start(baseUrl)
      expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right', right: { status: 1 } })
    },
  )

  it.each([undefined, 'http://localhost:4242/v1/', 'https://proxy.example/bootpay'])(
    'answer for the Commerce API, at %s too',
    async (commerceUrl) => {
      const sandbox = createSandbox()
      server.use(...bootpayHandlers(sandbox, { commerceUrl }))
      const place = commerceUrl === undefined ? {} : { commerceUrl: commerceUrl.replace(/\/$/, '') }
      const ctx = createContext({ credentials: sandbox.credentials, ...place })
      const link = { name: '스웨터', price: 39_000, idempotency_key: 'link-1' }
      const [first, again] = [await createInvoice(ctx, link)(), await createInvoice(ctx, link)()]
      expect(first).toMatchObject({ _tag: 'Right', right: { price: 39_000 } })
      expect(again).toEqual(first)
      expect(sandbox.state().invoices).toHaveLength(1)
    },
  )

  it('keep the query, and leave other requests alone', async () => {
    const { sandbox } = start()
    const authorization = `Basic ${btoa('sandbox_client_key:sandbox_secret_key')}`
    const init = { headers: { authorization } }
    const found = await fetch('https://api.bootpay.co.kr/v2/lookup/order/order-1?a=%EA%B0%80', init)
    expect(await found.json()).toHaveLength(1)
    // msw 2 has an error of it, msw 3 a warning.
    const complaints = (['error', 'warn'] as const).map((it) =>
      vi.spyOn(console, it).mockImplementation(() => undefined),
    )
    await expect(fetch('https://api.bootpay.co.kr/v1/receipt/1')).rejects.toThrow()
    const lines = complaints.flatMap(({ mock }) => mock.calls.flat()).join()
    expect(lines).toContain('without a matching request handler')
    for (const complaint of complaints) complaint.mockRestore()
    expect(sandbox.requests()).toHaveLength(1)
  })

  it('make a broken connection a network error', async () => {
    const { sandbox, receipt_id, ctx } = start()
    sandbox.failNext('reset_after', { operation: 'cancelPayment' })
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } })
    expect(sandbox.state().cancellations).toHaveLength(1)
  })

  it.each([
    ['bad_gateway_after', 'OutcomeUnknown'],
    ['cut_reset', 'OutcomeUnknown'],
    ['cut_end', 'OutcomeUnknown'],
    ['slow_after', 'OutcomeUnknown'],
    ['unavailable', 'OutcomeUnknown'],
    ['too_many_requests', 'ApiError'],
  ] as const)('pass %s on', async (fault: RequestFault, _tag) => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { sandbox, receipt_id, ctx } = start()
    sandbox.failNext(fault, { operation: 'cancelPayment' })
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ left: { _tag } })
    expect(complaints.mock.calls).toEqual([])
    complaints.mockRestore()
  })
})
