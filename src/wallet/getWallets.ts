import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Flag, OwnId } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { Wallets } from './schemas/Wallets.js'

/** What {@link getWallets} takes. */
export type GetWalletsInput = {
  /** The merchant's id of the buyer. */
  readonly user_id: string | number
  /** Whether to list sandbox wallets. */
  readonly sandbox: boolean | 0 | 1
}
/** Schema of {@link GetWalletsInput}. */
export const GetWalletsInput: InputSchema<GetWalletsInput> = v.strictObject({
  user_id: OwnId,
  sandbox: Flag,
})

/** Builds the request of {@link getWallets} without sending it. */
export const getWalletsRequest = (input: GetWalletsInput): Built<Wallets, 'read'> =>
  buildRead('getWallets', GetWalletsInput, input, ({ user_id, sandbox }) => ({
    method: 'GET',
    path: '/wallet',
    query: { user_id, sandbox: String(sandbox) },
    auth: 'token',
    output: Wallets,
  }))

/**
 * Lists the cards that a buyer stored.
 *
 * This endpoint was seen to refuse a client key with `TOKEN_KEY_INVALID`: where the Context has an application id too, a token is
 * sent instead.
 *
 * @deprecated Bootpay will remove the wallet endpoints: use {@link issueUserToken} and let the browser list the cards.
 * @example
 * const result = await getWallets(ctx, { user_id: 'user_1234', sandbox: true })()
 */
export const getWallets = (ctx: Context, input: GetWalletsInput): TaskEither<ReadError, Wallets> =>
  call(ctx, getWalletsRequest(input))
