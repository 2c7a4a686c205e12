import { createContext, traverseWithLimit, type Context, type Event } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { testContext } from '../support/bootpay.js'

const fail = (): never => {
  throw new Error('of a task')
}
const unknown = E.left(expect.objectContaining({ _tag: 'OutcomeUnknown', operation: 'traverseWithLimit' }))
const unsent = E.left(expect.objectContaining({ _tag: 'NetworkError', operation: 'traverseWithLimit' }))
const refused = (message: string) =>
  E.left(expect.objectContaining({ _tag: 'InputError', operation: 'traverseWithLimit', message }))

/** A Context whose clock stands still but for sleeping, and how many tasks ran at once. */
const watched = () => {
  const time = { is: 0 }
  const waits: number[] = []
  const running = { now: 0, most: 0 }
  const ctx = testContext({
    now: () => time.is,
    sleep: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
  })
  const task = (item: number) => async () => {
    running.most = Math.max(running.most, ++running.now)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running.now -= 1
    return E.right(item)
  }
  return { ctx, waits, running, task }
}

describe('every item has its result', () => {
  const tasks: Record<string, unknown> = {
    throws: fail,
    'gives no task': () => undefined,
    'gives a task that throws': () => fail,
    'gives a task that rejects': () => () => Promise.reject(new Error('of a task')),
    'gives a task of nothing': () => () => Promise.resolve(undefined),
    'gives a task of what cannot be read': () => () => new Proxy({}, { get: fail }),
  }
  test.each(Object.entries(tasks))('where one %s: nobody can tell how far it came', async (_, bad) => {
    const task = (item: number) => (item === 2 ? (bad as () => TE.TaskEither<string, number>)() : TE.right(item))
    expect(await traverseWithLimit(testContext(), [1, 2, 3], task)()).toEqual([E.right(1), unknown, E.right(3)])
  })

  test('where the task is no function: nothing was run', async () => {
    expect(await traverseWithLimit(testContext(), [1, 2], undefined as never)()).toEqual(
      Array.from({ length: 2 }, () => refused('task must be a function')),
    )
  })

  test('where the clock throws: nothing was run', async () => {
    let ran = 0
    const task = () => {
      ran += 1
      return TE.right(0)
    }
    for (const ctx of [testContext({ now: fail }), null, {}])
      expect(await traverseWithLimit(ctx as Context, [1, 2], task)()).toEqual([unsent, unsent])
    expect(ran).toBe(0)
  })

  test('where the clock throws only after a task, or sleeping fails', async () => {
    let readings = 0
    const now = () => (++readings % 2 ? 0 : fail())
    expect(
      await traverseWithLimit(testContext({ now, sleep: fail }), [1, 2], (item) => TE.right(item), {
        concurrency: 1,
      })(),
    ).toEqual([E.right(1), E.right(2)])
  })
})

describe('items', () => {
  test('are those that were there when it was called', async () => {
    const items = [1, 2, 3]
    const run = traverseWithLimit(testContext(), items, (item) => TE.right(item))
    items.length = 0
    expect(await run()).toEqual([E.right(1), E.right(2), E.right(3)])
    const growing = [1]
    const grown = await traverseWithLimit(testContext(), growing, (item) => {
      growing.push(item + 1)
      return TE.right(item)
    })()
    expect(grown).toEqual([E.right(1)])
  })

  test.each([[undefined], [null], [[]]])('that are %j give nothing', async (items) => {
    expect(await traverseWithLimit(testContext(), items as unknown as number[], (item) => TE.right(item))()).toEqual([])
  })

  test.each([['text'], [7], [{}], [new Proxy([], { get: fail })], [() => undefined]])(
    'that are no list give one InputError',
    async (items) => {
      const task = (item: number) => TE.right(item)
      expect(await traverseWithLimit(testContext(), items as unknown as number[], task)()).toEqual([
        refused('items must be a list'),
      ])
    },
  )
})

describe('a limit', () => {
  const items = Array.from({ length: 12 }, (_, index) => index)
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['NaN', NaN],
    ['0', 0],
    ['-1', -1],
    ['1.5', 1.5],
    ['Infinity', Infinity],
    ['text', '3'],
    ['a bigint', 3n],
  ])('of %s is the default: 8 at a time, 20 in a second', async (_, value) => {
    const { ctx, waits, running, task } = watched()
    const limit = { concurrency: value as number, perSecond: value as number }
    expect(await traverseWithLimit(ctx, items, task, limit)()).toEqual(items.map((item) => E.right(item)))
    expect(running.most).toBe(8)
    expect(waits).toEqual(items.slice(1).map((item) => item * 50))
  })

  test.each([[undefined], [null], [7], [{}], [new Proxy({}, { get: fail, ownKeys: fail })]])(
    'that says nothing is the default',
    async (limit) => {
      const { ctx, running, task } = watched()
      expect(await traverseWithLimit(ctx, items, task, limit as never)()).toHaveLength(12)
      expect(running.most).toBe(8)
    },
  )

  test('is read once, when it is called', async () => {
    const { ctx, running, task } = watched()
    const limit = { concurrency: 2 }
    const run = traverseWithLimit(ctx, items, task, limit)
    limit.concurrency = 12
    await run()
    expect(running.most).toBe(2)
  })

  test('waits for what is left of the time since the one before, by a clock that goes on', async () => {
    const time = { is: 1_000_000 }
    const waits: number[] = []
    const ctx = testContext({
      now: () => time.is,
      sleep: (ms) => {
        waits.push(ms)
        time.is += ms
        return Promise.resolve()
      },
    })
    const taking = [20, 50, 70, 0, 0]
    const task = (ms: number) => () => {
      time.is += ms
      return Promise.resolve(E.right(ms))
    }
    expect(await traverseWithLimit(ctx, taking, task, { concurrency: 1 })()).toEqual(taking.map((ms) => E.right(ms)))
    // After 20 ms there are 30 left; after 50 and 70 none, and then no time is slept at all.
    expect(waits).toEqual([30, 50])
  })

  test('holds by a clock that gives no number', async () => {
    const { ctx, waits, task } = watched()
    await traverseWithLimit({ ...ctx, now: () => NaN }, [1, 2, 3], task)()
    expect(waits).toEqual([50, 100])
  })
})

test('progress counts what failed too', async () => {
  const events: Event[] = []
  const ctx = createContext({
    credentials: { client_key: 'ck', secret_key: 'sk' },
    onEvent: (event) => events.push(event),
  })
  await traverseWithLimit(ctx, [1, 2], fail, { perSecond: 1_000 })()
  expect(events).toMatchObject([
    { type: 'progress', done: 1, total: 2 },
    { type: 'progress', done: 2, total: 2 },
  ])
})
