import { answerThat } from '../../core/answer.js'
import { wasMoneyTaken } from '../standing.js'
import { Receipt } from './Receipt.js'
import type { Schema } from '../../core/schema.js'

/** Schema of the receipt of a charge: it must say that money was taken. */
export const PaidReceipt: Schema<Receipt> = answerThat(Receipt, wasMoneyTaken, 'status must say that money was taken')
