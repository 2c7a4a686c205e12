import { koreanTime, minute } from '../../engine/clock.js'
import { newSecret } from '../../engine/ids.js'
import type { NextDue } from '../../engine/resource.js'
import type { Call } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { sessions, userOf } from './collection.js'
import type { SessionRecord, ShopUserRecord } from './record.js'
import { shopUserAnswer } from './view.js'

const life = 30 * minute

/** How a log-in is answered. */
export const sessionAnswer = (user: ShopUserRecord, { token, expires_at = 0 }: SessionRecord): object => ({
  access_token: token,
  expired_at: koreanTime(expires_at),
  user: shopUserAnswer(user),
})

/** Logs a user in, for 30 minutes. */
export const logIn = (store: Store, user: ShopUserRecord, at: number): object => {
  const token = `user.${newSecret(store)}.sandbox`
  return sessionAnswer(user, sessions.save(store, { token, user_id: user.user_id, expires_at: at + life }))
}

/** Who makes a call as a member, and the log-in; `undefined` where nobody does. */
export const sessionOf = ({ store, at, header }: Call): readonly [ShopUserRecord, SessionRecord] | undefined => {
  const session = sessions.get(store, header('bootpay-user-jwt') ?? '')
  const user = session === undefined ? undefined : userOf(store, session.user_id)
  if (session?.expires_at === undefined || session.expires_at <= at || user === undefined) return undefined
  return [user, session]
}

/** The next log-in that is over. */
export const dueSession: NextDue = (store, until) => {
  const session = sessions.next(store, until)
  if (session?.expires_at === undefined) return undefined
  return { at: session.expires_at, carryOut: () => void sessions.save(store, { ...session, expires_at: undefined }) }
}
