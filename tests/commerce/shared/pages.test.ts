import type { Context, ReadError } from 'bootpay-fp'
import { all, getOrder, listInvoices, listOrderCancels, listOrders, pages, type Page } from 'bootpay-fp/commerce'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, expectTypeOf, test } from 'vitest'

import { invoice, order } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'

type Input = { readonly page?: number; readonly limit?: number }
type Item = { readonly order_id: string; readonly seen?: number }
type Result = E.Either<ReadError, Page<Item>>

/** A list that answers as it is told, and what it was asked for. */
const listOf = (answer: (page: number, limit: number) => Result) => {
  const asked: number[] = []
  const list =
    (_: Context, { page = 1, limit = 20 }: Input): TaskEither<ReadError, Page<Item>> =>
    () => {
      asked.push(page)
      if (asked.length > 1_000) throw new Error('it never ends')
      return Promise.resolve(answer(page, limit))
    }
  return { list, asked }
}

const numbered = (from: number, to: number): Item[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ order_id: String(from + index) }))

const honest = (count: number, most = Infinity) =>
  listOf((page, asked) => {
    const limit = Math.min(asked, most)
    return E.right({ list: numbered((page - 1) * limit, Math.min(count, page * limit)), count })
  })

const walked = async (list: ReturnType<typeof listOf>['list'], input: Input): Promise<Result[]> => {
  const seen: Result[] = []
  for await (const page of pages(testContext(), list, input)) seen.push(page)
  return seen
}

const itemsOf = (results: readonly Result[]) =>
  results.flatMap((result) => (E.isRight(result) ? result.right.list.map(({ order_id }) => Number(order_id)) : []))

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('pages', () => {
  test('gives each item of a list once, and asks for no page more than there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 25 }), async (count, limit) => {
        const { list, asked } = honest(count)
        expect(itemsOf(await walked(list, { limit }))).toEqual(upTo(count))
        expect(asked).toEqual(upTo(Math.max(1, Math.ceil(count / limit))).map((page) => page + 1))
      }),
    )
  })

  test('misses nothing on a server that gives fewer on a page than it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 11, max: 50 }),
        async (count, most, limit) => {
          expect(itemsOf(await walked(honest(count, most).list, { limit }))).toEqual(upTo(count))
        },
      ),
    )
  })

  test('begins with the page that is asked for', async () => {
    const { list, asked } = honest(50)
    expect(itemsOf(await walked(list, { page: 2, limit: 20 }))).toEqual(upTo(50).slice(20))
    expect(asked).toEqual([2, 3])
  })

  test('ends on a server that does not know pages, and gives nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 1_000 }), async (length, count) => {
        let times = 0
        const { list } = listOf(() =>
          E.right({ list: numbered(0, length).map((item) => ({ ...item, seen: ++times })), count }),
        )
        expect(itemsOf(await walked(list, {}))).toEqual(upTo(length))
      }),
    )
  })

  test('ends where pages come again in a circle', async () => {
    const { list } = listOf((page) => E.right({ list: numbered((page % 3) * 10, (page % 3) * 10 + 10), count: 1_000 }))
    expect(itemsOf(await walked(list, {})).sort((a, b) => a - b)).toEqual(upTo(30))
  })

  test('ends at an empty page, whatever the count says', async () => {
    const { list, asked } = listOf((page) =>
      E.right({ list: page < 3 ? numbered(page * 10, page * 10 + 10) : [], count: 1_000 }),
    )
    expect(itemsOf(await walked(list, {}))).toHaveLength(20)
    expect(asked).toEqual([1, 2, 3])
  })

  test('believes a count that is too small', async () => {
    const { list, asked } = listOf((page) => E.right({ list: numbered(page * 10, page * 10 + 10), count: 5 }))
    expect(await walked(list, {})).toHaveLength(1)
    expect(asked).toEqual([1])
  })

  test('gives the empty page of a list in which there is nothing', async () => {
    expect(await walked(honest(0).list, {})).toEqual([E.right({ list: [], count: 0 })])
  })

  test('ends with the first Left', async () => {
    const left: Result = E.left({ _tag: 'TimeoutError', operation: 'listOrders', message: 'out of time', about: {} })
    const { list, asked } = listOf((page) =>
      page === 2 ? left : E.right({ list: numbered(page * 10, page * 10 + 10), count: 100 }),
    )
    expect(await walked(list, {})).toEqual([E.right({ list: numbered(10, 20), count: 100 }), left])
    expect(asked).toEqual([1, 2])
  })

  test('asks for nothing before a page is wanted, and for none after the loop is left', async () => {
    const { list, asked } = honest(100)
    const walk = pages(testContext(), list, { limit: 10 })
    expect(asked).toEqual([])
    for await (const page of walk) if (E.isRight(page)) break
    expect(asked).toEqual([1])
  })

  test('can be walked again from the beginning', async () => {
    const walk = pages(testContext(), honest(30).list, { limit: 10 })
    const count = async () => {
      let times = 0
      for await (const page of walk) times += Number(E.isRight(page))
      return times
    }
    expect([await count(), await count()]).toEqual([3, 3])
  })

  test.each([
    [
      'throws',
      (): never => {
        throw new Error('boom')
      },
    ],
    ['rejects', () => () => Promise.reject(new Error('boom'))],
    ['is no function', undefined],
  ])('gives a Left where what is walked %s', async (_, list) => {
    const seen = []
    for await (const page of pages(testContext(), list as unknown as ReturnType<typeof listOf>['list'], {}))
      seen.push(page)
    expect(seen).toMatchObject([E.left({ _tag: 'NetworkError', operation: 'pages' })])
  })

  test.each([
    ['list and count', { list: [order], count: 1 }],
    ['items and total', { items: [order], total: 1 }],
    ['transactions and total_count', { transactions: [order], total_count: 1 }],
    ['a list alone', [order]],
  ])('reads an answer of %s', async (_, json) => {
    const seen = commerceReplies({ json })
    const given = []
    for await (const page of pages(testContext(), listOrders, {})) given.push(page)
    expect(given).toEqual([E.right({ list: [order], count: 1 })])
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['an object that is no page', { orders: [order] }, 'must be a page: a list and its count'],
    ['a list without its count', { list: [order] }, 'must be a page: a list and its count'],
    ['a count that is none', { list: [order], count: 'one' }, 'must be a page: a list and its count'],
  ])('cannot read %s', async (_, json, message) => {
    commerceReplies({ json })
    expect(await listOrders(testContext(), {})()).toMatchObject(
      E.left({ _tag: 'DecodeError', issues: [{ path: '', message }] }),
    )
  })

  test('names the item of a page that cannot be read', async () => {
    commerceReplies({ json: { list: [order, { price: 1 }], count: 2 } })
    expect(await listOrders(testContext(), {})()).toMatchObject(
      E.left({ _tag: 'DecodeError', issues: [{ path: 'list.1.order_id', message: 'must be an id' }] }),
    )
  })

  test('gives what comes beside the list', async () => {
    commerceReplies({ json: { list: [invoice], count: 1, user: { user_id: 'user-7' } } })
    expect(await listInvoices(testContext(), {})()).toEqual(
      E.right({ list: [invoice], count: 1, user: { user_id: 'user-7' } }),
    )
  })

  test('takes only what has pages, by its type', () => {
    const ctx = testContext()
    expectTypeOf(pages(ctx, listOrders, { limit: 50 })).toExtend<
      AsyncIterable<E.Either<ReadError, Page<{ order_id: string }>>>
    >()
    // @ts-expect-error it knows no pages
    pages(ctx, listOrderCancels, {})
    // @ts-expect-error it gives no list
    pages(ctx, getOrder, { order_id: 'o-1' })
    // @ts-expect-error no filter of it
    pages(ctx, listOrders, { statuses: [2] })
  })
})

describe('all', () => {
  test('collects a list from its pages, at the most so many', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 70 }),
        async (count, limit, most) => {
          const { list, asked } = honest(count)
          const result = await all(testContext(), list, { limit }, { most })()
          expect(result).toEqual(E.right(numbered(0, Math.min(count, most))))
          expect(asked.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(Math.min(count, most) / limit)))
        },
      ),
    )
  })

  test('gives the Left of the page that failed', async () => {
    const left: Result = E.left({ _tag: 'TimeoutError', operation: 'listOrders', message: 'out of time', about: {} })
    const { list } = listOf((page) => (page === 2 ? left : E.right({ list: numbered(0, 10), count: 100 })))
    expect(await all(testContext(), list, {}, { most: 100 })()).toEqual(left)
  })

  test.each([
    undefined,
    null,
    {},
    { most: 0 },
    { most: -1 },
    { most: 1.5 },
    { most: NaN },
    { most: Infinity },
    { most: '5' },
  ])('asks for nothing where the most is %j', async (options) => {
    const { list, asked } = honest(10)
    expect(await all(testContext(), list, {}, options as { most: number })()).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'all',
        message: 'most must be a whole number above 0',
        issues: [{ path: 'most', message: 'must be a whole number above 0' }],
      }),
    )
    expect(asked).toEqual([])
  })
})
