/** A wallet (a registered card of a user) as the store keeps it; times in epoch milliseconds. */
export type WalletRecord = {
  readonly wallet_id: string
  readonly user_id: string
  readonly sandbox: boolean
  readonly order: number
  readonly card_no: string
  readonly latest_purchased_at: number | undefined
}
