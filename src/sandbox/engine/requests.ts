import { recentKept } from './collection.js'
import { forget, type LoggedRequest, type Store } from './store.js'

const kept = 1_000

/** Remembers a request, and forgets the oldest one beyond the last thousand. */
export const saveRequest = (store: Store, request: LoggedRequest): void => {
  const place = store.requestCount % kept
  store.revision += 1
  forget(store, store.requestRevisions[place] ?? 0)
  store.requests[place] = request
  store.requestRevisions[place] = store.revision
  store.requestCount += 1
}

/** The remembered requests, oldest first. */
export const lastRequests = ({ requests, requestCount }: Store): readonly LoggedRequest[] => {
  const first = requestCount % kept
  return requestCount <= kept ? [...requests] : [...requests.slice(first), ...requests.slice(0, first)]
}

/** The remembered requests after a revision with their numbers from 1, oldest first, and not more than are kept of others. */
export const requestsSince = (
  store: Store,
  revision: number,
): readonly (LoggedRequest & { readonly number: number })[] => {
  const found: (LoggedRequest & { readonly number: number })[] = []
  for (let number = store.requestCount; number > 0 && found.length < recentKept; number -= 1) {
    const place = (number - 1) % kept
    const request = store.requests[place]
    if (request === undefined || (store.requestRevisions[place] ?? 0) <= revision) break
    found.push({ number, ...request })
  }
  return found.reverse()
}
