import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, missing, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { categoryOf } from '../category/collection.js'
import { refused } from '../codes.js'
import { hasKeyword, membersOf, pageOf } from '../pages.js'
import { productOf, products } from './collection.js'
import type { ProductRecord } from './record.js'
import { productAnswer } from './view.js'

const own = ['product_id', 'count_sale', 'created_at', 'updated_at']

/** By what a list is ordered; in any other case in the order of creation. */
const orders: Readonly<Record<string, (one: ProductRecord, other: ProductRecord) => number>> = {
  price: (one, other) => priceIn(one) - priceIn(other),
  '-price': (one, other) => priceIn(other) - priceIn(one),
  '-sold': (one, other) => other.count_sale - one.count_sale,
}

const priceIn = ({ members }: ProductRecord): number => amount(members['display_price']) ?? 0

/** The filter by category, which takes those below it too. */
const isIn = (store: Store, category_id: string | undefined, { members }: ProductRecord): boolean => {
  if (category_id === undefined) return true
  const its = text(members['category_id'])
  return its === category_id || categoryOf(store, its)?.above.includes(category_id) === true
}

/** `GET /products` */
export const listProducts: Handler = ({ store, parameters }) => {
  const category_id = text(parameters['category_id'])
  const ex_uid = text(parameters['ex_uid'])
  const found = [...products.all(store)].filter(
    (product) =>
      product.deleted_at === undefined &&
      isIn(store, category_id, product) &&
      (ex_uid === undefined || text(product.members['ex_uid']) === ex_uid) &&
      hasKeyword(parameters, [product.members['name'], product.members['ex_uid']]),
  )
  const sort = text(parameters['sort']) ?? ''
  const order = Object.hasOwn(orders, sort) ? orders[sort] : undefined
  const sorted = sort === '-created_at' ? found.reverse() : order === undefined ? found : found.sort(order)
  return pageOf(sorted, parameters, productAnswer)
}

/** `GET /products/{product_id}` */
export const getProduct: Handler = ({ store, holes: { product_id } }) => {
  const product = productOf(store, product_id)
  return product === undefined ? refused('PRODUCT_NOT_FOUND') : productAnswer(product)
}

/** The first member that is wrong, of those that prices and stock are worked out by. */
const wrongMember = (store: Store, parameters: JsonObject): string | undefined => {
  const price = amount(parameters['display_price'])
  const stock = amount(parameters['stock'])
  if (price !== undefined && !(price >= 0)) return 'display_price'
  if (stock !== undefined && !(stock >= 0)) return 'stock'
  const category_id = text(parameters['category_id'])
  return category_id !== undefined && categoryOf(store, category_id) === undefined ? 'category_id' : undefined
}

/** `POST /products` */
export const createProduct: Handler = ({ store, at, parameters }) => {
  const wrong = missing(parameters, ['name', 'display_price']) ?? wrongMember(store, parameters)
  if (wrong !== undefined) return refused('PARAMETER_INVALID', wrong)
  const product = products.save(store, {
    product_id: newId(store),
    members: membersOf(parameters, own),
    count_sale: 0,
    created_at: at,
    updated_at: at,
    deleted_at: undefined,
  })
  return productAnswer(product)
}

/** `PUT /products/{product_id}` and `PUT /products/{product_id}/status`: what is not sent stays as it is. */
export const changeProduct: Handler = ({ store, at, holes: { product_id }, parameters }) => {
  const product = productOf(store, product_id)
  if (product === undefined) return refused('PRODUCT_NOT_FOUND')
  const wrong = wrongMember(store, parameters)
  if (wrong !== undefined) return refused('PARAMETER_INVALID', wrong)
  const members = { ...product.members, ...membersOf(parameters, own) }
  return productAnswer(products.save(store, { ...product, members, updated_at: at }))
}

/** `DELETE /products/{product_id}` */
export const deleteProduct: Handler = ({ store, at, holes: { product_id } }) => {
  const product = productOf(store, product_id)
  if (product === undefined) return refused('PRODUCT_NOT_FOUND')
  products.save(store, { ...product, deleted_at: at })
  return null
}
