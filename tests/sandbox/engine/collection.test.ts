import { describe, expect, it } from 'vitest'

import { counter } from '../../../src/sandbox/engine/cell.js'
import { changesSince } from '../../../src/sandbox/engine/changes.js'
import { collection } from '../../../src/sandbox/engine/collection.js'
import { isFailure } from '../../../src/sandbox/engine/errors.js'
import { exportStore, importStore } from '../../../src/sandbox/engine/export.js'
import type { Settings } from '../../../src/sandbox/engine/settings.js'
import { snapshot } from '../../../src/sandbox/engine/state.js'
import { createStore, resetStore, type Store } from '../../../src/sandbox/engine/store.js'

type Task = { readonly id: string; readonly owner: string | undefined; readonly due: number | undefined }

const tasks = collection({
  name: 'tasks',
  id: ({ id }: Task) => id,
  indexes: { owner: ({ owner }) => owner },
  due: ({ due }) => due,
  keep: 2,
  view: ({ id, owner }) => ({ task: id, owner }),
  more: { owners: ({ owner }) => (owner === undefined ? [] : [owner]) },
})

const count = counter('count')
const parts = { collections: [tasks], cells: [count] }
const settings = {} as Settings

const start = (): Store => createStore(settings, 1)

const save = (store: Store, id: string, owner?: string, due: number | undefined = 0): Task =>
  tasks.save(store, { id, owner, due })

const idsOf = (items: Iterable<Task>): readonly string[] => Array.from(items, ({ id }) => id)

describe('a collection', () => {
  it('gives what was saved, by id, in the order of creation and by an index', () => {
    const store = start()
    save(store, 'a', 'me')
    save(store, 'b', 'you')
    save(store, 'c', 'me')
    save(store, 'a', 'me', 5)
    expect(tasks.get(store, 'a')).toEqual({ id: 'a', owner: 'me', due: 5 })
    expect(tasks.get(store, 'none')).toBeUndefined()
    expect(idsOf(tasks.all(store))).toEqual(['a', 'b', 'c'])
    expect(idsOf(tasks.by(store, 'owner', 'me'))).toEqual(['a', 'c'])
    expect(tasks.count(store, 'owner', 'nobody')).toBe(0)
  })

  it('moves an item in its indexes when its key changes, and out when it has none', () => {
    const store = start()
    save(store, 'a', 'me')
    save(store, 'b', 'me')
    save(store, 'a', 'you')
    save(store, 'b')
    expect(idsOf(tasks.by(store, 'owner', 'me'))).toEqual([])
    expect(idsOf(tasks.by(store, 'owner', 'you'))).toEqual(['a'])
  })

  it('gives what falls due in the order of time, of the same time in the order of saving', () => {
    const store = start()
    for (const [id, due] of Object.entries({ late: 9, one: 5, two: 5, early: 1 })) save(store, id, undefined, due)
    const order: string[] = []
    for (let next = tasks.next(store, 5); next !== undefined; next = tasks.next(store, 5)) {
      order.push(next.id)
      tasks.save(store, { ...next, due: undefined })
    }
    expect(order).toEqual(['early', 'one', 'two'])
    expect(tasks.next(store, 9)?.id).toBe('late')
  })

  it('forgets the oldest of those that are due no more, in every index', () => {
    const store = start()
    for (const id of ['a', 'b', 'c', 'd']) save(store, id, 'me')
    for (const id of ['c', 'a', 'b']) tasks.save(store, { id, owner: 'me', due: undefined })
    expect(idsOf(tasks.all(store))).toEqual(['a', 'b', 'd'])
    expect(idsOf(tasks.by(store, 'owner', 'me'))).toEqual(['a', 'b', 'd'])
    save(store, 'a', 'me', 7)
    tasks.save(store, { id: 'd', owner: 'me', due: undefined })
    expect(idsOf(tasks.all(store))).toEqual(['a', 'b', 'd'])
  })

  it('is in states, changes, exports and imports without being named there', () => {
    const store = start()
    save(store, 'a', 'me', 3)
    const { revision } = changesSince(store, [tasks], 0, 0)
    tasks.save(store, { id: 'b', owner: undefined, due: undefined })
    count.set(store, 7)
    expect(snapshot(store, [tasks], 0)).toEqual({
      now: '1970-01-01T09:00:00+09:00',
      tasks: [{ task: 'a', owner: 'me' }, { task: 'b' }],
      owners: ['me'],
    })
    expect(changesSince(store, [tasks], revision, 0)).toMatchObject({
      counts: { tasks: 2, requests: 0 },
      tasks: [{ task: 'b' }],
    })
    const file = exportStore(store, parts)
    expect(file).toEqual({
      version: 2,
      seed: 1,
      count: 7,
      requests: [],
      tasks: [{ id: 'a', owner: 'me', due: 3 }, { id: 'b' }],
      finished_tasks: ['b'],
    })
    const again = importStore(settings, parts, file)
    if (isFailure(again)) throw new Error(again.message)
    expect(exportStore(again, parts)).toEqual(file)
    expect(tasks.next(again, 3)?.id).toBe('a')
    expect(idsOf(tasks.by(again, 'owner', 'me'))).toEqual(['a'])
    resetStore(again)
    expect(exportStore(again, parts)).toEqual({ ...file, count: 0, tasks: [], finished_tasks: [] })
  })

  it('finds an item among many as fast as among few', () => {
    const store = start()
    const many = 200_000
    for (let index = 0; index < many; index += 1) save(store, `task-${String(index)}`, `owner-${String(index)}`)
    const round = (): number => {
      const begin = performance.now()
      for (let index = 0; index < 1_000; index += 1) {
        const number = String((index * 7919) % many)
        expect(tasks.get(store, `task-${number}`)?.owner).toBe(`owner-${number}`)
        expect(tasks.count(store, 'owner', `owner-${number}`)).toBe(1)
      }
      return performance.now() - begin
    }
    // A walk through the items would take a second at the least.
    expect(Math.min(round(), round(), round())).toBeLessThan(200)
  })
})
