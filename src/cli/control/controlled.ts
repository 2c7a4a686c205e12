import type { Sandbox, SandboxExport } from '../../sandbox/index.js'
import type { ExchangeLog, WebhookWatch } from '../log.js'
import type { ServerOptions } from '../options.js'

/** What the control API is about. */
export type ControlledSandbox = {
  readonly sandbox: Sandbox
  readonly options: ServerOptions
  readonly baseUrl: string
  readonly commerceUrl: string
  /** What `--seed-file` holds, which a reset goes back to. */
  readonly seedState: SandboxExport | undefined
  readonly log: ExchangeLog
  readonly watch: WebhookWatch
  /** Names this run of the server. */
  readonly run: string
  /** Aborted when the server is to end, so that streams end too. */
  readonly closing: AbortSignal
}
