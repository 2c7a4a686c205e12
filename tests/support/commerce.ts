import { createTokenState, type ApiRequest, type BootpayError, type Built, type Context } from 'bootpay-fp'
import { asMember, commerce } from 'bootpay-fp/commerce'
import * as A from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import type { Kind } from '../fixtures/badValues.js'
import { commerceReplies, testContext } from './bootpay.js'
import { differencesOf } from './description.js'
import { leaveOut, wipe, withBadValues, withoutEach, type Refused } from './inputs.js'

const BASIC = 'Basic Y2tfdGVzdDpza190ZXN0'
const USER_JWT = 'jwt.of.a-member'

/** A request as it is sent; what is the same for all requests to the Commerce API is left out. */
type Request<A> = Omit<ApiRequest<A>, 'api' | 'auth' | 'judge' | 'output' | 'maxBytes'>

type Spec<I, A> = {
  /** An input as a user would give it, best with every member there is. */
  input: I
  /** The request it becomes. */
  request: Request<A>
  /** What Bootpay answers. */
  answer: unknown
  /** What comes back as a Right. Default: the answer itself. */
  value?: A
  /** The members that cannot be left out; all others of `input` can. */
  required: readonly (keyof I & string)[]
  /** What is said where one of them is left out. Default: that it is required. */
  words?: Readonly<Record<string, string>>
  /** What kind of value a member holds, by its dot path: each value that is none of that kind is refused. */
  kinds?: Readonly<Record<string, Kind>>
  /** Other inputs that are refused, each with the words that name what is wrong. */
  refused: readonly Refused[]
  /** What a change of the input changes in the request. */
  changes?: readonly (readonly [what: string, change: Partial<I>, request: Partial<Request<A>>])[]
}

/** Specifies an operation of the Commerce API: the request it builds, what it sends and gives back, and what it refuses unsent. */
export const specifyCommerce = <I extends object, A>(
  operation: (ctx: Context, input: I) => TaskEither<BootpayError, A>,
  build: (input: I) => Built<A>,
  {
    input,
    request,
    answer,
    value,
    required,
    words = {},
    kinds = {},
    refused,
    changes = [],
  }: Spec<NoInfer<I>, NoInfer<A>>,
): void => {
  const { operation: name, method, path, query = {}, body, about, reconcile, role = null, key = null, member } = request
  const isWrite = request.effect !== 'read'
  const golden = E.right({
    ...request,
    api: commerce,
    auth: 'basic',
    ...(isWrite ? { judge: expect.any(Function) as unknown } : { maxBytes: 1 << 24 }),
    output: expect.anything(),
  })
  const optional = Object.keys(input).filter((name) => !required.some((known) => known === name))
  const ctx = () => asMember(testContext(), { user_jwt: USER_JWT })
  const seenOnce = [{ method, path, query, authorization: BASIC, body, role, key, user_jwt: member ? USER_JWT : null }]
  const bad = withBadValues(input, kinds)
  const missing = withoutEach(input, required, words)

  describe(name, () => {
    test('builds its request as plain data', () => {
      expect(build(input)).toStrictEqual(golden)
    })

    test('keeps that request when the input is changed afterwards', () => {
      const mine = structuredClone(input)
      const built = build(mine)
      wipe(mine)
      expect(built).toStrictEqual(golden)
    })

    test('sends that request and gives the answer', async () => {
      const seen = commerceReplies({ json: answer })
      expect(await operation(ctx(), input)()).toEqual(E.right(value ?? answer))
      expect(seen).toEqual(seenOnce)
    })

    test('is sent and answered as openapi.json describes it', () => {
      const sent = [{}, ...changes.map(([, change]) => change)].flatMap((change) =>
        A.rights([build({ ...input, ...change })]),
      )
      const problems = sent.flatMap(({ path, query = {}, body, role = null, key }) => {
        const headers = { 'bootpay-role': role, ...(key && { 'idempotency-key': key }) }
        return differencesOf({ method, path, query, body, headers, answer })
      })
      expect(problems).toEqual([])
    })

    test('sends nothing where there is no client key', async () => {
      const seen = commerceReplies({ json: answer })
      const credentials = { application_id: 'app_test', private_key: 'pk_test' }
      expect(await operation({ ...ctx(), credentials, tokens: createTokenState() }, input)()).toEqual(
        E.left({ _tag: 'CredentialsError', message: 'give client_key and secret_key: this API takes no others' }),
      )
      expect(seen).toEqual([])
    })

    test(`sends ${member === 'required' ? 'nothing' : 'no token of a member'} where there is no member`, async () => {
      const seen = commerceReplies({ json: answer })
      const result = await operation(testContext(), input)()
      if (member === 'required') {
        const message = 'this is asked on behalf of a member: asMember(ctx, { user_jwt })'
        expect(result).toEqual(E.left({ _tag: 'CredentialsError', message }))
        expect(seen).toEqual([])
      } else expect(seen).toEqual(seenOnce.map((each) => ({ ...each, user_jwt: null })))
    })

    test(`calls an answer it cannot read ${isWrite ? 'an unknown outcome' : 'undecodable'}`, async () => {
      const seen = commerceReplies({ text: 'maintenance' })
      expect(await operation(ctx(), input)()).toMatchObject(
        E.left(
          isWrite
            ? { _tag: 'OutcomeUnknown', operation: name, phase: 'decoding', about, reconcile, status: 200 }
            : { _tag: 'DecodeError', operation: name, about, status: 200 },
        ),
      )
      expect(seen).toHaveLength(1)
    })

    test.each([
      ['its text', { error_code: 'PROCESS_DUPLICATED', message: '이미 처리되었습니다.' }, 'PROCESS_DUPLICATED'],
      ['its number', { status: 404, code: 3700, message: '이미 처리되었습니다.', data: null }, '3700'],
    ])('gives a refusal by %s', async (_, json, code) => {
      commerceReplies({ status: 404, json })
      const message = '이미 처리되었습니다.'
      expect(await operation(ctx(), input)()).toEqual(
        E.left({ _tag: 'ApiError', operation: name, status: 404, code, message, about }),
      )
    })

    test.each(optional)('does not need %s, and given as undefined does not send it', (member) => {
      const built = build(leaveOut(input, member))
      expect(built).toMatchObject({ _tag: 'Right' })
      expect(build({ ...input, [member]: undefined })).toStrictEqual(
        E.map((request: ApiRequest<A>) => ({ ...request, output: expect.anything() as unknown }))(built),
      )
    })

    test.each(changes)('sends %s', (_, change, changed) => {
      expect(build({ ...input, ...change })).toMatchObject(E.right(changed))
    })

    test.each([...missing, ...bad, ...refused])('refuses %s', async (_, bad, message) => {
      const seen = commerceReplies({ json: answer })
      expect(await operation(ctx(), bad as I)()).toEqual(
        E.left({ _tag: 'InputError', operation: name, message, issues: expect.any(Array) }),
      )
      expect(seen).toEqual([])
    })
  })
}
