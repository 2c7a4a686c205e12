import { describe, expect, it } from 'vitest'

import type { SandboxSwitches } from 'bootpay-fp/sandbox'

import { paid, send, start, succeed } from './support.js'

describe('the switches of a sandbox', () => {
  it('are as its options say, and change what it answers from then on', async () => {
    const sandbox = start()
    expect(sandbox.switches()).toEqual({ basicEverywhere: false, partialCancelStatus: 1 })
    const receipt_id = paid(sandbox)
    const cancel = () => succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: 100 })
    expect(await cancel()).toMatchObject({ status: 1 })
    expect((await send(sandbox, 'GET /wallet?user_id=u')).status).toBe(401)
    const { revision } = sandbox.changes()
    sandbox.setSwitches({ basicEverywhere: true })
    sandbox.setSwitches({ partialCancelStatus: 20 })
    expect(sandbox.changes().revision).toBeGreaterThan(revision)
    expect(sandbox.switches()).toEqual({ basicEverywhere: true, partialCancelStatus: 20 })
    expect(await cancel()).toMatchObject({ status: 20, cancelled_price: 200 })
    expect((await send(sandbox, 'GET /wallet?user_id=u')).status).toBe(200)
  })

  it('stay through a reset', () => {
    const sandbox = start({ basicEverywhere: true, partialCancelStatus: 20 })
    sandbox.setSwitches({ basicEverywhere: false })
    sandbox.reset()
    expect(sandbox.switches()).toEqual({ basicEverywhere: false, partialCancelStatus: 20 })
  })

  it.each([[{ basicEverywhere: 'yes' }], [{ partialCancelStatus: 2 }], [{ partialCancelStatus: '20' }]])(
    'refuse %j and stay as they are',
    (wrong) => {
      const sandbox = start()
      const before = sandbox.switches()
      expect(() => {
        sandbox.setSwitches(wrong as unknown as SandboxSwitches)
      }).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }))
      expect(sandbox.switches()).toEqual(before)
    },
  )
})
