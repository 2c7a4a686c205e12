import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import type { Store } from '../../engine/store.js'
import type { SessionRecord, ShopUserRecord } from './record.js'
import { shopUserAnswer, type ShopUserAnswer } from './view.js'

const view = (user: ShopUserRecord): ShopUserAnswer =>
  user.deleted_at === undefined
    ? shopUserAnswer(user)
    : { ...shopUserAnswer(user), deleted_at: koreanTime(user.deleted_at) }

const ofThere =
  (member: 'login_id' | 'uid' | 'email' | 'phone') =>
  (user: ShopUserRecord): string | undefined =>
    user.deleted_at === undefined ? user[member] : undefined

/** Users of the shop, those that have left too. */
export const shopUsers: Collection<
  'shop_users',
  ShopUserRecord,
  'login_id' | 'uid' | 'email' | 'phone',
  ShopUserAnswer
> = collection({
  name: 'shop_users',
  id: ({ user_id }: ShopUserRecord) => user_id,
  indexes: { login_id: ofThere('login_id'), uid: ofThere('uid'), email: ofThere('email'), phone: ofThere('phone') },
  view,
})

/** Users who are logged in, as long as they are. */
export const sessions: Collection<'shop_sessions', SessionRecord, string, { user_id: string }> = collection({
  name: 'shop_sessions',
  id: ({ token }: SessionRecord) => token,
  due: ({ expires_at }) => expires_at,
  keep: 0,
  view: ({ user_id }) => ({ user_id }),
})

/** A user who is there: by Bootpay's id, by the merchant's own, or by the log-in id, in this order. */
export const userOf = (store: Store, id: string): ShopUserRecord | undefined => {
  const user = shopUsers.get(store, id)
  if (user !== undefined && user.deleted_at === undefined) return user
  return shopUsers.by(store, 'uid', id)[0] ?? shopUsers.by(store, 'login_id', id)[0]
}
