/** An identity verification as the store keeps it; times in epoch milliseconds. */
export type AuthenticationRecord = {
  readonly receipt_id: string
  readonly authenticate_id: string
  readonly pg: string
  readonly pass: boolean
  readonly requested_at: number
  readonly authenticated_at: number | undefined
  readonly number_of_realarms: number
  readonly username: string | undefined
  readonly phone: string | undefined
  readonly birth: string | undefined
  readonly gender: number | undefined
  readonly foreigner: number | undefined
  readonly carrier: string | undefined
  readonly status: number
}
