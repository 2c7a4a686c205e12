import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import { AnyRole, IdempotencyKey } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { ShopUser } from './schemas/ShopUser.js'
import { userMembers } from './schemas/members.js'
import type { UserMembers } from './schemas/UserMembers.js'

/** What {@link registerUser} takes. */
export type RegisterUserInput = UserMembers & {
  /** What the user logs in with; 5 to 30 characters by Bootpay's pages. */
  readonly login_id: string
  /** The user's name. */
  readonly name: string
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link RegisterUserInput}. */
export const RegisterUserInput: InputSchema<RegisterUserInput> = v.strictObject({
  ...userMembers,
  login_id: Text,
  name: Text,
  idempotency_key: v.optional(IdempotencyKey),
  role: v.optional(AnyRole),
})

/** Builds the request of {@link registerUser} without sending it. */
export const registerUserRequest = (input: RegisterUserInput): Built<ShopUser> =>
  buildWrite('registerUser', RegisterUserInput, input, (body) => ({
    method: 'POST',
    path: '/users/join',
    body,
    effect: 'state',
    reconcile: 'getUser',
    output: ShopUser,
  }))

/**
 * Tells Bootpay of a user whom you have already, by `uid`, your own id.
 *
 * Use {@link joinUser} for somebody who fills in a form and sets a password: the endpoint is the same, and the server tells them apart
 * by what is sent. Sources differ in what it needs: the SDK for Ruby sends `uid`, `name`, `phone`, `email`, `login_id` and `login_email`
 * always; Bootpay's pages want `login_id`, `login_pw` and `name`. A log-in id that is taken is refused, so a repeat makes no second user;
 * {@link getUser} shows whether there is one. Sources: api-commerce 3.1.
 *
 * @example
 * const result = await registerUser(ctx, {
 *   uid: 'member-7',
 *   login_id: 'hong-gildong',
 *   name: '홍길동',
 *   phone: '01000000000',
 *   email: 'hong@mail.example',
 *   login_email: 'hong@mail.example',
 * })()
 */
export const registerUser = (ctx: Context, input: RegisterUserInput): TaskEither<BootpayError, ShopUser> =>
  call(ctx, registerUserRequest(input))
