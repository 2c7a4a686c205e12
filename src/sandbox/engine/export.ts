import type { AnyCell } from './cell.js'
import type { AnyCollection } from './collection.js'
import { misuse, type Failure } from './errors.js'
import { copied } from './json.js'
import { lastRequests, saveRequest } from './requests.js'
import type { Settings } from './settings.js'
import { createStore, type Followers, type LoggedRequest, type Store } from './store.js'

const version = 2

/**
 * Everything a sandbox remembers, as plain JSON. It holds access tokens of the sandbox and buyers' names, no credentials and
 * no whole card number. Members other than `version` are the sandbox's own: keep them as they are.
 */
export type SandboxExport = { readonly version: typeof version; readonly [member: string]: unknown }

/** What there is to export. */
export type Parts = {
  readonly collections: readonly AnyCollection[]
  readonly cells: readonly AnyCell[]
  readonly followers?: Followers
}

/** Exports a store. Derived indexes are not in it; the order of each list is the order of creation. */
export const exportStore = (store: Store, { collections, cells }: Parts): SandboxExport =>
  copied({
    version,
    seed: store.seed,
    ...Object.fromEntries(cells.map((cell) => [cell.name, cell.get(store)])),
    requests: lastRequests(store),
    ...(Object.assign({}, ...collections.map((each) => each.exported(store))) as object),
  })

/** Makes a store of what an earlier one exported; what is no export of this version is a failure. */
export const importStore = (
  settings: Settings,
  { collections, cells, followers }: Parts,
  state: unknown,
): Store | Failure => {
  const fail = (message: string): Failure => misuse('STATE_INVALID', message)
  if (typeof state !== 'object' || state === null || !('version' in state)) return fail('state is not an export')
  if (state.version !== version)
    return fail(`state has version ${String(state.version)}, this package reads version ${String(version)} only`)
  const members = copied(state) as unknown as Readonly<Record<string, unknown>>
  const { seed } = members
  if (typeof seed !== 'number') return fail('state is damaged: seed')
  const store = createStore(settings, seed, followers)
  const lists = ['requests', ...collections.flatMap((each) => Object.keys(each.exported(store)))]
  const wrong =
    cells.find(({ name, accepts }) => !accepts(members[name]))?.name ??
    lists.find((name) => !Array.isArray(members[name]))
  if (wrong !== undefined) return fail(`state is damaged: ${wrong}`)
  for (const { name } of cells) if (members[name] !== undefined) store.cells.set(name, members[name])
  if (!collections.every((each) => each.restore(store, members))) return fail('state is damaged')
  for (const request of members['requests'] as readonly LoggedRequest[]) saveRequest(store, request)
  return store
}
