import type { AnyCell } from '../engine/cell.js'
import type { AnyCollection } from '../engine/collection.js'
import type { Route } from '../engine/router.js'
import type { Store } from '../engine/store.js'

/** What has fallen due: when, and what time does then. */
export type Due = { readonly at: number; readonly carryOut: () => void }

/** What falls due first up to a moment; once it was carried out it is something else, or nothing. */
export type NextDue = (store: Store, until: number) => Due | undefined

/** All that there is about one kind of thing: what is stored, how it is reached, and what time does to it. */
export type Resource = {
  readonly collections?: readonly AnyCollection[]
  readonly cells?: readonly AnyCell[]
  readonly routes: readonly Route[]
  readonly nextDue?: NextDue
}
