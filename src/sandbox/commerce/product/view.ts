import { koreanTime } from '../../engine/clock.js'
import type { ProductRecord } from './record.js'

/** A product as it stands on the wire. */
export type ProductAnswer = {
  readonly product_id: string
  readonly count_sale: number
  readonly created_at: string
  readonly updated_at: string
  readonly [member: string]: unknown
}

/** Writes a product: what it was made with. */
export const productAnswer = (product: ProductRecord): ProductAnswer => ({
  status_display: false,
  status_sale: false,
  ...product.members,
  product_id: product.product_id,
  count_sale: product.count_sale,
  created_at: koreanTime(product.created_at),
  updated_at: koreanTime(product.updated_at),
})
