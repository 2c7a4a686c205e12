import type { AnyCell } from './cell.js'
import type { AnyCollection } from './collection.js'
import type { Route } from './router.js'
import type { Store } from './store.js'

/** What has fallen due: when, and what time does then. */
export type Due = { readonly at: number; readonly carryOut: () => void }

/** What falls due first up to a moment; once it was carried out it is something else, or nothing. */
export type NextDue = (store: Store, until: number) => Due | undefined

/**
 * All that there is about one kind of thing: what is stored, how it is reached, and what time does to it. Its operations and
 * collections are named in its type, since the types of the package are made of them.
 */
export type Resource<Operation extends string = string, Stored extends AnyCollection = AnyCollection> = {
  readonly collections?: readonly Stored[]
  /** What is stored and in exports alone: no state and no change shows it. */
  readonly hidden?: readonly AnyCollection[]
  readonly cells?: readonly AnyCell[]
  readonly routes: readonly Route<Operation>[]
  readonly nextDue?: NextDue
}

const firstDue = (timed: readonly NextDue[], store: Store, until: number): Due | undefined => {
  let first: Due | undefined
  for (const nextDue of timed) {
    const due = nextDue(store, until)
    if (due !== undefined && (first === undefined || due.at < first.at)) first = due
  }
  return first
}

/** Makes what carries out all that has fallen due up to a moment, each at its own time and in the order of the times. */
export const createTimeline = (resources: readonly Resource[]): ((store: Store, until: number) => void) => {
  const timed = resources.flatMap(({ nextDue = [] }) => nextDue)
  return (store, until) => {
    for (let due = firstDue(timed, store, until); due !== undefined; due = firstDue(timed, store, until)) due.carryOut()
  }
}
