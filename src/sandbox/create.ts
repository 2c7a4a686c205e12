import { createBrowser } from './browser.js'
import { changesSince } from './changes.js'
import { createFetch } from './exchange.js'
import { exportStore, readExport } from './export.js'
import { randomFaults, scriptedFault } from './faults/plan.js'
import type { FaultPlan } from './faults/plan.js'
import type { RequestRecord } from './requests.js'
import { executeDue } from './reservations.js'
import { snapshot } from './state.js'
import {
  addScripted,
  addTime,
  clearFaults,
  createStore,
  forgetTokens,
  lastRequests,
  resetStore,
  restoreStore,
  sendAgain,
  setRandomFaults,
} from './store.js'
import type { Sandbox, SandboxCredentials, SandboxOptions, Settings } from './types.js'
import { deliverDue } from './webhooks/deliver.js'
import { webhookLog } from './webhooks/log.js'
import type { WebhookTarget } from './webhooks/records.js'

const defaultCredentials: SandboxCredentials = {
  application_id: 'sandbox_application_id',
  private_key: 'sandbox_private_key',
  client_key: 'sandbox_client_key',
  secret_key: 'sandbox_secret_key',
}

/** Base64 of any text, by way of UTF-8: `btoa` alone throws beyond Latin-1. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

/**
 * Makes an embedded Bootpay: the whole PG API over a store in memory, no network and no accounts. What is known and
 * what is assumed about the behaviour is listed in `docs/sandbox.md`.
 *
 * @example
 * const sandbox = createSandbox()
 * const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
 * const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
 */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => {
  const credentials = { ...defaultCredentials, ...options.credentials }
  const settings: Settings = {
    credentials,
    basic: base64(`${credentials.client_key}:${credentials.secret_key}`),
    basicEverywhere: options.basicEverywhere ?? false,
    partialCancelStatus: options.partialCancelStatus ?? 1,
    tokenExpireIn: options.tokenExpireIn ?? 'full',
    // Looked up at each call, so that a test server which replaces the global one later is seen.
    webhookFetch: options.webhook?.fetch ?? ((url, init) => globalThis.fetch(url, init)),
  }
  const clock = options.now ?? Date.now
  const target: WebhookTarget = {
    url: options.webhook?.url,
    contentType: options.webhook?.contentType ?? 'application/json',
  }
  const store =
    options.state === undefined
      ? createStore(options.seed ?? 1, target)
      : restoreStore(readExport(options.state), target)

  const now = (): number => clock() + store.addedTime

  const present = (): number => {
    const at = now()
    executeDue(store, at)
    return at
  }

  return {
    fetch: createFetch(store, settings, now, present),
    credentials,
    baseUrl: options.baseUrl ?? 'https://api.bootpay.co.kr/v2',
    now,
    advance: (ms) => {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new Error('bootpay-fp sandbox: advance takes milliseconds from 0 up')
      addTime(store, ms)
      present()
    },
    browser: createBrowser(store, present),
    state: () => snapshot(store, present()),
    requests: () => JSON.parse(JSON.stringify(lastRequests(store))) as RequestRecord[],
    failNext: (fault, given = {}) => {
      addScripted(store, scriptedFault(fault, given))
    },
    setFaults: (faults) => {
      setRandomFaults(store, randomFaults(faults))
    },
    clearFaults: () => {
      clearFaults(store)
    },
    faults: () => JSON.parse(JSON.stringify(store.faults ?? { script: [] })) as FaultPlan,
    deliver: () => deliverDue(store, settings, present),
    webhooks: () => webhookLog(store, settings),
    redeliver: (webhook_id) => {
      if (!sendAgain(store, webhook_id, present())) throw new Error(`bootpay-fp sandbox: no webhook ${webhook_id}`)
    },
    changes: (since = 0) => changesSince(store, settings, since, present()),
    export: () => exportStore(store),
    revokeTokens: () => {
      forgetTokens(store)
    },
    reset: () => {
      resetStore(store)
    },
  }
}
