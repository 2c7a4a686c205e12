import { answer } from '../../core/answer.js'
import { Printable } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** A token for a buyer's browser. */
export type UserToken = {
  /** The token, a secret of the buyer. */
  readonly user_token: string
  /** Until when it can be used, ISO 8601 with offset. */
  readonly expired_at?: string | null | undefined
}

/** Schema of {@link UserToken}. */
export const UserToken: Schema<UserToken> = answer<UserToken>({
  user_token: Printable,
})
