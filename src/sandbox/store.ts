import { minute } from './clock.js'
import { objectId, secretText } from './identifiers.js'
import type {
  AuthenticationRecord,
  BillingKeyRecord,
  ReceiptRecord,
  ReservationRecord,
  UserRecord,
  WalletRecord,
} from './records.js'

/** Everything a sandbox remembers. Only this file changes it; the records in it are replaced, never changed. */
export type Store = {
  readonly seed: number
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
}

/** An empty store. */
export const createStore = (seed: number): Store => ({
  seed,
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
})

/** Makes a store as good as new. */
export const resetStore = (store: Store): void => {
  Object.assign(store, createStore(store.seed))
}

/** Adds milliseconds to the clock. */
export const addTime = (store: Store, ms: number): void => {
  store.addedTime += ms
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
  return key
}

const removeWaiting = (store: Store, reserveId: string): void => {
  const index = store.waiting.findIndex((waiting) => waiting.reserve_id === reserveId)
  const [removed] = index < 0 ? [] : store.waiting.splice(index, 1)
  if (removed !== undefined) store.waitingOrders.delete(removed.order_id)
}

const addWaiting = (store: Store, reservation: ReservationRecord): void => {
  let low = 0
  for (let high = store.waiting.length; low < high;) {
    const middle = (low + high) >>> 1
    if ((store.waiting[middle]?.execute_at ?? 0) <= reservation.execute_at) low = middle + 1
    else high = middle
  }
  store.waiting.splice(low, 0, reservation)
  store.waitingOrders.add(reservation.order_id)
}

/** Stores a reservation, new or changed, and keeps the queue of waiting ones in step. */
export const saveReservation = (store: Store, reservation: ReservationRecord): ReservationRecord => {
  const known = store.reservations.get(reservation.reserve_id)
  store.reservations.set(reservation.reserve_id, reservation)
  if (known === undefined) {
    const ids = store.reserveIdsByKey.get(reservation.billing_key)
    if (ids === undefined) store.reserveIdsByKey.set(reservation.billing_key, [reservation.reserve_id])
    else ids.push(reservation.reserve_id)
    addWaiting(store, reservation)
  } else if (reservation.status !== 0) removeWaiting(store, reservation.reserve_id)
  return reservation
}

/** How many reservations of a billing key still wait. */
export const countWaiting = (store: Store, billingKey: string): number =>
  (store.reserveIdsByKey.get(billingKey) ?? []).filter((id) => store.reservations.get(id)?.status === 0).length

/** Stores an identity verification, new or changed. */
export const saveAuthentication = (store: Store, authentication: AuthenticationRecord): AuthenticationRecord => {
  store.authentications.set(authentication.receipt_id, authentication)
  return authentication
}

/** Stores a wallet, new or changed. */
export const saveWallet = (store: Store, wallet: WalletRecord): WalletRecord => {
  store.wallets.set(wallet.wallet_id, wallet)
  return wallet
}

/** Stores a user, new or changed. */
export const saveUser = (store: Store, user: UserRecord): UserRecord => {
  store.users.set(user.user_id, user)
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
}
