import { koreanTime } from '../../engine/clock.js'
import type { ShopUserRecord } from './record.js'

/** A user of the shop as it stands on the wire. */
export type ShopUserAnswer = {
  readonly user_id: string
  readonly login_id: string
  readonly external_uid: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly [member: string]: unknown
}

/** Writes a user: what was sent, without passwords. */
export const shopUserAnswer = (user: ShopUserRecord): ShopUserAnswer => ({
  membership_type: 1,
  status: 1,
  ...user.members,
  user_id: user.user_id,
  login_id: user.login_id,
  external_uid: user.uid ?? null,
  ...(user.email === undefined ? {} : { email: user.email }),
  ...(user.phone === undefined ? {} : { phone: user.phone }),
  created_at: koreanTime(user.created_at),
  updated_at: koreanTime(user.updated_at),
})
