import type { Answer } from '../answers.js'
import type { Store } from '../store.js'
import type { JsonObject, Settings } from '../types.js'

/** What a handler is given: the moment of the call in epoch milliseconds, the id in the path, query and body. */
export type Call = {
  readonly store: Store
  readonly settings: Settings
  readonly at: number
  readonly id: string
  readonly parameters: JsonObject
}

/** Answers one operation. */
export type Handler = (call: Call) => Answer
