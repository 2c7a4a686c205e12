import type { AnyCell } from '../engine/cell.js'
import type { AnyCollection } from '../engine/collection.js'
import type { Route } from '../engine/router.js'
import type { Store } from '../engine/store.js'

/** All that there is about one kind of thing: what is stored, how it is reached, and what time does to it. */
export type Resource = {
  readonly collections?: readonly AnyCollection[]
  readonly cells?: readonly AnyCell[]
  readonly routes: readonly Route[]
  /** Carries out what has fallen due up to a moment. */
  readonly executeDue?: (store: Store, until: number) => void
}
