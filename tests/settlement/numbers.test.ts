import * as sdk from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')
const none = [undefined, null, NaN, 0, -1, 1.5, Infinity, '5000', {}] as never[]

test.each(none)(
  'reconcile takes a timeoutMs of %j for the default, and a deadline that is none for none',
  async (bad) => {
    const ctx = testContext({ now: () => START, fetch: () => Promise.reject(new TypeError('fetch failed')) })
    const lost = await sdk.confirmPayment(ctx, { receipt_id })()
    if (E.isRight(lost) || lost.left._tag !== 'OutcomeUnknown') throw new Error('was not lost')
    const waits: number[] = []
    const settling = {
      ...ctx,
      timeoutMs: bad,
      fetch: () => Promise.resolve(Response.json({ ...receipt, status: 2 })),
      sleep: (ms: number) => {
        waits.push(ms)
        return Promise.resolve()
      },
    }
    for (const deadline of [undefined, NaN, Infinity, '1'] as never[])
      expect(await sdk.reconcile({ ...settling, deadline }, lost.left)()).toEqual(
        E.right({
          _tag: 'StillUnknown',
          operation: 'confirmPayment',
          message: 'not done yet, but it may still be running',
          retryAt: START + 90_000,
        }),
      )
    expect(waits).toHaveLength(4 * 4)
  },
)
