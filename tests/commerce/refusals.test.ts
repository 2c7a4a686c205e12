import type { ApiRequest, BootpayError, Built, Context } from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { commerceInputs } from '../fixtures/commerceInputs.js'
import { commerceReplies, testContext } from '../support/bootpay.js'

type Operation = (ctx: Context, input: object) => TaskEither<BootpayError, unknown>
type Builder = (input: object) => Built<unknown>

const existing = ['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist'].map(
  (type) => ['checkUserExists', { type, pk: 'pk' }] as const,
)
const rows = [...Object.entries<object>(commerceInputs), ...existing].map(([name, input]) => {
  const built = (commerce[`${name}Request` as 'getOrderRequest'] as Builder)(input)
  const { path } = E.getOrElse((): ApiRequest<unknown> => expect.unreachable(`${name} refuses its input`))(built)
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith('the_'))
  return { name, input, path, words, run: commerce[name as 'getOrder'] as Operation }
})

describe('a refusal keeps its code and its words', () => {
  test.each(rows)('of $name, where they are those of $path', async ({ name, input, words, run }) => {
    for (const word of words) {
      const code = `${word.toUpperCase().replaceAll('-', '_')}_INVALID`
      commerceReplies({ status: 404, json: { error_code: code, message: `no such ${word.replaceAll('-', ' ')}` } })
      const ctx = commerce.asMember(testContext(), { user_jwt: 'jwt.of.a-member' })
      expect(await run(ctx, input)()).toMatchObject(
        E.left({ _tag: 'ApiError', operation: name, code, message: `no such ${word.replaceAll('-', ' ')}` }),
      )
    }
  })
})
