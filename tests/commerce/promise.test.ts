import type { ApiRequest, BootpayError, Built, Context } from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { commerceInputs } from '../fixtures/commerceInputs.js'
import { testContext } from '../support/bootpay.js'

type Operation = (ctx: Context, input: unknown) => TaskEither<BootpayError, unknown>
type Builder = (input: unknown) => Built<unknown>

const operations = Object.entries(commerceInputs).map(([name, input]) => {
  const built = (commerce[`${name}Request` as never] as Builder)(input)
  const { effect } = E.getOrElse((): ApiRequest<unknown> => expect.unreachable(`${name} refuses its input`))(built)
  return { name, input, run: commerce[name as never] as Operation, isWrite: effect !== 'read' }
})

const member = (fetch: Context['fetch']) =>
  commerce.asMember(testContext({ fetch, retry: { attempts: 2 } }), { user_jwt: 'jwt.of.a-member' })
const answering = (body: string, status: number) => () => Promise.resolve(new Response(body, { status }))
const tagOf = (result: E.Either<BootpayError, unknown>) => (E.isRight(result) ? 'Right' : result.left._tag)

const certain: Readonly<Record<string, [fetch: Context['fetch'], tag: string]>> = {
  'a refusal with a code': [answering('{"error_code":"SOMETHING_INVALID","message":"m"}', 422), 'ApiError'],
  'a refusal with a number': [answering('{"status":404,"code":3700,"message":"m","data":null}', 404), 'ApiError'],
  'a wrong role': [answering('{"error_code":"API_ROLE_NOT_SUPPORT","message":"m"}', 403), 'ApiError'],
  'a refusal under 200': [answering('{"error_code":"SOMETHING_INVALID","message":"m"}', 200), 'ApiError'],
  'no connection': [
    () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })),
    'NetworkError',
  ],
}

const uncertain: Readonly<Record<string, Context['fetch']>> = {
  'a gateway that fails': answering('<html>502</html>', 502),
  'a server that fails': answering('{"error_code":"SERVER_ERROR","message":"m"}', 500),
  'a server that does not know': answering('{"error_code":"RC_CRITICAL_ERROR","message":"m"}', 400),
  'a success that is no JSON': answering('maintenance', 200),
  'a success that is half of JSON': answering('{"product_id":"the_', 200),
  'a connection that is cut': () =>
    Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })),
  'a fetch that gives nothing': () => Promise.resolve(undefined as unknown as Response),
}

const cycle: Record<string, unknown> = {}
cycle['self'] = cycle
const thrown = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no')
    },
    ownKeys: () => {
      throw new Error('no')
    },
  },
)

describe('what comes back as a Left other than OutcomeUnknown did not happen', () => {
  test.each(
    operations.flatMap((operation) => Object.entries(certain).map(([what, row]) => ({ ...operation, what, row }))),
  )('$name: $what is sure', async ({ run, input, row: [fetch, tag] }) => {
    expect(tagOf(await run(member(fetch), input)())).toBe(tag)
  })

  test.each(
    operations.flatMap((operation) =>
      Object.entries(uncertain).map(([what, fetch]) => ({ ...operation, what, fetch })),
    ),
  )('$name: $what is not', async ({ run, input, fetch, isWrite }) => {
    const tag = tagOf(await run(member(fetch), input)())
    if (isWrite) expect(tag).toBe('OutcomeUnknown')
    else expect(tag).toMatch(/^(ApiError|DecodeError|NetworkError)$/)
  })

  test.each(operations)('$name takes nothing strange, and sends nothing then', async ({ run }) => {
    let sent = 0
    const ctx = member(() => {
      sent += 1
      return Promise.resolve(new Response('{}'))
    })
    for (const input of [null, 7, 'text', cycle, thrown, { unknown: 1 }])
      expect(tagOf(await run(ctx, input)())).toBe('InputError')
    expect(sent).toBe(0)
  })
})
