import type { RequestFault } from './faults/kinds.js'
import type { SandboxOperation } from './operations.js'

/** A request and how it ended: nothing that was sent is in it, no path, no header, no body. */
export type RequestRecord = {
  /** When, in epoch milliseconds of the sandbox's clock. */
  readonly at: number
  readonly method: string
  /** Absent for a path that is none of the API. */
  readonly operation?: SandboxOperation | undefined
  /** HTTP status of the answer; absent when the connection broke or no answer came. */
  readonly status?: number | undefined
  /** The fault that struck it. */
  readonly fault?: RequestFault | undefined
}
