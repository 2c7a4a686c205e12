import { listOf } from '../../core/answer.js'
import type { Schema } from '../../core/schema.js'
import { Receipt } from './Receipt.js'

/** Every payment of an order. */
export type Receipts = readonly Receipt[]

/** Schema of {@link Receipts}. */
export const Receipts: Schema<Receipts> = listOf(Receipt)
