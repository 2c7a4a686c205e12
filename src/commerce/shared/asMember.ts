import type { Context, Member } from '../../core/context.js'
import { membersOf } from '../../core/fields.js'

/**
 * Gives a Context whose requests are made on behalf of a member of the shop.
 *
 * Use it with the `access_token` of {@link loginUser} or {@link issueLoginToken} as `user_jwt`; a guest's `device_uuid` alone will
 * do where no log-in is needed. The token is held in a closure: it gets into no request value, error or event. Only operations that
 * know members send it.
 *
 * @example
 * const session = await getUserSession(asMember(ctx, { user_jwt }), {})()
 */
export const asMember = (ctx: Context, member: Member): Context => {
  const copy = membersOf(member)
  return { ...ctx, member: () => copy }
}
