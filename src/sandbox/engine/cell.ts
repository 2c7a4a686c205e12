import type { Store } from './store.js'

/** A value of a store, such as a counter: exported and reset with it. */
export type Cell<Value> = {
  /** Its name in an export. */
  readonly name: string
  /** Whether a member of an export can be its value. */
  readonly accepts: (value: unknown) => boolean
  readonly get: (store: Store) => Value
  /** Replaces the value, which is never changed itself. */
  readonly set: (store: Store, value: Value) => void
}

/** A cell of any value, as exports and imports see it. */
export type AnyCell = Pick<Cell<unknown>, 'name' | 'accepts' | 'get'>

/** Makes a cell from its name, what is in it at first, and how to tell what may be in it. */
export const cell = <Value>(name: string, initial: Value, accepts: (value: unknown) => boolean): Cell<Value> => ({
  name,
  accepts,
  get: ({ cells }) => (cells.get(name) as Value | undefined) ?? initial,
  set: (store, value) => {
    store.cells.set(name, value)
    store.revision += 1
  },
})

/** A cell that counts. */
export const counter = (name: string, from = 0): Cell<number> => cell(name, from, Number.isSafeInteger)
