import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import { depositDeadline, type ReceiptRecord } from './record.js'
import { receiptAnswer, type ReceiptAnswer } from './view.js'

/** A cancel that took effect; a refused one leaves nothing here. */
export type Cancellation = {
  readonly receipt_id: string
  readonly cancel_id?: string | undefined
  readonly cancel_price: number
  readonly cancel_tax_free: number
  readonly cancelled_at: string
}

const cancellationsOf = ({ receipt_id, cancellations }: ReceiptRecord): readonly Cancellation[] =>
  cancellations.map((done) => ({ receipt_id, ...done, cancelled_at: koreanTime(done.cancelled_at) }))

/** Payments, requests for billing keys, and stand-alone cash receipts. */
export const receipts: Collection<
  'receipts',
  ReceiptRecord,
  'order' | 'charged',
  ReceiptAnswer,
  { cancellations: Cancellation }
> = collection({
  name: 'receipts',
  id: ({ receipt_id }: ReceiptRecord) => receipt_id,
  indexes: {
    order: ({ order_id }) => order_id,
    /** Those that the server has charged. */
    charged: ({ by_server, order_id }) => (by_server ? order_id : undefined),
  },
  due: depositDeadline,
  view: receiptAnswer,
  more: { cancellations: cancellationsOf },
})
