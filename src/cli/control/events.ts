import { setTimeout } from 'node:timers/promises'

import type { ExchangeLog } from '../log.js'
import type { ControlledSandbox } from './controlled.js'

const interval = 200
const heartbeat = 5_000
const retry = 1_000

/** What a list shows of a request besides; nothing of an earlier run. */
const summaryOf = (log: ExchangeLog, number: number) => {
  const { path, error_code, ids, elapsed_ms } = log.get(number) ?? {}
  return { path, error_code, ids, elapsed_ms }
}

/**
 * Tells of changes as server-sent events: first of what was there, then of what changes, each event once the one before
 * it was read. The id of an event names the run of the server too, since revisions begin anew with it. An event without
 * changes comes now and then, so that a page knows the time.
 */
export const eventStream = (
  { sandbox, options, run, log, closing }: ControlledSandbox,
  lastEventId: string | undefined,
  client: AbortSignal,
): Response => {
  const signal = AbortSignal.any([client, closing])
  const [lastRun, lastRevision] = lastEventId?.split('/') ?? []
  let last = (lastRun === run && Number(lastRevision)) || 0
  let told = -Infinity
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        while (!signal.aborted) {
          const next = sandbox.changes(last)
          // Where something is missing all of it is told anew.
          const fresh = last === 0 || !next.complete
          const changes = fresh ? sandbox.changes(0) : next
          if (changes.revision !== last || performance.now() - told >= heartbeat) {
            last = changes.revision
            told = performance.now()
            const event = {
              run,
              fresh,
              clock: options.clock,
              epoch_ms: sandbox.now(),
              switches: sandbox.switches(),
              webhook_url: sandbox.webhookUrl() ?? null,
              ...changes,
              requests: changes.requests.map((request) => ({ ...request, ...summaryOf(log, request.number) })),
            }
            const lines = [`retry: ${String(retry)}`, `id: ${run}/${String(last)}`, `data: ${JSON.stringify(event)}`]
            controller.enqueue(encoder.encode(`${lines.join('\n')}\n\n`))
            return
          }
          await setTimeout(interval, undefined, { signal }).catch(() => undefined)
        }
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
