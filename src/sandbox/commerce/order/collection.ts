import { collection, type Collection } from '../../engine/collection.js'
import type { Store } from '../../engine/store.js'
import type { OrderRecord } from './record.js'
import { orderAnswer, type OrderAnswer } from './view.js'

/** Orders. */
export const orders: Collection<'orders', OrderRecord, 'number', OrderAnswer> = collection({
  name: 'orders',
  id: ({ order_id }: OrderRecord) => order_id,
  indexes: { number: ({ order_number }) => order_number },
  view: orderAnswer,
})

/** An order, by Bootpay's id or by its number. */
export const orderBy = (store: Store, id: string): OrderRecord | undefined =>
  orders.get(store, id) ?? orders.by(store, 'number', id)[0]
