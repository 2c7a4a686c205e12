import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { OwnId, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { page, type Page } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole, each, Positive } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Product } from './schemas/Product.js'

/** How products are ordered; `-` turns it around. */
export type ProductSort = 'position' | 'created_at' | '-created_at' | 'price' | '-price' | '-sold' | (string & {})

/** What {@link listProducts} takes. */
export type ListProductsInput = {
  /** Which page, from 1. Default: the first. */
  readonly page?: number | undefined
  /** How many on a page. Default: 20. */
  readonly limit?: number | undefined
  /** What to look for; servers from before 26 August 2026 do not look. */
  readonly keyword?: string | undefined
  /** Products of one category and of those below it. */
  readonly category_id?: string | undefined
  /** Products with this id of yours. */
  readonly ex_uid?: string | number | undefined
  /** Their order. Servers from before 26 August 2026 ignore it. */
  readonly sort?: ProductSort | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link ListProductsInput}. */
export const ListProductsInput: InputSchema<ListProductsInput> = v.strictObject({
  ...each('page limit', Positive),
  ...each('keyword category_id', Text),
  sort: v.optional(Text as v.GenericSchema<ProductSort>),
  ex_uid: v.optional(OwnId),
  role: v.optional(AnyRole),
})

const Products = page(Product)

/** Builds the request of {@link listProducts} without sending it. */
export const listProductsRequest = (input: ListProductsInput): Built<Page<Product>, 'read'> =>
  buildRead('listProducts', ListProductsInput, input, (query) => ({
    method: 'GET',
    path: '/products',
    query,
    member: 'optional',
    output: Products,
  }))

/**
 * Lists the products of the shop, one page at a time; with {@link asMember}, as that member sees them.
 *
 * Use {@link pages} or {@link all} to go through them. Kinds, dates and whether it is sold are no filters: the server reads none of
 * them. Sources: api-commerce 3.3.
 *
 * @example
 * const result = await listProducts(ctx, { keyword: '스웨터', sort: '-created_at', limit: 50 })()
 */
export const listProducts = (ctx: Context, input: ListProductsInput): TaskEither<ReadError, Page<Product>> =>
  call(ctx, listProductsRequest(input))
