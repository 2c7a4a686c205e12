import { cancelPayment, createContext, type Context } from 'bootpay-fp'
import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'
import { beforeEach, expect, test } from 'vitest'

let sandbox: Sandbox
let ctx: Context
beforeEach(() => {
  sandbox = createSandbox()
  ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
})

test('a lost answer is no failure', async () => {
  const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
  sandbox.browser.pay(receipt_id)
  sandbox.failNext('reset_after', { operation: 'cancelPayment' })

  expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } })
  expect(sandbox.state().cancellations).toHaveLength(1)
})
