import { answer } from '../../../core/answer.js'
import { Text } from '../../../core/fields.js'
import type { Schema } from '../../../core/schema.js'
import type { ShopUser } from './ShopUser.js'

/** That a member is logged in. All else that comes is passed through. Sources: api-commerce 3.1. */
export type Session = {
  /** The member's token: {@link asMember} takes it as `user_jwt`. A secret. */
  readonly access_token: string
  /** Until when it is good, as Bootpay writes it: {@link parseBootpayDate} reads it. */
  readonly expired_at?: string | null | undefined
  /** Who is logged in. */
  readonly user?: Partial<ShopUser> | null | undefined
}

/** Schema of {@link Session}. */
export const Session: Schema<Session> = answer<Session>({ access_token: Text })
