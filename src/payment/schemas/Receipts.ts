import * as v from 'valibot'

import { Receipt } from './Receipt.js'

/** Every payment of an order. */
export type Receipts = readonly Receipt[]

/** Schema of {@link Receipts}. */
export const Receipts: v.GenericSchema<unknown, Receipts> = v.array(Receipt)
