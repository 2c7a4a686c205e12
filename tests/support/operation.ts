import type { ApiRequest, BootpayError, Built, Context } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { bootpayReplies, testContext } from './bootpay.js'

type Spec<I, A> = {
  /** An input as a user would give it. */
  input: I
  /** The request it becomes, all but the schema of the answer. */
  request: Omit<ApiRequest<A>, 'output'>
  /** What Bootpay answers. */
  answer: unknown
  /** What comes back as a Right; the answer itself unless told. */
  value?: A
  /** Inputs that are refused, each with the words that name what is wrong. */
  refused: readonly (readonly [what: string, input: unknown, message: string])[]
}

/** Specifies an operation: the request it builds, what it sends and gives back, and what it refuses without sending. */
export const specify = <I, A>(
  operation: (ctx: Context, input: I) => TaskEither<BootpayError, A>,
  build: (input: I) => Built<A>,
  { input, request, answer, value, refused }: Spec<I, A>,
): void => {
  const { operation: name, method, path, query = {}, body } = request

  describe(name, () => {
    test('builds its request as plain data', () => {
      expect(build(input)).toEqual(E.right({ ...request, output: expect.anything() }))
    })

    test('sends that request and gives the answer', async () => {
      const seen = bootpayReplies({ json: answer })
      expect(await operation(testContext(), input)()).toEqual(E.right(value ?? answer))
      expect(seen).toEqual([{ method, path, query, authorization: 'Basic Y2tfdGVzdDpza190ZXN0', body }])
    })

    test('sends nothing before it is run', () => {
      const seen = bootpayReplies({ json: answer })
      operation(testContext(), input)
      expect(seen).toEqual([])
    })

    test.each(refused)('refuses %s', async (_, bad, message) => {
      const seen = bootpayReplies({ json: answer })
      expect(await operation(testContext(), bad as I)()).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'InputError', operation: name, message },
      })
      expect(seen).toEqual([])
    })
  })
}
