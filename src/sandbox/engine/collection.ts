import type { Settings } from './settings.js'
import { forget, type Store, type Table } from './store.js'

/** What makes a collection. */
export type Definition<Name extends string, Item, Index extends string, Shown, More> = {
  /** Its name in states, changes and exports. */
  readonly name: Name
  readonly id: (item: Item) => string
  /** The keys by which items are found besides their ids; what gives `undefined` is not in that index. */
  readonly indexes?: Readonly<Record<Index, (item: Item) => string | undefined>>
  /** When an item falls due, in epoch milliseconds; absent, or `undefined`, never. */
  readonly due?: (item: Item) => number | undefined
  /** How many items to keep that fall due no more; all of them when absent. */
  readonly keep?: number
  /** How an item is shown. */
  readonly view: (item: Item, settings: Settings) => Shown
  /** More lists of a state, made from the items one by one. */
  readonly more?: { readonly [Each in keyof More]: (item: Item) => readonly More[Each][] }
}

/** A collection as states, changes, exports and imports see it. */
export type AnyCollection = {
  readonly name: string
  readonly size: (store: Store) => number
  /** The lists of a state: everything, shown in the order of creation. */
  readonly snapshot: (store: Store) => object
  /** What was saved after a revision, shown in the order of saving. */
  readonly changed: (store: Store, since: number) => readonly unknown[]
  /** The members of an export, by name. */
  readonly exported: (store: Store) => Readonly<Record<string, readonly unknown[]>>
  /** Fills an empty table from the members of an export, every one of them a list; says whether they can be records. */
  readonly restore: (store: Store, members: Readonly<Record<string, unknown>>) => boolean
}

/** The items of one kind in a store: a definition and what is done with it. */
export type Collection<Name extends string, Item, Index extends string, Shown, More = object> = Omit<
  AnyCollection,
  'name' | 'snapshot' | 'changed'
> & {
  readonly name: Name
  readonly snapshot: (store: Store) => { readonly [Each in Name]: readonly Shown[] } & {
    readonly [Each in keyof More]: readonly More[Each][]
  }
  readonly changed: (store: Store, since: number) => readonly Shown[]
  readonly get: (store: Store, id: string) => Item | undefined
  readonly all: (store: Store) => Iterable<Item>
  /** Those an index has under a key, oldest first. */
  readonly by: (store: Store, index: Index, key: string) => readonly Item[]
  /** How many an index has under a key. */
  readonly count: (store: Store, index: Index, key: string) => number
  /** The next item that is due at a moment. */
  readonly next: (store: Store, at: number) => Item | undefined
  /** Stores an item, new or changed, and gives it. Every change of an item passes here. */
  readonly save: (store: Store, item: Item) => Item
}

/** How many changed items of a kind are remembered. */
export const recentKept = 250

/** Where an item of a time goes in a list ordered by time: behind the others of that time, or before them. */
const placeOf = <Item>(
  queue: readonly Item[],
  time: number,
  timeOf: (item: Item) => number,
  behind: boolean,
): number => {
  let low = 0
  for (let high = queue.length; low < high;) {
    const middle = (low + high) >>> 1
    const other = timeOf(queue[middle] as Item)
    if (other < time || (behind && other === time)) low = middle + 1
    else high = middle
  }
  return low
}

const remove = (list: string[] | undefined, id: string): void => {
  const place = list?.indexOf(id) ?? -1
  if (place >= 0) list?.splice(place, 1)
}

/** Makes a collection. */
export const collection = <Name extends string, Item, Index extends string, Shown, More = object>(
  definition: Definition<Name, Item, Index, Shown, More>,
): Collection<Name, Item, Index, Shown, More> => {
  const { name, id: idOf, due, keep, view } = definition
  const indexes = Object.entries(definition.indexes ?? {}) as [Index, (item: Item) => string | undefined][]
  const more = Object.entries(definition.more ?? {}) as [string, (item: Item) => readonly unknown[]][]
  const finishedName = `finished_${name}`
  const dueOf = (item: Item | undefined): number | undefined => (item === undefined ? undefined : due?.(item))
  const timeOf = (item: Item): number => dueOf(item) ?? 0

  const tableOf = (store: Store): Table<Item> => {
    const known = store.tables.get(name)
    if (known !== undefined) return known as Table<Item>
    const table: Table<Item> = {
      items: new Map(),
      indexes: Object.fromEntries(indexes.map(([index]) => [index, new Map()])),
      queue: [],
      finished: [],
      recent: new Map(),
      revision: 0,
    }
    store.tables.set(name, table as Table<unknown>)
    return table
  }

  const idsBy = (store: Store, index: Index, key: string): readonly string[] =>
    tableOf(store).indexes[index]?.get(key) ?? []

  const reindex = (table: Table<Item>, id: string, before: Item | undefined, after: Item | undefined): void => {
    for (const [index, keyOf] of indexes) {
      const keys = table.indexes[index]
      const old = before === undefined ? undefined : keyOf(before)
      const key = after === undefined ? undefined : keyOf(after)
      if (keys === undefined || old === key) continue
      if (old !== undefined) {
        const ids = keys.get(old)
        if (ids?.length === 1) keys.delete(old)
        else remove(ids, id)
      }
      if (key === undefined) continue
      const ids = keys.get(key)
      if (ids === undefined) keys.set(key, [id])
      else ids.push(id)
    }
  }

  const enqueue = ({ queue }: Table<Item>, item: Item, time: number): void => {
    queue.splice(placeOf(queue, time, timeOf, true), 0, item)
  }

  const requeue = (table: Table<Item>, id: string, before: Item | undefined, after: Item): void => {
    const { queue, finished, items } = table
    const [was, is] = [dueOf(before), dueOf(after)]
    if (was !== undefined) queue.splice(queue.indexOf(before as Item, placeOf(queue, was, timeOf, false)), 1)
    if (is !== undefined) enqueue(table, after, is)
    if (keep === undefined) return
    if (before !== undefined && was === undefined) remove(finished, id)
    if (is !== undefined) return
    finished.push(id)
    const oldest = finished.length > keep ? finished.shift() : undefined
    if (oldest === undefined) return
    reindex(table, oldest, items.get(oldest), undefined)
    items.delete(oldest)
  }

  const note = (store: Store, table: Table<Item>, id: string): void => {
    const { recent } = table
    table.revision = store.revision += 1
    // Again at the end, so that the first one is the one that changed longest ago.
    recent.delete(id)
    recent.set(id, store.revision)
    if (recent.size <= recentKept) return
    for (const [oldest, revision] of recent) {
      recent.delete(oldest)
      forget(store, revision)
      break
    }
  }

  return {
    name,
    size: (store) => tableOf(store).items.size,
    get: (store, id) => tableOf(store).items.get(id),
    all: (store) => tableOf(store).items.values(),
    by: (store, index, key) => {
      const { items } = tableOf(store)
      return idsBy(store, index, key).map((id) => items.get(id) as Item)
    },
    count: (store, index, key) => idsBy(store, index, key).length,
    next: (store, at) => {
      const [next] = tableOf(store).queue
      return next !== undefined && timeOf(next) <= at ? next : undefined
    },
    save: (store, item) => {
      const table = tableOf(store)
      const id = idOf(item)
      const known = table.items.get(id)
      table.items.set(id, item)
      reindex(table, id, known, item)
      if (due !== undefined) requeue(table, id, known, item)
      note(store, table, id)
      store.followers[name]?.(store, item as never)
      return item
    },
    snapshot: (store) => {
      const items = [...tableOf(store).items.values()]
      const lists = [
        [name, items.map((item) => view(item, store.settings))],
        ...more.map(([list, make]) => [list, items.flatMap(make)]),
      ]
      return Object.fromEntries(lists) as ReturnType<Collection<Name, Item, Index, Shown, More>['snapshot']>
    },
    changed: (store, since) => {
      const { recent, items, revision: last } = tableOf(store)
      if (last <= since) return []
      return Array.from(recent).flatMap(([id, revision]) => {
        const item = revision > since ? items.get(id) : undefined
        return item === undefined ? [] : [view(item, store.settings)]
      })
    },
    exported: (store) => {
      const { items, finished } = tableOf(store)
      return { [name]: [...items.values()], ...(keep === undefined ? {} : { [finishedName]: finished }) }
    },
    restore: (store, members) => {
      const table = tableOf(store)
      for (const item of members[name] as readonly (Item | null)[]) {
        if (typeof item !== 'object' || item === null) return false
        const id: unknown = idOf(item)
        const time = dueOf(item)
        if (typeof id !== 'string' || table.items.has(id) || !(time === undefined || Number.isFinite(time)))
          return false
        table.items.set(id, item)
        reindex(table, id, undefined, item)
        if (time !== undefined) enqueue(table, item, time)
        note(store, table, id)
      }
      if (keep === undefined) return true
      const finished = members[finishedName] as readonly string[]
      table.finished.push(...finished)
      return finished.every((id) => table.items.has(id))
    },
  }
}
