import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { broken } from '../../core/lefts.js'
import { inputError } from '../../core/request.js'
import type { Page } from './answers.js'

/** An operation that gives a list page by page; one whose input has no `page` is none. */
export type Paged<I, X> = 'page' extends keyof I ? (ctx: Context, input: I) => TaskEither<ReadError, Page<X>> : never

/** What tells one item of a list from another: its ids and numbers, or all of it where it has none. */
const nameOf = (item: unknown): string => {
  const ids = Object.entries(Object(item) as object).filter(([name]) => /(^_?|_)(id|number|uid)$/.test(name))
  return JSON.stringify(ids.length > 0 ? ids : item)
}

async function* walk<I extends { readonly page?: number | undefined; readonly limit?: number | undefined }, X>(
  ctx: Context,
  operation: (ctx: Context, input: I) => TaskEither<ReadError, Page<X>>,
  input: I,
): AsyncGenerator<Either<ReadError, Page<X>>, void, undefined> {
  try {
    const first = input.page ?? 1
    const begun = new Set<string>()
    let passed = 0
    for (let page = first; ; page++) {
      const result = await operation(ctx, { ...input, page })()
      if (result._tag === 'Left') return yield result
      const { list, count } = result.right
      if (page === first) passed = (first - 1) * (input.limit ?? list.length)
      const name = nameOf(list[0])
      if (begun.has(name) || (list.length === 0 && page > first)) return
      yield result
      begun.add(name)
      passed += list.length
      if (list.length === 0 || passed >= count) return
    }
  } catch {
    yield broken({ operation: 'pages', about: {}, effect: 'read' })
  }
}

/**
 * Walks a list page by page: one request for each step, and none before it is asked for. A Left is the last thing that comes.
 *
 * It begins with the `page` of the input (default: the first) and ends after the last one by `count`, at an empty page, and where a
 * page begins as an earlier one did, as on a server that does not know `page`. Pages shift while rows are added: filter by dates
 * where none may be missed or come twice.
 *
 * @example
 * for await (const page of pages(ctx, listOrders, { status: [2], limit: 50 }))
 *   if (page._tag === 'Right') console.log(page.right.list.map((order) => order.order_id))
 */
export const pages = <I extends { readonly page?: number | undefined; readonly limit?: number | undefined }, X>(
  ctx: Context,
  operation: Paged<I, X>,
  input: NoInfer<I>,
): AsyncIterable<Either<ReadError, Page<X>>> => ({
  [Symbol.asyncIterator]: () =>
    walk(ctx, operation as (ctx: Context, input: I) => TaskEither<ReadError, Page<X>>, input),
})

/**
 * Collects a list from all of its pages, at the most so many items of it.
 *
 * Use it where the whole fits into memory; {@link pages} walks it without keeping it. Each page is a request of its own, and a Left
 * ends it all. `most` has no default: say how many you can take.
 *
 * @example
 * const result = await all(ctx, listOrders, { status: [2], limit: 50 }, { most: 1_000 })()
 */
export const all =
  <I extends { readonly page?: number | undefined; readonly limit?: number | undefined }, X>(
    ctx: Context,
    operation: Paged<I, X>,
    input: NoInfer<I>,
    options: { readonly most: number },
  ): TaskEither<ReadError, readonly X[]> =>
  async () => {
    const most = (Object(options) as Partial<typeof options>).most
    if (!Number.isSafeInteger(most) || !(Number(most) > 0))
      return inputError('all', [{ path: 'most', message: 'must be a whole number above 0' }])
    const items: X[] = []
    for await (const page of pages(ctx, operation, input)) {
      if (page._tag === 'Left') return page
      items.push(...page.right.list)
      if (items.length >= Number(most)) break
    }
    return { _tag: 'Right', right: items.slice(0, most) }
  }
