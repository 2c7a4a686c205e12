import type { Settings } from './settings.js'

/** What a collection keeps; only `collection.ts` changes it, and the items in it are replaced, never changed. */
export type Table<Item> = {
  /** Every item by its id, in the order of creation. */
  readonly items: Map<string, Item>
  /** For each index, the ids that go with a key, oldest first. */
  readonly indexes: Readonly<Record<string, Map<string, string[]>>>
  /** Items that fall due, the next one first. */
  readonly queue: Item[]
  /** Ids of items that fall due no more, in the order in which that came about. */
  readonly finished: string[]
  /** Ids that were saved last and the revision of each, the newest last. */
  readonly recent: Map<string, number>
  /** The revision of the last change. */
  revision: number
}

/** A request and how it ended, whatever the operations and the faults are called. */
export type LoggedRequest = {
  readonly at: number
  readonly method: string
  readonly operation?: string | undefined
  readonly status?: number | undefined
  readonly fault?: string | undefined
}

/** What else happens when an item of a collection is saved, by the collection's name. */
export type Followers = Readonly<Record<string, (store: Store, item: never) => void>>

/** Everything a sandbox remembers: the tables of collections, the values of cells, and the last requests. */
export type Store = {
  settings: Settings
  /** What ids, tokens and faults are derived from. */
  readonly seed: number
  readonly followers: Followers
  readonly tables: Map<string, Table<unknown>>
  readonly cells: Map<string, unknown>
  /** The last requests, in a ring. */
  readonly requests: LoggedRequest[]
  requestCount: number
  /** The revision of each remembered request, beside the ring of them. */
  readonly requestRevisions: number[]
  /** Counts every change of anything here, and every request. */
  revision: number
  /** Changes up to this revision may be forgotten. */
  forgottenRevision: number
}

/** An empty store. */
export const createStore = (settings: Settings, seed: number, followers: Followers = {}): Store => ({
  settings,
  seed,
  followers,
  tables: new Map(),
  cells: new Map(),
  requests: [],
  requestCount: 0,
  requestRevisions: [],
  revision: 0,
  forgottenRevision: 0,
})

/**
 * Makes a store as good as new, or as another one of its settings is; only the revision goes on, so that who follows the
 * changes sees it.
 */
export const resetStore = (store: Store, to = createStore(store.settings, store.seed, store.followers)): void => {
  const revision = store.revision + to.revision + 1
  Object.assign(store, to, { revision, forgottenRevision: revision })
}

/** Changes settings; they stay through a reset. */
export const changeSettings = (store: Store, changes: Partial<Settings>): void => {
  store.settings = { ...store.settings, ...changes }
  store.revision += 1
}

/** Notes that changes up to a revision may be forgotten. */
export const forget = (store: Store, revision: number): void => {
  store.forgottenRevision = Math.max(store.forgottenRevision, revision)
}
