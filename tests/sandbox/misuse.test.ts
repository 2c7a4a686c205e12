import { describe, expect, it } from 'vitest'

import { createSandbox, type Sandbox, type SandboxExport, type SandboxFault } from 'bootpay-fp/sandbox'

import { order, paid, start } from './support.js'

describe('a control that is misused throws an Error with a code', () => {
  it.each<[string, string, (sandbox: Sandbox) => unknown]>([
    ['NOT_FOUND', 'pay: no receipt none', ({ browser }) => browser.pay('none')],
    ['NOT_FOUND', 'deposit: no receipt none', ({ browser }) => browser.deposit('none')],
    ['NOT_FOUND', 'consent: no receipt none', ({ browser }) => browser.consent('none')],
    ['NOT_FOUND', 'no webhook none', (sandbox) => sandbox.redeliver('none')],
    ['STEP_REFUSED', 'has status 1', (sandbox) => sandbox.browser.pay(paid(sandbox))],
    ['REQUEST_INVALID', 'price must be above 0', ({ browser }) => browser.requestPayment({ ...order, price: 0 })],
    ['REQUEST_INVALID', 'unknown method', ({ browser }) => browser.requestPayment({ ...order, method: 'cash' })],
    ['REQUEST_INVALID', 'advance takes milliseconds', (sandbox) => sandbox.advance(-1)],
    ['REQUEST_INVALID', 'failNext: unknown fault', (sandbox) => sandbox.failNext('none' as SandboxFault)],
    ['REQUEST_INVALID', 'setFaults: rate must be', (sandbox) => sandbox.setFaults({ rate: 2 })],
    ['STATE_INVALID', 'state is not an export', () => createSandbox({ state: {} as SandboxExport })],
  ])('%s: %s', (code, message, use) => {
    const sandbox = start()
    const thrown = expect.objectContaining({ code, message: expect.stringContaining(message) })
    expect(() => use(sandbox)).toThrow(thrown)
  })
})
