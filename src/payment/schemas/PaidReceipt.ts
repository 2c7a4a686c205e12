import type * as v from 'valibot'

import { answerThat } from '../../core/answer.js'
import { wasMoneyTaken } from '../standing.js'
import { Receipt } from './Receipt.js'

/** Schema of the receipt of a charge: it must say that money was taken. */
export const PaidReceipt: v.GenericSchema<unknown, Receipt> = answerThat(
  Receipt,
  wasMoneyTaken,
  'status must say that money was taken',
)
