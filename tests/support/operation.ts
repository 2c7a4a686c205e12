import { pg, type ApiRequest, type BootpayError, type Built, type Context } from 'bootpay-fp'
import * as A from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import type { Kind } from '../fixtures/badValues.js'
import { bootpayReplies, testContext } from './bootpay.js'
import { differencesOf } from './description.js'
import { leaveOut, wipe, withBadValues, withoutEach, type Refused } from './inputs.js'

const BASIC = 'Basic Y2tfdGVzdDpza190ZXN0'
const BOTH_PAIRS = { client_key: 'ck_test', secret_key: 'sk_test', application_id: 'app_test', private_key: 'pk_test' }

/** A request as it is sent; what answers mean is the same for all and not compared. */
type Request<A> = Omit<ApiRequest<A>, 'api' | 'judge' | 'output'>

type Spec<I, A> = {
  /** An input as a user would give it, best with every member there is. */
  input: I
  /** The request it becomes, all but the schema of the answer. */
  request: Request<A>
  /** What Bootpay answers. */
  answer: unknown
  /** What comes back as a Right. Default: the answer itself. */
  value?: A
  /** The members that cannot be left out; when told, all others of `input` can. */
  required?: readonly (keyof I & string)[]
  /** What kind of value a member holds, by its dot path: each value that is none of that kind is refused. */
  kinds?: Readonly<Record<string, Kind>>
  /** Other inputs that are refused, each with the words that name what is wrong. */
  refused: readonly Refused[]
  /** The members that say something by being left out, each with the words that refuse it as `undefined`. */
  leftOut?: Readonly<Record<string, string>>
  /** What a change of the input changes in the request. */
  changes?: readonly (readonly [what: string, change: Partial<I>, request: Partial<Request<A>>])[]
}

/** Specifies an operation: the request it builds, what it sends and gives back, and what it refuses without sending. */
export const specify = <I extends object, A>(
  operation: (ctx: Context, input: I) => TaskEither<BootpayError, A>,
  build: (input: I) => Built<A>,
  {
    input,
    request,
    answer,
    value,
    required,
    kinds = {},
    refused,
    leftOut = {},
    changes = [],
  }: Spec<NoInfer<I>, NoInfer<A>>,
): void => {
  const { operation: name, method, path, query = {}, body, auth, about, reconcile } = request
  const isWrite = request.effect !== 'read' && request.effect !== 'token'
  const golden = E.right({
    ...request,
    api: pg,
    ...(isWrite && { judge: expect.any(Function) as unknown }),
    output: expect.anything(),
  })
  const optional = required ? Object.keys(input).filter((member) => !required.some((known) => known === member)) : []

  const bad = withBadValues(input, kinds)
  const missing = withoutEach(input, required ?? [])

  describe(name, () => {
    test('builds its request as plain data', () => {
      expect(build(input)).toStrictEqual(golden)
    })

    test('keeps that request when the input is changed afterwards', () => {
      const mine = structuredClone(input)
      const built = build(mine)
      wipe(mine)
      expect(mine).toEqual({})
      expect(built).toStrictEqual(golden)
    })

    test('sends that request and gives the answer', async () => {
      const seen = bootpayReplies({ json: answer })
      expect(await operation(testContext(), input)()).toEqual(E.right(value ?? answer))
      expect(seen).toEqual([{ method, path, query, authorization: auth === 'none' ? null : BASIC, body }])
    })

    test('is sent and answered as openapi.json describes it', () => {
      const sent = [{}, ...changes.map(([, change]) => change)].flatMap((change) =>
        A.rights([build({ ...input, ...change })]),
      )
      const problems = sent.flatMap(({ path, query = {}, body }) =>
        differencesOf({ method, path, query, body, answer }),
      )
      expect(problems).toEqual([])
    })

    test('sends nothing before it is run', () => {
      const seen = bootpayReplies({ json: answer })
      operation(testContext(), input)
      expect(seen).toEqual([])
    })

    if (auth !== 'none')
      test(`is sent with ${auth === 'token' ? 'a token' : 'Basic'} where both are possible`, async () => {
        const seen = bootpayReplies(
          { json: auth === 'token' ? { access_token: 'at', expire_in: 1800 } : answer },
          { json: answer },
        )
        expect(await operation(testContext({ credentials: BOTH_PAIRS }), input)()).toEqual(E.right(value ?? answer))
        expect(seen.map(({ path, authorization }) => [path, authorization])).toEqual(
          auth === 'token'
            ? [
                ['/request/token', null],
                [path, 'Bearer at'],
              ]
            : [[path, BASIC]],
        )
      })

    test(`calls an answer it cannot read ${reconcile ? 'an unknown outcome' : 'undecodable'}`, async () => {
      const seen = bootpayReplies({ json: 7 })
      expect(await operation(testContext(), input)()).toMatchObject(
        E.left(
          reconcile
            ? { _tag: 'OutcomeUnknown', operation: name, phase: 'decoding', about, reconcile, status: 200 }
            : { _tag: 'DecodeError', operation: name, about, status: 200 },
        ),
      )
      expect(seen).toHaveLength(1)
    })

    test.each(optional)('does not need %s, and given as undefined does not send it', (member) => {
      const built = build(leaveOut(input, member))
      expect(built).toMatchObject({ _tag: 'Right' })
      const words = leftOut[member]
      expect(build({ ...input, [member]: undefined })).toStrictEqual(
        words === undefined
          ? built
          : E.left({ _tag: 'InputError', operation: name, message: words, issues: [expect.anything()] }),
      )
    })

    test.each(changes)('sends %s', (_, change, changed) => {
      expect(build({ ...input, ...change })).toMatchObject(E.right(changed))
    })

    test.each([...missing, ...bad, ...refused])('refuses %s', async (_, bad, message) => {
      const seen = bootpayReplies({ json: answer })
      expect(await operation(testContext(), bad as I)()).toEqual(
        E.left({ _tag: 'InputError', operation: name, message, issues: expect.any(Array) }),
      )
      expect(seen).toEqual([])
    })
  })
}
