import type { Schema } from '../../../core/schema.js'
import { identified, type Open } from '../../shared/answers.js'

/**
 * A member of the shop, or a guest. Of an answer only the id is sure; all else that comes is passed through. Sources: api-commerce
 * 3.1.
 */
export type ShopUser = {
  /** Bootpay's id of the user. After a change whose answer names none, it is the id that was given. */
  readonly user_id: string
  /** Your own id of it; Bootpay's pages call it `ex_uid`. */
  readonly external_uid?: string | null | undefined
  readonly ex_uid?: string | null | undefined
  readonly uid?: string | null | undefined
  readonly login_id?: string | null | undefined
  readonly login_email?: string | null | undefined
  readonly name?: string | null | undefined
  readonly nickname?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly tel?: string | null | undefined
  /** 1 member, 2 guest. */
  readonly membership_type?: number | string | null | undefined
  /** How it stands; the values are not documented. */
  readonly status?: number | string | null | undefined
  /** Sources differ: 0 female, 1 male, or -1 unknown, 0 not told, 1 male, 2 female. */
  readonly gender?: number | null | undefined
  readonly birth?: string | null | undefined
  readonly comment?: string | null | undefined
  readonly user_group_id?: string | null | undefined
  /** The group that it belongs to: `user_group_id`, `name` and perhaps more. */
  readonly group?: Open | null | undefined
  readonly group_tags?: readonly string[] | null | undefined
  readonly metadata?: Open | null | undefined
  readonly auth_sms?: boolean | null | undefined
  readonly auth_phone?: boolean | null | undefined
  readonly auth_email?: boolean | null | undefined
  /** Whether it came by this API; text to the SDKs. */
  readonly is_external?: boolean | string | null | undefined
  readonly marketing_accept_type?: number | null | undefined
  /** Moments as Bootpay writes them: {@link parseBootpayDate} reads them. */
  readonly join_at?: string | null | undefined
  readonly lasted_at?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** Schema of {@link ShopUser}. */
export const ShopUser: Schema<ShopUser> = identified('user_id', '_id', 'id')
