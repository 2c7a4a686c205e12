import { koreanTime } from './clock.js'
import { recentKept } from './collection.js'
import type { AnyCollection } from './collection.js'
import { copied } from './json.js'
import { requestsSince } from './requests.js'
import type { RequestRecord, Store } from './store.js'

/** What changed after a revision, whatever there is. */
export type Changes<Request = RequestRecord, Name extends string = string> = {
  /** The sandbox's clock. */
  readonly now: string
  /** The revision of now, to ask from the next time. */
  readonly revision: number
  /** With `false` something is missing: so much changed that the oldest of it was forgotten, or there was a reset. */
  readonly complete: boolean
  /** How many records of each kind there are in all. */
  readonly counts: Readonly<Record<Name | 'requests', number>>
  /** New requests, numbered from 1. */
  readonly requests: readonly (Request & { readonly number: number })[]
}

/** Says what changed in a store after a revision; not more than 250 records of a kind, those that changed last. */
export const changesSince = (
  store: Store,
  collections: readonly AnyCollection[],
  since: number,
  at: number,
): Changes => {
  const requests = requestsSince(store, since)
  const counts = Object.fromEntries(collections.map((each) => [each.name, each.size(store)]))
  return copied({
    now: koreanTime(at),
    revision: store.revision,
    complete: since >= store.forgottenRevision && requests.length < recentKept,
    counts: { ...counts, requests: store.requestCount },
    requests,
    ...Object.fromEntries(collections.map((each) => [each.name, each.changed(store, since)])),
  })
}
