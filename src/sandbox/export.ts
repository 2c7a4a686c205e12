import type { FaultPlan } from './faults/plan.js'
import type {
  AuthenticationRecord,
  BillingKeyRecord,
  ReceiptRecord,
  ReservationRecord,
  UserRecord,
  WalletRecord,
} from './records.js'
import type { RequestRecord } from './requests.js'
import { lastRequests } from './store.js'
import type { Store } from './store.js'
import type { WebhookRecord } from './webhooks/records.js'

const version = 1

/**
 * Everything a sandbox remembers, as plain JSON. It holds access tokens of the sandbox and buyers' names, no credentials and
 * no whole card number. Members other than `version` are the sandbox's own: keep them as they are.
 */
export type SandboxExport = { readonly version: typeof version; readonly [member: string]: unknown }

/** The members of an export. Derived indexes are not in it; the order of each list is the order of creation. */
export type StoreFile = {
  readonly version: typeof version
  readonly seed: number
  readonly serial: number
  readonly token_serial: number
  readonly webhook_serial: number
  readonly request_draws: number
  readonly webhook_draws: number
  readonly added_time: number
  readonly receipts: readonly ReceiptRecord[]
  readonly billing_keys: readonly BillingKeyRecord[]
  readonly reservations: readonly ReservationRecord[]
  readonly authentications: readonly AuthenticationRecord[]
  readonly wallets: readonly WalletRecord[]
  readonly users: readonly UserRecord[]
  readonly tokens: readonly (readonly [token: string, issuedAt: number])[]
  readonly current_token?: string | undefined
  readonly faults?: FaultPlan | undefined
  readonly requests: readonly RequestRecord[]
  readonly webhooks: readonly WebhookRecord[]
  readonly finished_webhooks: readonly string[]
}

const numbers = ['seed', 'serial', 'token_serial', 'webhook_serial', 'request_draws', 'webhook_draws', 'added_time']

const lists = [
  'receipts',
  'billing_keys',
  'reservations',
  'authentications',
  'wallets',
  'users',
  'tokens',
  'requests',
  'webhooks',
  'finished_webhooks',
]

const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** Exports a store. */
export const exportStore = (store: Store): SandboxExport => {
  const file: StoreFile = {
    version,
    seed: store.seed,
    serial: store.serial,
    token_serial: store.tokenSerial,
    webhook_serial: store.webhookSerial,
    request_draws: store.requestDraws,
    webhook_draws: store.webhookDraws,
    added_time: store.addedTime,
    receipts: [...store.receipts.values()],
    billing_keys: [...store.billingKeys.values()],
    reservations: [...store.reservations.values()],
    authentications: [...store.authentications.values()],
    wallets: [...store.wallets.values()],
    users: [...store.users.values()],
    tokens: [...store.tokens],
    current_token: store.currentToken,
    faults: store.faults,
    requests: lastRequests(store),
    webhooks: [...store.webhooks.values()],
    finished_webhooks: store.finishedWebhooks,
  }
  return copied(file)
}

const fail = (message: string): never => {
  throw new Error(`bootpay-fp sandbox: ${message}`)
}

/** Checks what `state` was given, and copies it; what is no export of this version throws an Error. */
export const readExport = (state: SandboxExport): StoreFile => {
  const given: unknown = state
  if (typeof given !== 'object' || given === null || !('version' in given)) return fail('state is not an export')
  if (given.version !== version)
    return fail(`state has version ${String(given.version)}, this package reads version ${String(version)} only`)
  const members = copied(given) as unknown as Readonly<Record<string, unknown>>
  const wrong =
    numbers.find((name) => !Number.isFinite(members[name])) ?? lists.find((name) => !Array.isArray(members[name]))
  return wrong === undefined ? (members as unknown as StoreFile) : fail(`state is damaged: ${wrong}`)
}
