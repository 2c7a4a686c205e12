import { minute } from '../engine/clock.js'
import { misuse, type Failure } from '../engine/errors.js'
import type { Settings } from '../engine/settings.js'
import type { Store } from '../engine/store.js'
import { webhooks } from './collection.js'
import { mayReach } from './hosts.js'
import { asForm, webhookPayload } from './payload.js'
import type { WebhookAttempt, WebhookRecord } from './record.js'

/** Minutes from each failed attempt to the next: ten retries, then the webhook is given up. The delays are assumed. */
export const webhookRetryMinutes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] as const

const patience = 5_000

const isTaken = (text: string): boolean => {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && 'success' in answer && answer.success === true
  } catch {
    return false
  }
}

const largestAnswer = 64 * 1024

/** The text of an answer; `undefined` beyond 64 KiB, of which no more is read. */
const readStart = async ({ body }: Response): Promise<string | undefined> => {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length
    if (size > largestAnswer) {
      void reader?.cancel().catch(() => undefined)
      return undefined
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

type Outcome = Omit<WebhookAttempt, 'at'>

const post = async (settings: Settings, webhook: WebhookRecord, signal: AbortSignal): Promise<Outcome> => {
  // Detached: some runtimes refuse a fetch that is called as a member.
  const { webhookFetch, credentials } = settings
  try {
    const payload = webhookPayload(webhook, credentials.application_id)
    const json = webhook.content_type === 'application/json'
    const response = await webhookFetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': webhook.content_type },
      body: json ? JSON.stringify(payload) : asForm(payload),
      redirect: 'manual',
      signal,
    })
    const { status } = response
    const text = await readStart(response)
    if (status !== 200) return { status, error: 'status' }
    return text !== undefined && isTaken(text) ? { status } : { status, error: 'answer' }
  } catch {
    return { error: 'connection' }
  }
}

/** Sends a webhook once, and waits 5 seconds of real time at most, also for a fetch that ignores its signal. */
const attempt = (settings: Settings, webhook: WebhookRecord): Promise<Outcome> =>
  new Promise((resolve) => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      resolve({ error: 'timeout' })
      controller.abort()
    }, patience)
    void post(settings, webhook, controller.signal).then((outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    })
  })

const afterAttempt = (webhook: WebhookRecord, done: WebhookAttempt): WebhookRecord => {
  const final = done.error === undefined || done.error === 'host'
  const delay = final ? undefined : webhookRetryMinutes[webhook.attempts.length]
  return {
    ...webhook,
    attempts: [...webhook.attempts, done],
    next_at: delay === undefined ? undefined : done.at + delay * minute,
  }
}

const deliverAll = async (store: Store, present: () => number): Promise<void> => {
  const { tables } = store
  for (;;) {
    const at = present()
    const due = webhooks.next(store, at)
    if (due === undefined) return
    const { webhookHosts } = store.settings
    const outcome: Outcome =
      webhookHosts === undefined || mayReach(due.url, webhookHosts)
        ? await attempt(store.settings, due)
        : { error: 'host' }
    // A reset puts other tables there: what was on its way then is forgotten.
    if (store.tables !== tables) return
    webhooks.save(store, afterAttempt(due, { at, ...outcome }))
  }
}

/**
 * Makes what sends every webhook that is due, one after the other; a call during another one waits for the same end. `present`
 * brings the store up to its clock.
 */
export const createDelivery = (store: Store, present: () => number): (() => Promise<void>) => {
  let flight: { readonly tables: Store['tables']; readonly end: Promise<void> } | undefined
  return () => {
    const { tables } = store
    if (flight?.tables === tables) return flight.end
    const started = { tables, end: Promise.resolve().then(() => deliverAll(store, present)) }
    flight = started
    return started.end.finally(() => {
      if (flight === started) flight = undefined
    })
  }
}

/** Makes a webhook due at a moment, whatever became of it before. */
export const sendAgain = (store: Store, webhook_id: string, at: number): undefined | Failure => {
  const webhook = webhooks.get(store, webhook_id)
  if (webhook === undefined) return misuse('NOT_FOUND', `no webhook ${webhook_id}`)
  const url = webhook.feedback_url ?? store.settings.webhookUrl ?? webhook.url
  if (url === '') return misuse('STEP_REFUSED', `webhook ${webhook_id} has no address, and none is set`)
  webhooks.save(store, { ...webhook, url, next_at: at })
  return undefined
}
