import { hashOf } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'

/** A user of the shop as the store keeps it: no password, but what it can be compared with; times in epoch milliseconds. */
export type ShopUserRecord = {
  readonly user_id: string
  readonly login_id: string
  /** The merchant's own id. */
  readonly uid: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly members: JsonObject
  readonly password_hash: string | undefined
  readonly created_at: number
  readonly updated_at: number
  readonly deleted_at: number | undefined
}

/** That a user is logged in: the token, and until when it is good in epoch milliseconds, `undefined` once it is not. */
export type SessionRecord = {
  readonly token: string
  readonly user_id: string
  readonly expires_at: number | undefined
}

/** What a password is compared by. */
export const passwordHash = (user_id: string, password: string): string => hashOf(`${user_id} ${password}`)
