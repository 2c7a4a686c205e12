import type { Failure } from '../../engine/errors.js'
import { amount, object, text } from '../../engine/parameters.js'
import type { Store } from '../../engine/store.js'
import { refused } from '../codes.js'
import { productOf } from '../product/collection.js'
import { optionOf, priceOf, type ProductRecord } from '../product/record.js'

/** So many of one thing in an order. */
export type LineRecord = {
  /** Absent for what was typed in by hand. */
  readonly product_id: string | undefined
  readonly product_option_id: string | undefined
  readonly name: string
  readonly quantity: number
  /** Price of one. */
  readonly price: number
  /** Tax-free part of it. */
  readonly tax_free_price: number
}

/** What lines cost together. */
export const sumOf = (lines: readonly LineRecord[]): number =>
  lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)

/** The tax-free part of that. */
export const taxFreeOf = (lines: readonly LineRecord[]): number =>
  lines.reduce((sum, { tax_free_price, quantity }) => sum + tax_free_price * quantity, 0)

/** How many are meant; `undefined` for what is no whole number above 0. Default: 1. */
export const quantityOf = (given: unknown): number | undefined => {
  const quantity = amount(given) ?? 1
  return Number.isSafeInteger(quantity) && quantity > 0 ? quantity : undefined
}

/** A product that is asked for, as a line at the prices of a moment; `undefined` where its choice is none. */
export const lineOf = (
  product: ProductRecord,
  option_id: string | undefined,
  quantity: number,
  at: number,
): LineRecord | undefined => {
  const option = option_id === undefined ? undefined : optionOf(product, option_id)
  if (option_id !== undefined && option === undefined) return undefined
  return {
    product_id: product.product_id,
    product_option_id: option_id,
    name: text(product.members['name']) ?? '',
    quantity,
    price: priceOf(product, option, at),
    tax_free_price: amount(product.members['tax_free_price']) ?? 0,
  }
}

/** Reads the products that a payment link is for, at their prices of the moment. */
export const readProducts = (store: Store, at: number, given: unknown): readonly LineRecord[] | Failure => {
  const lines: LineRecord[] = []
  for (const each of Array.isArray(given) ? (given as unknown[]) : []) {
    const asked = object(each) ?? {}
    const product = productOf(store, text(asked['product_id']))
    if (product === undefined) return refused('PRODUCT_NOT_FOUND')
    const quantity = quantityOf(asked['quantity'])
    if (quantity === undefined) return refused('PARAMETER_INVALID', 'products.quantity')
    const line = lineOf(product, text(asked['product_option_id']), quantity, at)
    if (line === undefined) return refused('PARAMETER_INVALID', 'products.product_option_id')
    lines.push(line)
  }
  return lines
}

/** Reads what was typed in by hand; its number is called `quantity` or `qty`. */
export const readItems = (given: unknown): readonly LineRecord[] | Failure => {
  const lines: LineRecord[] = []
  for (const each of Array.isArray(given) ? (given as unknown[]) : []) {
    const item = object(each) ?? {}
    const price = amount(item['price'])
    const quantity = quantityOf(item['quantity'] ?? item['qty'])
    const tax_free_price = amount(item['tax_free_price']) ?? 0
    if (price === undefined || !(price >= 0) || quantity === undefined || !(tax_free_price >= 0))
      return refused('PARAMETER_INVALID', 'invoice_items')
    lines.push({
      product_id: text(item['product_id']),
      product_option_id: text(item['product_option_id']),
      name: text(item['name']) ?? '',
      quantity,
      price,
      tax_free_price,
    })
  }
  return lines
}
