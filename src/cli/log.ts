import { AsyncLocalStorage } from 'node:async_hooks'

import type { Sandbox, SandboxExchange, SandboxWebhook, WebhookAttempt } from '../sandbox/index.js'

/** Hears of what happens while a sandbox is served. */
export type Listener = {
  /** Of a request, and the milliseconds that it took. */
  readonly request?: (exchange: SandboxExchange, elapsed: number) => void
  /** Of each attempt to send a webhook, and of one that is kept without an attempt. */
  readonly webhook?: (webhook: SandboxWebhook, attempt: WebhookAttempt | undefined) => void
}

/** A request of this run, as the page shows it. */
export type LoggedExchange = SandboxExchange & { readonly elapsed_ms: number }

/** The last requests of this run with what was sent and answered; what was there before it is not here. */
export type ExchangeLog = {
  /** Carries out a request that arrived a while ago, so that it is known how long it took. */
  readonly time: <Result>(arrived: number, run: () => Result) => Result
  readonly hear: (exchange: SandboxExchange) => void
  readonly get: (number: number) => LoggedExchange | undefined
  /** Forgets everything, as a reset counts anew. */
  readonly clear: () => void
}

const kept = 250
const largest = 64 * 1024

/** Leaves out what would fill the memory. */
const shortened = (value: unknown): unknown => {
  const size = JSON.stringify(value)?.length ?? 0
  return size > largest ? `${String(size)} characters of JSON, too many to keep` : value
}

/** Makes the log of a sandbox, which tells a listener too. */
export const createLog = ({ request }: Listener): ExchangeLog => {
  const arrivals = new AsyncLocalStorage<number>()
  const exchanges = new Map<number, LoggedExchange>()
  return {
    time: (arrived, run) => arrivals.run(arrived, run),
    hear: (exchange) => {
      const now = performance.now()
      const elapsed_ms = Math.round(now - (arrivals.getStore() ?? now))
      const { number, sent, answered } = exchange
      exchanges.set(number, { ...exchange, sent: shortened(sent), answered: shortened(answered), elapsed_ms })
      exchanges.delete(number - kept)
      request?.(exchange, elapsed_ms)
    },
    get: (number) => exchanges.get(number),
    clear: () => {
      exchanges.clear()
    },
  }
}

/** Looks for attempts to send webhooks that nobody was told of yet. */
export type WebhookWatch = {
  readonly look: () => void
  /** Takes what is there for old, as after a reset. */
  readonly restart: () => void
}

const manyTold = 5_000

/** Makes the watch over the webhooks of a sandbox. */
export const createWebhookWatch = (sandbox: Sandbox, { webhook: tell }: Listener): WebhookWatch => {
  let revision = 0
  /** By webhook, how many of its attempts were told of. */
  let told = new Map<string, number>()
  const restart = (): void => {
    revision = sandbox.changes(Infinity).revision
    told = new Map(sandbox.webhooks().map(({ webhook_id, attempts }) => [webhook_id, attempts.length]))
  }
  restart()
  return {
    restart,
    look: () => {
      const next = sandbox.changes(revision)
      revision = next.revision
      for (const webhook of next.webhooks) {
        const { webhook_id, attempts, status } = webhook
        const before = told.get(webhook_id)
        told.set(webhook_id, attempts.length)
        if (before === undefined && status === 'kept') tell?.(webhook, undefined)
        for (const attempt of attempts.slice(before ?? 0)) tell?.(webhook, attempt)
      }
      if (told.size > manyTold) restart()
    },
  }
}
