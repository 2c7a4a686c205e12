import type * as v from 'valibot'

import { answer } from '../../core/answer.js'
import { AnswerId, AnswerNumber } from '../../core/fields.js'

/** A payment, as Bootpay answers it. */
export type Receipt = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  readonly order_id: string
  readonly price: number
  readonly cancelled_price: number
  readonly status: number
}
/** A payment, as Bootpay answers it. */
export const Receipt: v.GenericSchema<unknown, Receipt> = answer({
  receipt_id: AnswerId,
  order_id: AnswerId,
  price: AnswerNumber,
  cancelled_price: AnswerNumber,
  status: AnswerNumber,
})
