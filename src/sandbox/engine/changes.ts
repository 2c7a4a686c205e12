import { koreanTime } from './clock.js'
import { recentKept, type AnyCollection } from './collection.js'
import { copied } from './json.js'
import { requestsSince } from './requests.js'
import type { Store } from './store.js'

/** A copy of a list; most of them are empty when a page asks again and again. */
const copyOf = <Item>(list: readonly Item[]): readonly Item[] => (list.length === 0 ? [] : copied(list))

/** Says what changed in a store after a revision; not more than 250 records of a kind, those that changed last. */
export const changesSince = (
  store: Store,
  collections: readonly AnyCollection[],
  since: number,
  at: number,
): { readonly revision: number } => {
  const requests = requestsSince(store, since)
  const counts = Object.fromEntries(collections.map((each) => [each.name, each.size(store)]))
  const changes = {
    now: koreanTime(at),
    revision: store.revision,
    complete: since >= store.forgottenRevision && requests.length < recentKept,
    counts: { ...counts, requests: store.requestCount },
    requests: copyOf(requests),
    ...Object.fromEntries(collections.map((each) => [each.name, copyOf(each.changed(store, since))])),
  }
  return changes
}
