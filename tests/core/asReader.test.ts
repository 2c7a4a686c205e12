import { asReader, getReceipt, type BootpayError, type Context } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
type Operation = (ctx: Context, input: unknown) => TaskEither<BootpayError, unknown>

describe('asReader', () => {
  test('takes the input first and the Context later, and sends nothing before the task is run', async () => {
    const seen = bootpayReplies({ json: receipt })
    const task = asReader(getReceipt)({ receipt_id })(testContext())
    expect(seen).toEqual([])
    expect(await task()).toEqual(E.right(receipt))
    expect(seen).toHaveLength(1)
  })

  test.each<[what: string, operation: unknown]>([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    [
      'gives a task that throws',
      () => () => {
        throw new Error('no')
      },
    ],
    ['gives a task that rejects', () => () => Promise.reject(new Error('no'))],
    ['gives no task', () => undefined],
  ])('makes an OutcomeUnknown of an operation that %s: nobody can tell how far it came', async (_, operation) => {
    expect(await asReader(operation as Operation)({})(testContext())()).toEqual(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'asReader',
        message: 'a function of the Context threw',
        about: {},
        phase: 'awaiting',
        reconcile: 'webhook',
        startedAt: expect.any(Number) as number,
        merchant: '',
      }),
    )
  })

  test.each([undefined, null, 7, 'text', {}])('did not run what is no operation (%j)', async (operation) => {
    expect(await asReader(operation as unknown as Operation)({})(testContext())()).toEqual(
      E.left({
        _tag: 'NetworkError',
        operation: 'asReader',
        message: 'a function of the Context threw; nothing was sent',
        about: {},
      }),
    )
  })
})
