import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Metadata, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import { AnyRole, each, IdempotencyKey, Whole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { ShopUser } from './schemas/ShopUser.js'

/** What {@link joinUser} takes. */
export type JoinUserInput = {
  /** What the user will log in with; 5 to 30 characters by Bootpay's pages. */
  readonly login_id: string
  /** The password. */
  readonly password: string
  /** The user's name. */
  readonly name: string
  /** E-mail address. */
  readonly email?: string | undefined
  /** Mobile number. It is sent as given. */
  readonly phone?: string | undefined
  /** What the user wants to be called. */
  readonly nickname?: string | undefined
  /** Date of birth in six digits, as in `000131`. */
  readonly birth?: string | undefined
  /** Sources differ: 0 female, 1 male, or -1 unknown, 0 not told, 1 male, 2 female. */
  readonly gender?: number | undefined
  /** 0 individual, 1 business. Default: 0. */
  readonly corporate_type?: number | undefined
  /** What is said of a business; its members are not documented. */
  readonly group?: Readonly<Record<string, unknown>> | undefined
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link JoinUserInput}. */
export const JoinUserInput: InputSchema<JoinUserInput> = v.strictObject({
  login_id: Text,
  password: Text,
  name: Text,
  ...each('email phone nickname birth', Text),
  ...each('gender corporate_type', Whole),
  group: v.optional(Metadata),
  idempotency_key: v.optional(IdempotencyKey),
  role: v.optional(AnyRole),
})

/** Builds the request of {@link joinUser} without sending it. */
export const joinUserRequest = (input: JoinUserInput): Built<ShopUser> =>
  buildWrite('joinUser', JoinUserInput, input, (body) => ({
    method: 'POST',
    path: '/users/join',
    body: { corporate_type: 0, ...body },
    effect: 'state',
    reconcile: 'getUser',
    output: ShopUser,
  }))

/**
 * Makes somebody a member of the shop, with a password.
 *
 * Use {@link registerUser} for users whom you have already. Ask {@link checkUserExists} first, so that the form can say what is taken. A
 * log-in id that is taken is refused, so a repeat makes no second member; {@link getUser} shows whether there is one. Sources:
 * api-commerce 3.1.
 *
 * @example
 * const result = await joinUser(ctx, { login_id: 'hong-gildong', password, name: '홍길동', email: 'hong@mail.example' })()
 */
export const joinUser = (ctx: Context, input: JoinUserInput): TaskEither<BootpayError, ShopUser> =>
  call(ctx, joinUserRequest(input))
