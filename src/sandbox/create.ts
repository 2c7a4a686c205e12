import { createBrowser } from './browser/browser.js'
import {
  apis,
  apiCells,
  executeDue,
  followers,
  hiddenCollections,
  sandboxOperations,
  shownCollections,
  tokenOperations,
} from './apis.js'
import type { AnyCell } from './engine/cell.js'
import { changesSince } from './engine/changes.js'
import { addTime, addedTime, lastMoment } from './engine/clock.js'
import type { AnyCollection } from './engine/collection.js'
import { misuse, orThrow, type Failure } from './engine/errors.js'
import { createFetch, type HeardRequest } from './engine/exchange.js'
import { exportStore, importStore } from './engine/export.js'
import { serial, tokenSerial } from './engine/ids.js'
import { copied } from './engine/json.js'
import { lastRequests } from './engine/requests.js'
import { createRouter } from './engine/router.js'
import type { SandboxCredentials, Settings } from './engine/settings.js'
import { snapshot } from './engine/state.js'
import { changeSettings, createStore, resetStore } from './engine/store.js'
import { addDecline, declines, readDecline } from './faults/declines.js'
import {
  addScripted,
  clearFaults,
  faultPlan,
  planOf,
  randomFaults,
  requestDraws,
  scriptedFault,
  setRandomFaults,
  webhookDraws,
} from './faults/plan.js'
import { hasToken } from './pg/access.js'
import { createShop } from './commerce/shop.js'
import { forgetTokens } from './pg/token/record.js'
import type {
  FaultPlan,
  RequestRecord,
  Sandbox,
  SandboxChanges,
  SandboxOptions,
  SandboxState,
  SandboxSwitches,
} from './sandbox.js'
import { webhookSerial, webhooks } from './webhooks/collection.js'
import { createDelivery, sendAgain } from './webhooks/deliver.js'
import { hostNameOf, mayReach } from './webhooks/hosts.js'
import type { SandboxWebhook } from './webhooks/view.js'

const defaultCredentials: SandboxCredentials = {
  application_id: 'sandbox_application_id',
  private_key: 'sandbox_private_key',
  client_key: 'sandbox_client_key',
  secret_key: 'sandbox_secret_key',
}

/** Base64 of any text, by way of UTF-8: `btoa` alone throws beyond Latin-1. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

const switchesOf = ({ basicEverywhere, partialCancelStatus }: SandboxSwitches): SandboxSwitches => ({
  basicEverywhere,
  partialCancelStatus,
})

const readSwitches = (given: SandboxSwitches): SandboxSwitches | Failure => {
  const { basicEverywhere, partialCancelStatus } = given
  if (typeof basicEverywhere !== 'boolean')
    return misuse('REQUEST_INVALID', 'setSwitches: basicEverywhere must be true or false')
  return [1, 20].includes(partialCancelStatus)
    ? switchesOf(given)
    : misuse('REQUEST_INVALID', 'setSwitches: partialCancelStatus must be 1 or 20')
}

const readWebhookUrl = (
  url: string | undefined,
  hosts: readonly string[] | undefined,
): string | undefined | Failure => {
  if (url === undefined) return undefined
  const name = hostNameOf(url)
  if (name === undefined)
    return misuse('REQUEST_INVALID', 'setWebhookUrl takes an address that begins with http:// or https://')
  return hosts === undefined || mayReach(url, hosts)
    ? url
    : misuse(
        'REQUEST_INVALID',
        `setWebhookUrl: webhooks may not go to ${name}, which is neither this machine nor allowed`,
      )
}

const settingsOf = (options: SandboxOptions): Settings => {
  const credentials = { ...defaultCredentials, ...options.credentials }
  const { url: webhookUrl, hosts = [] } = options.webhook ?? {}
  const own = webhookUrl === undefined ? undefined : hostNameOf(webhookUrl)
  return {
    credentials,
    basic: base64(`${credentials.client_key}:${credentials.secret_key}`),
    basicEverywhere: options.basicEverywhere ?? false,
    partialCancelStatus: options.partialCancelStatus ?? 1,
    roleCode: options.roleCode ?? 'API_ROLE_NOT_SUPPORT',
    recordRefusals: options.recordRefusals ?? false,
    paymentUrl: options.paymentUrl ?? ((invoice_id) => `https://sandbox.invalid/invoices/${invoice_id}`),
    tokenExpireIn: options.tokenExpireIn ?? 'full',
    webhookUrl,
    webhookKept: options.webhook?.keep ?? false,
    webhookContentType: options.webhook?.contentType ?? 'application/json',
    // Looked up at each call, so that a test server which replaces the global one later is seen.
    webhookFetch: options.webhook?.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    webhookErrors: options.webhook?.errors ?? false,
    // A fetch that was given decides by itself.
    webhookHosts: options.webhook?.fetch === undefined ? [...hosts, ...(own === undefined ? [] : [own])] : undefined,
  }
}

const collections: readonly AnyCollection[] = [...shownCollections, webhooks]

const cells: readonly AnyCell[] = [
  serial,
  tokenSerial,
  addedTime,
  faultPlan,
  declines,
  requestDraws,
  webhookDraws,
  webhookSerial,
  ...apiCells,
]

const parts = { collections: [...collections, ...hiddenCollections], cells, followers }

/**
 * Makes an embedded Bootpay: the PG API and the Commerce API over one store in memory, no network and no accounts. What is known and
 * what is assumed about the behaviour is listed in `docs/sandbox.md`.
 *
 * @example
 * const sandbox = createSandbox()
 * const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
 * const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
 */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => {
  const settings = settingsOf(options)
  const clock = options.now ?? Date.now
  const onRequest = options.onRequest as ((heard: HeardRequest) => void) | undefined
  const store =
    options.state === undefined
      ? createStore(settings, options.seed ?? 1, followers)
      : orThrow(importStore(settings, parts, options.state))

  const now = (): number => clock() + addedTime.get(store)

  const present = (): number => {
    const at = now()
    executeDue(store, at)
    return at
  }

  return {
    fetch: createFetch(store, { find: createRouter(apis), now, present, hasToken, onRequest }),
    credentials: settings.credentials,
    baseUrl: options.baseUrl ?? 'https://api.bootpay.co.kr/v2',
    now,
    advance: (ms) => {
      if (!(ms >= 0 && Number.isFinite(ms))) orThrow(misuse('REQUEST_INVALID', 'advance takes milliseconds from 0 up'))
      if (now() + ms > lastMoment) orThrow(misuse('REQUEST_INVALID', 'advance ends with the year 9998'))
      addTime(store, ms)
      present()
    },
    browser: createBrowser(store, present),
    shop: createShop(store, present),
    state: () => snapshot(store, shownCollections, present()) as SandboxState,
    requests: () => copied(lastRequests(store)) as RequestRecord[],
    failNext: (fault, given = {}) => {
      addScripted(store, orThrow(scriptedFault(sandboxOperations, tokenOperations, fault, given)))
    },
    setFaults: (faults) => {
      setRandomFaults(store, orThrow(randomFaults(sandboxOperations, faults)))
    },
    declineNext: (given) => {
      addDecline(store, orThrow(readDecline(sandboxOperations, given)))
    },
    clearFaults: () => {
      clearFaults(store)
      declines.set(store, [])
    },
    faults: () => copied({ script: [], ...planOf(store), declines: declines.get(store) }) as FaultPlan,
    switches: () => switchesOf(store.settings),
    setSwitches: (given) => {
      changeSettings(store, orThrow(readSwitches({ ...switchesOf(store.settings), ...given })))
    },
    deliver: createDelivery(store, present),
    webhooks: () => copied(webhooks.snapshot(store).webhooks) as readonly SandboxWebhook[],
    redeliver: (webhook_id) => {
      orThrow(sendAgain(store, webhook_id, present()))
    },
    webhookUrl: () => store.settings.webhookUrl,
    setWebhookUrl: (url) => {
      changeSettings(store, { webhookUrl: orThrow(readWebhookUrl(url, store.settings.webhookHosts)) })
    },
    changes: (since = 0) => changesSince(store, collections, since, present()) as SandboxChanges,
    export: () => exportStore(store, parts),
    revokeTokens: () => {
      forgetTokens(store)
    },
    reset: (state) => {
      resetStore(store, state === undefined ? undefined : orThrow(importStore(store.settings, parts, state)))
    },
  }
}
