import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { page, type Page } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { each, PathText, Positive, Whole } from '../shared/fields.js'
import { Invoice } from './schemas/Invoice.js'

/** What {@link listInvoices} takes. */
export type ListInvoicesInput = {
  /** Which page, from 1. Default: the first. */
  readonly page?: number | undefined
  /** How many on a page. Default: 24. */
  readonly limit?: number | undefined
  /** What to look for. */
  readonly keyword?: string | undefined
  /** Links of one user, by Bootpay's id or yours. */
  readonly user_id?: string | number | undefined
  /** Which date the two below are about; the values are not documented for links. */
  readonly cs_type?: string | undefined
  /** From this day, as in `2026-01-31`. */
  readonly css_at?: string | undefined
  /** To this day, as in `2026-01-31`. */
  readonly cse_at?: string | undefined
  /** Links of one kind of products; the values are not documented. */
  readonly product_type?: number | undefined
}
/** Schema of {@link ListInvoicesInput}. */
export const ListInvoicesInput: InputSchema<ListInvoicesInput> = v.strictObject({
  ...each('page limit', Positive),
  ...each('keyword cs_type css_at cse_at', Text),
  user_id: v.optional(PathText),
  product_type: v.optional(Whole),
})

const Invoices = page(Invoice)

/** Builds the request of {@link listInvoices} without sending it. */
export const listInvoicesRequest = (input: ListInvoicesInput): Built<Page<Invoice>, 'read'> =>
  buildRead('listInvoices', ListInvoicesInput, input, (query) => ({
    method: 'GET',
    path: '/invoices',
    query: { page: 1, limit: 24, ...query },
    output: Invoices,
  }))

/**
 * Lists the payment links of the shop, one page at a time. Beside the list comes `user`, where one was asked for.
 *
 * Use {@link pages} or {@link all} to go through them.
 *
 * @example
 * const result = await listInvoices(ctx, { keyword: '11월', limit: 24 })()
 */
export const listInvoices = (ctx: Context, input: ListInvoicesInput): TaskEither<ReadError, Page<Invoice>> =>
  call(ctx, listInvoicesRequest(input))
