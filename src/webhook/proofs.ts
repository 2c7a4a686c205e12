import type { Receipt } from '../payment/schemas/Receipt.js'
import { isCancelled, wasMoneyTaken } from '../payment/standing.js'

/** What of a receipt bears out a type of webhook: any of these is enough. */
type Proof = {
  /** Money was taken, whatever became of it since. */
  readonly taken?: true
  /** A part of it was cancelled, or all. */
  readonly cancelled?: 'some' | 'all'
  /** The receipt has one of these statuses. */
  readonly statuses?: readonly number[]
}

/** The known types and what bears each of them out. Payments go on, so a later state is as good. */
const PROOFS: Readonly<Record<string, Proof>> = {
  PAYMENT_COMPLETED: { taken: true },
  PAYMENT_VIRTUAL_ACCOUNT_ISSUED: { taken: true, statuses: [5] },
  PAYMENT_CANCELLED: { cancelled: 'all' },
  PAYMENT_PARTIAL_CANCELLED: { cancelled: 'some' },
  PAYMENT_CONFIRM_FAILED: { statuses: [-2] },
  PAYMENT_CANCEL_FAILED: { statuses: [-20] },
  PAYMENT_REQUEST_FAILED: { statuses: [-4, -1] },
  PAYMENT_EXPIRED: { statuses: [-10, -3] },
}

/** Whether a type tells of a cancel, so that it may come more than once. */
export const isCancelType = (type: string): boolean => isKnownType(type) && PROOFS[type]?.cancelled !== undefined

/** Whether it is known what bears a type out. */
export const isKnownType = (type: string): boolean => type === 'ESCROW_CHANGED' || Object.hasOwn(PROOFS, type)

/** The escrow state of a receipt, whichever of its names it comes under. */
export const escrowOf = ({
  escrow_data,
  escrow_status,
}: Pick<Receipt, 'escrow_data' | 'escrow_status'>): readonly [status: number | undefined, confirmedAt: string] => [
  escrow_data?.status ?? escrow_data?.escrow_status ?? escrow_status ?? undefined,
  escrow_data?.receipt_confirmed_at ?? '',
]

/** Whether a receipt bears out what a webhook tells of. */
export const isBorneOut = (event: { webhook_type: string; status?: number | null | undefined }, receipt: Receipt) => {
  const { webhook_type: type } = event
  if (type === 'ESCROW_CHANGED') return escrowOf(receipt).some(Boolean)
  if (/^STATUS_/.test(type)) return type === `STATUS_${receipt.status}`
  if (!isKnownType(type)) return event.status === receipt.status
  const { taken, cancelled, statuses } = PROOFS[type] ?? {}
  return (
    (taken === true && wasMoneyTaken(receipt)) ||
    (cancelled !== undefined && receipt.cancelled_price > 0 && (cancelled === 'some' || isCancelled(receipt))) ||
    statuses?.includes(receipt.status) === true
  )
}
