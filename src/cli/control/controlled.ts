import type { Sandbox } from '../../sandbox/index.js'
import type { ServerOptions } from '../options.js'

/** What the control API is about. */
export type ControlledSandbox = {
  readonly sandbox: Sandbox
  readonly options: ServerOptions
  readonly baseUrl: string
  /** Names this run of the server. */
  readonly run: string
  /** Aborted when the server is to end, so that streams end too. */
  readonly closing: AbortSignal
}
