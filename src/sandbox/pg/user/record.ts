/** A user that asked for a token; the token itself is not kept. */
export type UserRecord = {
  readonly user_id: string
  readonly username: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly birth: string | undefined
  readonly gender: number | undefined
}
