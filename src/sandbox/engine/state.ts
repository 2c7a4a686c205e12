import type { AnyCollection } from './collection.js'
import { koreanTime } from './clock.js'
import { copied } from './json.js'
import type { Store } from './store.js'

/** What all members of a union have together. */
type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? { readonly [Name in keyof All]: All[Name] }
  : never

/** The lists of a state that collections make together. */
export type StateOf<Each extends AnyCollection> = Together<ReturnType<Each['snapshot']>>

/** The lists of what changed in collections. */
export type ChangesOf<Each extends AnyCollection> = {
  readonly [One in Each as One['name']]: ReturnType<One['changed']>
}

/** Takes a snapshot of what is stored. */
export const snapshot = (store: Store, collections: readonly AnyCollection[], at: number): object =>
  copied(Object.assign({ now: koreanTime(at) }, ...collections.map((each) => each.snapshot(store))) as object)
