import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import type { Store } from '../../engine/store.js'
import type { ProductRecord } from './record.js'
import { productAnswer, type ProductAnswer } from './view.js'

const view = (product: ProductRecord): ProductAnswer =>
  product.deleted_at === undefined
    ? productAnswer(product)
    : { ...productAnswer(product), deleted_at: koreanTime(product.deleted_at) }

/** Products, the deleted ones too. */
export const products: Collection<'products', ProductRecord, string, ProductAnswer> = collection({
  name: 'products',
  id: ({ product_id }: ProductRecord) => product_id,
  view,
})

/** A product that is there. */
export const productOf = (store: Store, product_id: string | undefined): ProductRecord | undefined => {
  const product = products.get(store, product_id ?? '')
  return product?.deleted_at === undefined ? product : undefined
}
