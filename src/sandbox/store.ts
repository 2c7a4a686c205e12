import { minute } from './clock.js'
import type { StoreFile } from './export.js'
import type { FaultPlan, RandomFaults, ScriptedFault } from './faults/plan.js'
import { objectId, secretText } from './identifiers.js'
import type {
  AuthenticationRecord,
  BillingKeyRecord,
  ReceiptRecord,
  ReservationRecord,
  UserRecord,
  WalletRecord,
} from './records.js'
import type { RequestRecord } from './requests.js'
import type { WebhookRecord, WebhookTarget } from './webhooks/records.js'

/** What changes are told of by kind; requests are told of too, from their ring. */
export type ChangedKind =
  'receipts' | 'billingKeys' | 'reservations' | 'authentications' | 'wallets' | 'users' | 'webhooks'

/** Ids that were saved last, and the revision each was saved at, the newest last. */
export type RecentIds = Map<string, number>

/** Everything a sandbox remembers. Only this file changes it; the records in it are replaced, never changed. */
export type Store = {
  readonly seed: number
  readonly webhookTarget: WebhookTarget
  serial: number
  tokenSerial: number
  addedTime: number
  readonly receipts: Map<string, ReceiptRecord>
  readonly receiptIdsByOrder: Map<string, string[]>
  readonly billingKeys: Map<string, BillingKeyRecord>
  readonly reservations: Map<string, ReservationRecord>
  readonly reserveIdsByKey: Map<string, string[]>
  /** Reservations that still wait, the next one first. */
  readonly waiting: ReservationRecord[]
  readonly waitingOrders: Set<string>
  readonly authentications: Map<string, AuthenticationRecord>
  readonly wallets: Map<string, WalletRecord>
  readonly users: Map<string, UserRecord>
  /** When each access token was issued, the newest last. */
  readonly tokens: Map<string, number>
  currentToken: string | undefined
  /** What is to go wrong; `undefined` when nothing is, so that a request needs to look at one member only. */
  faults: FaultPlan | undefined
  requestDraws: number
  webhookDraws: number
  /** The last requests, in a ring. */
  readonly requests: RequestRecord[]
  requestCount: number
  webhookSerial: number
  readonly webhooks: Map<string, WebhookRecord>
  /** Webhooks that are still to be sent, the next one first. */
  readonly waitingWebhooks: WebhookRecord[]
  /** Ids of the webhooks that were delivered or given up, in that order. */
  readonly finishedWebhooks: string[]
  delivering: Promise<void> | undefined
  /** Counts every change of anything here, and every request. */
  revision: number
  /** Changes up to this revision may be missing from {@link Store.recent}. */
  forgottenRevision: number
  readonly recent: Readonly<Record<ChangedKind, RecentIds>>
  /** The revision of each remembered request, beside the ring of them. */
  readonly requestRevisions: number[]
}

/** An empty store. */
export const createStore = (seed: number, webhookTarget: WebhookTarget): Store => ({
  seed,
  webhookTarget,
  serial: 0x100000,
  tokenSerial: 0,
  addedTime: 0,
  receipts: new Map(),
  receiptIdsByOrder: new Map(),
  billingKeys: new Map(),
  reservations: new Map(),
  reserveIdsByKey: new Map(),
  waiting: [],
  waitingOrders: new Set(),
  authentications: new Map(),
  wallets: new Map(),
  users: new Map(),
  tokens: new Map(),
  currentToken: undefined,
  faults: undefined,
  requestDraws: 0,
  webhookDraws: 0,
  requests: [],
  requestCount: 0,
  webhookSerial: 0,
  webhooks: new Map(),
  waitingWebhooks: [],
  finishedWebhooks: [],
  delivering: undefined,
  revision: 0,
  forgottenRevision: 0,
  recent: {
    receipts: new Map(),
    billingKeys: new Map(),
    reservations: new Map(),
    authentications: new Map(),
    wallets: new Map(),
    users: new Map(),
    webhooks: new Map(),
  },
  requestRevisions: [],
})

/** Makes a store as good as new; only the revision goes on, so that who follows the changes sees it. */
export const resetStore = (store: Store): void => {
  const revision = store.revision + 1
  Object.assign(store, createStore(store.seed, store.webhookTarget), { revision, forgottenRevision: revision })
}

/** How many changed records of each kind are remembered. */
export const recentKept = 250

const noteChange = (store: Store, kind: ChangedKind, id: string): void => {
  const recent = store.recent[kind]
  store.revision += 1
  // Again at the end, so that the first one is the one that changed longest ago.
  recent.delete(id)
  recent.set(id, store.revision)
  if (recent.size <= recentKept) return
  for (const [oldest, revision] of recent) {
    recent.delete(oldest)
    store.forgottenRevision = Math.max(store.forgottenRevision, revision)
    break
  }
}

/** Adds milliseconds to the clock; a fault takes some away. */
export const addTime = (store: Store, ms: number): void => {
  store.addedTime += ms
  store.revision += 1
}

/** A new id with an even last digit, so that the id after it is free for a billing key. */
export const newId = (store: Store): string => {
  store.serial += 2
  return objectId(store.seed, store.serial)
}

/** 64 new hexadecimal digits for a token. */
export const newSecret = (store: Store): string => {
  store.tokenSerial += 1
  return secretText(store.seed, store.tokenSerial)
}

/** Stores a receipt, new or changed. Every change of a receipt passes here. */
export const saveReceipt = (store: Store, receipt: ReceiptRecord): ReceiptRecord => {
  if (!store.receipts.has(receipt.receipt_id)) {
    const ids = store.receiptIdsByOrder.get(receipt.order_id)
    if (ids === undefined) store.receiptIdsByOrder.set(receipt.order_id, [receipt.receipt_id])
    else ids.push(receipt.receipt_id)
  }
  store.receipts.set(receipt.receipt_id, receipt)
  noteChange(store, 'receipts', receipt.receipt_id)
  return receipt
}

/** The receipts of an order id, oldest first. */
export const receiptsOfOrder = (store: Store, order: string): readonly ReceiptRecord[] =>
  (store.receiptIdsByOrder.get(order) ?? []).flatMap((id) => store.receipts.get(id) ?? [])

/** Whether the server has already charged an order id, or a reservation waits to. */
export const isOrderTaken = (store: Store, order: string): boolean =>
  store.waitingOrders.has(order) || isOrderCharged(store, order)

/** Whether the server has already charged an order id. */
export const isOrderCharged = (store: Store, order: string): boolean =>
  receiptsOfOrder(store, order).some((receipt) => receipt.by_server)

/** Stores a billing key, new or changed. */
export const saveBillingKey = (store: Store, key: BillingKeyRecord): BillingKeyRecord => {
  store.billingKeys.set(key.billing_key, key)
  noteChange(store, 'billingKeys', key.billing_key)
  return key
}

const removeWaiting = (store: Store, reserveId: string): void => {
  const index = store.waiting.findIndex((waiting) => waiting.reserve_id === reserveId)
  const [removed] = index < 0 ? [] : store.waiting.splice(index, 1)
  if (removed !== undefined) store.waitingOrders.delete(removed.order_id)
}

/** Puts an item into a list ordered by time, behind those of the same time. */
const insertByTime = <Item>(items: Item[], item: Item, timeOf: (item: Item) => number): void => {
  const time = timeOf(item)
  let low = 0
  for (let high = items.length; low < high;) {
    const middle = (low + high) >>> 1
    const other = items[middle]
    if (other !== undefined && timeOf(other) <= time) low = middle + 1
    else high = middle
  }
  items.splice(low, 0, item)
}

const addWaiting = (store: Store, reservation: ReservationRecord): void => {
  insertByTime(store.waiting, reservation, ({ execute_at }) => execute_at)
  store.waitingOrders.add(reservation.order_id)
}

/** Stores a reservation, new or changed, and keeps the queue of waiting ones in step. */
export const saveReservation = (store: Store, reservation: ReservationRecord): ReservationRecord => {
  const known = store.reservations.get(reservation.reserve_id)
  store.reservations.set(reservation.reserve_id, reservation)
  noteChange(store, 'reservations', reservation.reserve_id)
  if (known === undefined) {
    const ids = store.reserveIdsByKey.get(reservation.billing_key)
    if (ids === undefined) store.reserveIdsByKey.set(reservation.billing_key, [reservation.reserve_id])
    else ids.push(reservation.reserve_id)
    if (reservation.status === 0) addWaiting(store, reservation)
  } else if (reservation.status !== 0) removeWaiting(store, reservation.reserve_id)
  return reservation
}

/** How many reservations of a billing key still wait. */
export const countWaiting = (store: Store, billingKey: string): number =>
  (store.reserveIdsByKey.get(billingKey) ?? []).filter((id) => store.reservations.get(id)?.status === 0).length

/** Stores an identity verification, new or changed. */
export const saveAuthentication = (store: Store, authentication: AuthenticationRecord): AuthenticationRecord => {
  store.authentications.set(authentication.receipt_id, authentication)
  noteChange(store, 'authentications', authentication.receipt_id)
  return authentication
}

/** Stores a wallet, new or changed. */
export const saveWallet = (store: Store, wallet: WalletRecord): WalletRecord => {
  store.wallets.set(wallet.wallet_id, wallet)
  noteChange(store, 'wallets', wallet.wallet_id)
  return wallet
}

/** Stores a user, new or changed. */
export const saveUser = (store: Store, user: UserRecord): UserRecord => {
  store.users.set(user.user_id, user)
  noteChange(store, 'users', user.user_id)
  return user
}

const tokenLife = 30 * minute
const tokenRepeats = 25 * minute

/** The access token for a request at a moment: the same one for 25 minutes, then a new one. */
export const takeToken = (store: Store, at: number): { token: string; issuedAt: number } => {
  const issuedAt = store.currentToken === undefined ? undefined : store.tokens.get(store.currentToken)
  if (store.currentToken !== undefined && issuedAt !== undefined && at - issuedAt < tokenRepeats)
    return { token: store.currentToken, issuedAt }
  for (const [token, issued] of store.tokens) if (at - issued >= tokenLife) store.tokens.delete(token)
  const token = newSecret(store)
  store.tokens.set(token, at)
  store.currentToken = token
  store.revision += 1
  return { token, issuedAt: at }
}

/** Whether an access token lives at a moment: 30 minutes from when it was issued. */
export const isTokenAlive = (store: Store, token: string, at: number): boolean => {
  const issuedAt = store.tokens.get(token)
  return issuedAt !== undefined && at - issuedAt < tokenLife
}

/** Forgets every access token. */
export const forgetTokens = (store: Store): void => {
  store.tokens.clear()
  store.currentToken = undefined
  store.revision += 1
}

const setPlan = (store: Store, plan: FaultPlan): void => {
  store.faults = plan.script.length === 0 && plan.random === undefined ? undefined : plan
  store.revision += 1
}

/** Puts a fault at the end of the script. */
export const addScripted = (store: Store, fault: ScriptedFault): void => {
  setPlan(store, { random: store.faults?.random, script: [...(store.faults?.script ?? []), fault] })
}

/** Forgets every fault, scripted or random. */
export const clearFaults = (store: Store): void => {
  setPlan(store, { random: undefined, script: [] })
}

/** Takes one time off a fault of the script. */
export const takeScripted = (store: Store, taken: ScriptedFault): void => {
  const script = (store.faults?.script ?? []).flatMap((fault) =>
    fault !== taken ? fault : fault.times > 1 ? { ...fault, times: fault.times - 1 } : [],
  )
  setPlan(store, { random: store.faults?.random, script })
}

/** Says what is drawn at random, or that nothing is. */
export const setRandomFaults = (store: Store, random: RandomFaults | undefined): void => {
  setPlan(store, { random, script: store.faults?.script ?? [] })
}

/** An even number that no earlier draw of its kind had: requests and webhooks are counted apart. */
export const countDraw = (store: Store, kind: 'request' | 'webhook'): number => {
  if (kind === 'request') return (store.requestDraws += 2)
  store.webhookDraws += 2
  return -store.webhookDraws
}

const requestsKept = 1_000

/** Remembers a request, and forgets the oldest one beyond the last thousand. */
export const saveRequest = (store: Store, request: RequestRecord): void => {
  const place = store.requestCount % requestsKept
  store.revision += 1
  store.forgottenRevision = Math.max(store.forgottenRevision, store.requestRevisions[place] ?? 0)
  store.requests[place] = request
  store.requestRevisions[place] = store.revision
  store.requestCount += 1
}

/** The remembered requests, oldest first. */
export const lastRequests = ({ requests, requestCount }: Store): readonly RequestRecord[] => {
  const first = requestCount % requestsKept
  return requestCount <= requestsKept ? [...requests] : [...requests.slice(first), ...requests.slice(0, first)]
}

/** The remembered requests after a revision with their numbers from 1, oldest first, and not more than are kept of others. */
export const requestsSince = (
  store: Store,
  revision: number,
): readonly (RequestRecord & { readonly number: number })[] => {
  const found: (RequestRecord & { readonly number: number })[] = []
  for (let number = store.requestCount; number > 0 && found.length < recentKept; number -= 1) {
    const place = (number - 1) % requestsKept
    const request = store.requests[place]
    if (request === undefined || (store.requestRevisions[place] ?? 0) <= revision) break
    found.push({ number, ...request })
  }
  return found.reverse()
}

const finishedWebhooksKept = 1_000

/** A new id of a webhook. */
export const newWebhookId = (store: Store): string => {
  store.webhookSerial += 1
  return `webhook-${String(store.webhookSerial)}`
}

const queueWebhook = (store: Store, webhook: WebhookRecord): void => {
  insertByTime(store.waitingWebhooks, webhook, ({ next_at }) => next_at ?? 0)
}

/** Stores a webhook, new or changed, keeps the queue in step, and forgets the oldest finished one beyond a thousand. */
export const saveWebhook = (store: Store, webhook: WebhookRecord): void => {
  const known = store.webhooks.get(webhook.webhook_id)
  const index = known === undefined ? -1 : store.waitingWebhooks.indexOf(known)
  if (index >= 0) store.waitingWebhooks.splice(index, 1)
  store.webhooks.set(webhook.webhook_id, webhook)
  noteChange(store, 'webhooks', webhook.webhook_id)
  if (webhook.next_at !== undefined) {
    queueWebhook(store, webhook)
    return
  }
  store.finishedWebhooks.push(webhook.webhook_id)
  const oldest = store.finishedWebhooks.length > finishedWebhooksKept ? store.finishedWebhooks.shift() : undefined
  if (oldest !== undefined) store.webhooks.delete(oldest)
}

/** Makes a webhook due at a moment, whatever became of it before; says whether it is known. */
export const sendAgain = (store: Store, webhookId: string, at: number): boolean => {
  const webhook = store.webhooks.get(webhookId)
  if (webhook === undefined) return false
  const finished = store.finishedWebhooks.indexOf(webhookId)
  if (finished >= 0) store.finishedWebhooks.splice(finished, 1)
  saveWebhook(store, { ...webhook, next_at: at })
  return true
}

/** The webhook to send next, if one is due at a moment. */
export const nextWebhook = (store: Store, at: number): WebhookRecord | undefined => {
  const [next] = store.waitingWebhooks
  return next !== undefined && (next.next_at ?? 0) <= at ? next : undefined
}

/** Notes that webhooks are on their way, or no longer. */
export const setDelivering = (store: Store, flight: Promise<void> | undefined): void => {
  store.delivering = flight
}

/** A store as it was exported. */
export const restoreStore = (file: StoreFile, webhookTarget: WebhookTarget): Store => {
  const store = createStore(file.seed, webhookTarget)
  store.serial = file.serial
  store.tokenSerial = file.token_serial
  store.addedTime = file.added_time
  for (const receipt of file.receipts) saveReceipt(store, receipt)
  for (const key of file.billing_keys) saveBillingKey(store, key)
  for (const reservation of file.reservations) saveReservation(store, reservation)
  for (const authentication of file.authentications) saveAuthentication(store, authentication)
  for (const wallet of file.wallets) saveWallet(store, wallet)
  for (const user of file.users) saveUser(store, user)
  for (const [token, issuedAt] of file.tokens) store.tokens.set(token, issuedAt)
  store.currentToken = file.current_token
  store.faults = file.faults
  store.requestDraws = file.request_draws
  store.webhookDraws = file.webhook_draws
  for (const request of file.requests) saveRequest(store, request)
  store.webhookSerial = file.webhook_serial
  for (const webhook of file.webhooks) {
    store.webhooks.set(webhook.webhook_id, webhook)
    noteChange(store, 'webhooks', webhook.webhook_id)
    if (webhook.next_at !== undefined) queueWebhook(store, webhook)
  }
  store.finishedWebhooks.push(...file.finished_webhooks)
  return store
}
