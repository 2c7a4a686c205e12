import * as sdk from 'bootpay-fp'
import type { ApiRequest, BootpayError, Built, Context } from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { commerceInputs } from '../fixtures/commerceInputs.js'
import { inputs } from '../fixtures/inputs.js'
import { testContext } from '../support/bootpay.js'

type Operation = (ctx: Context, input: object) => TaskEither<BootpayError, unknown>
type Builder = (input: object) => Built<unknown>

const checks = ['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist'].map(
  (type) => ['checkUserExists', { type, pk: 'pk' }] as const,
)

const rowsOf = (operations: object, all: readonly (readonly [name: string, input: object | undefined])[]) =>
  all.map(([name, input = {}]) => {
    const built = (operations[`${name}Request` as never] as Builder)(input)
    const { path } = E.getOrElse((): ApiRequest<unknown> => expect.unreachable(`${name} refuses its input`))(built)
    return { name, input, path, run: operations[name as never] as Operation }
  })

const rows = [
  ...rowsOf(sdk, Object.entries<object | undefined>(inputs)),
  ...rowsOf(commerce, [...Object.entries(commerceInputs), ...checks]),
]

describe('a refusal keeps its code and its words', () => {
  test.each(rows)('of $name, where they are those of $path', async ({ name, input, path, run }) => {
    const words = path.split('/').filter((word) => word !== '' && !word.startsWith('the_'))
    for (const word of words) {
      const error_code = `${word.toUpperCase().replaceAll('-', '_')}_INVALID`
      const message = `no such ${word.replaceAll(/[-_]/g, ' ')}`
      const fetch = () => Promise.resolve(Response.json({ error_code, message }, { status: 404 }))
      const ctx = commerce.asMember(testContext({ fetch }), { user_jwt: 'jwt.of.a-member' })
      expect(await run(ctx, input)()).toMatchObject(
        E.left({ _tag: 'ApiError', operation: name, code: error_code, message }),
      )
    }
  })
})
