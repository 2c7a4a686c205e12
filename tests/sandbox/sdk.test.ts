import { describe, expect, it } from 'vitest'

import { cancelPayment, createContext, getReceipt } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'

describe('the example of docs/sandbox.md', () => {
  it('runs', async () => {
    const sandbox = createSandbox()
    const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })

    const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
    sandbox.browser.pay(receipt_id)

    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right', right: { status: 1 } })
    const part = { receipt_id, cancel_price: 400, cancel_id: 'cancel-1' }
    expect(await cancelPayment(ctx, part)()).toMatchObject({ _tag: 'Right', right: { cancelled_price: 400 } })
    expect(sandbox.state().cancellations).toMatchObject([{ receipt_id, cancel_id: 'cancel-1', cancel_price: 400 }])
  })
})
