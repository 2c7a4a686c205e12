import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { OwnId } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Exists } from './schemas/Exists.js'

/** What {@link checkUserExists} takes. */
export type CheckUserExistsInput = {
  /** What is looked for: an e-mail address, a log-in id, a phone number, your own id, or the number of a business. */
  readonly type: 'email-exist' | 'id-exist' | 'phone-exist' | 'uid-exist' | 'group-business-number-exist'
  /** Its value. It is sent as given. */
  readonly pk: string | number
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link CheckUserExistsInput}. */
export const CheckUserExistsInput: InputSchema<CheckUserExistsInput> = v.strictObject({
  type: v.picklist(['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist']),
  pk: OwnId,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link checkUserExists} without sending it. */
export const checkUserExistsRequest = (input: CheckUserExistsInput): Built<Exists, 'read'> =>
  buildRead('checkUserExists', CheckUserExistsInput, input, ({ type, pk }) => ({
    method: 'GET',
    path: `/users/join/${type}`,
    query: { pk },
    output: Exists,
  }))

/**
 * Says whether somebody has an e-mail address, a log-in id, a phone number or an id of yours already.
 *
 * Use it while a form is filled in. Somebody else may take it a moment later, and {@link joinUser} is refused then.
 *
 * @example
 * const result = await checkUserExists(ctx, { type: 'id-exist', pk: 'hong-gildong' })()
 */
export const checkUserExists = (ctx: Context, input: CheckUserExistsInput): TaskEither<ReadError, Exists> =>
  call(ctx, checkUserExistsRequest(input))
