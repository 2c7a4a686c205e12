/**
 * What {@link registerUser} and {@link updateUser} both take. Few of the members are documented beyond their names and types. Null is
 * sent as null, as the SDK for Node does.
 */
export type UserMembers = {
  /** Your own id of the user, as the server takes it at registration. */
  readonly uid?: string | number | null | undefined
  /** The same, as Bootpay's pages call it. */
  readonly ex_uid?: string | number | null | undefined
  /** The same, as the SDK for Node calls it. */
  readonly external_uid?: string | number | null | undefined
  /** What the user logs in with; 5 to 30 characters by Bootpay's pages. */
  readonly login_id?: string | null | undefined
  /** The password. */
  readonly login_pw?: string | null | undefined
  /** The e-mail address that the user logs in with. */
  readonly login_email?: string | null | undefined
  /** By what the user logs in: 1 e-mail, 2 Kakao, 3 Naver, 4 Apple, 5 Google. */
  readonly login_type?: number | null | undefined
  /** The user's name. */
  readonly name?: string | null | undefined
  /** What the user wants to be called. */
  readonly nickname?: string | null | undefined
  /** E-mail address. */
  readonly email?: string | null | undefined
  /** Mobile number. It is sent as given. */
  readonly phone?: string | null | undefined
  /** Another number. It is sent as given. */
  readonly tel?: string | null | undefined
  /** Date of birth in six digits, as in `000131`. */
  readonly birth?: string | null | undefined
  /** Sources differ: 0 female, 1 male, or -1 unknown, 0 not told, 1 male, 2 female. */
  readonly gender?: number | null | undefined
  /** 1 member, 2 guest. */
  readonly membership_type?: number | null | undefined
  /** How the user stands; the values are not documented. */
  readonly status?: number | null | undefined
  /** Bootpay's id of the group that the user belongs to, as of a company. */
  readonly user_group_id?: string | null | undefined
  /** Whether the user speaks for that group. */
  readonly is_group_admin?: boolean | 0 | 1 | null | undefined
  /** Words of yours for groups. */
  readonly group_tags?: readonly string[] | null | undefined
  /** What you note of the user. */
  readonly comment?: string | null | undefined
  /** Anything of your own. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
  /** What is said of a private person; its members are not documented. */
  readonly individual_extension?: Readonly<Record<string, unknown>> | null | undefined
  /** Bank account, for refunds: the bank's code. */
  readonly bank_code?: string | null | undefined
  /** The account's number. */
  readonly bank_account?: string | null | undefined
  /** Whose account it is. */
  readonly bank_username?: string | null | undefined
  /** Whether the user was identified by SMS. */
  readonly auth_sms?: boolean | 0 | 1 | null | undefined
  /** Whether the mobile number was proved. */
  readonly auth_phone?: boolean | 0 | 1 | null | undefined
  /** Whether the e-mail address was proved. */
  readonly auth_email?: boolean | 0 | 1 | null | undefined
  /** Connecting information of an identified person. */
  readonly ci?: string | null | undefined
  /** Not documented. */
  readonly cd?: string | null | undefined
  /** When the user joined: a `Date`, or ISO 8601 text with an offset. */
  readonly join_at?: string | Date | null | undefined
  /** How the joining was confirmed; the values are not documented. */
  readonly join_confirm_type?: number | null | undefined
  /** Which advertising the user agreed to; the values are not documented. */
  readonly marketing_accept_type?: number | null | undefined
  /** When the user agreed to it. */
  readonly marketing_accept_create_at?: string | Date | null | undefined
  /** When that was last changed. */
  readonly marketing_accept_update_at?: string | Date | null | undefined
  /** Bootpay's ids of the terms that the user agreed to. */
  readonly term_ids?: readonly string[] | null | undefined
}
