import { cardRecord, draftReceipt, maskCard } from './drafts.js'
import { browserMethod, pgCode } from './names.js'
import { payReceipt } from './payment.js'
import type { ReceiptRecord } from './records.js'
import { newId, saveAuthentication, saveReceipt, saveWallet } from './store.js'
import type { Store } from './store.js'
import type { JsonObject } from './types.js'
import { announce } from './webhooks/announce.js'

/** What the shop's page hands the client SDK to start a payment. */
export type BrowserPayment = {
  /** Amount above 0, in the currency's unit. */
  readonly price: number
  readonly order_id: string
  readonly order_name: string
  /** Tax-free part of the price; 0 unless told. */
  readonly tax_free?: number
  /** Payment gateway, as code or Korean name; nicepay unless told, inicis for escrow. */
  readonly pg?: string
  /** card (unless told), bank, vbank, phone, naverpay, kakaopay, payco or tosspay. */
  readonly method?: string
  /** KRW unless told. */
  readonly currency?: string
  /** The server confirms: the buyer's payment stops at status 2. */
  readonly separately_confirmed?: boolean
  /** Escrow; only inicis and kcp know it. */
  readonly escrow?: boolean
  readonly metadata?: JsonObject
  readonly user?: JsonObject
}

/** Who verified their identity in the browser. */
export type BrowserIdentity = {
  readonly authentication_id?: string
  readonly username?: string
  readonly phone?: string
  /** Date of birth, `YYYY-MM-DD` in the sandbox's own REST answers (assumed). */
  readonly birth?: string
  /** 1 male, 0 female. */
  readonly gender?: number
  /** 0 Korean, 1 foreign. */
  readonly foreigner?: number
  readonly carrier?: string
  /** danal unless told. */
  readonly pg?: string
}

/** A card that a user registered in the browser. */
export type BrowserWallet = {
  readonly user_id: string
  /** Whether it lists under `sandbox=true` (unless told) or under `sandbox=false`. */
  readonly sandbox?: boolean
  /** Card number, kept masked only. */
  readonly card_no?: string
}

/** What happens in the buyer's browser. An unknown id or a step out of order throws an Error: that is a wrong test. */
export type SandboxBrowser = {
  /** Opens a payment, status 0, and gives its receipt id. */
  readonly requestPayment: (payment: BrowserPayment) => string
  /** The buyer pays: 0 becomes 1, or 2 with `separately_confirmed`, or 5 for a virtual account. */
  readonly pay: (receipt_id: string) => void
  /** The buyer pays into the virtual account: 5 becomes 1. */
  readonly deposit: (receipt_id: string) => void
  /** The payer consents to an account billing key, which can then be published; the status stays 41. */
  readonly consent: (receipt_id: string) => void
  /** The buyer verifies their identity, status 12, readable for 30 minutes; gives the receipt id. */
  readonly verifyIdentity: (identity?: BrowserIdentity) => string
  /** The user registers a card as a wallet; gives the wallet id. */
  readonly registerWallet: (wallet: BrowserWallet) => string
}

const fail = (message: string): never => {
  throw new Error(`bootpay-fp sandbox: ${message}`)
}

const inStatus = (store: Store, step: string, receipt_id: string, status: number): ReceiptRecord => {
  const receipt = store.receipts.get(receipt_id) ?? fail(`${step}: no receipt ${receipt_id}`)
  if (receipt.status !== status) fail(`${step}: receipt ${receipt_id} has status ${String(receipt.status)}`)
  return receipt
}

/** Makes the browser's controls over a store; `now` brings the store up to the present first. */
export const createBrowser = (store: Store, now: () => number): SandboxBrowser => ({
  requestPayment: (payment) => {
    const at = now()
    const tax_free = payment.tax_free ?? 0
    if (!(payment.price > 0 && Number.isFinite(payment.price))) fail('requestPayment: price must be above 0')
    if (!(tax_free >= 0 && tax_free <= payment.price)) fail('requestPayment: tax_free must be 0 up to price')
    const method = browserMethod(payment.method ?? 'card') ?? fail('requestPayment: unknown method')
    const pg = pgCode(payment.pg ?? (payment.escrow === true ? 'inicis' : 'nicepay'))
    const escrow = payment.escrow === true && (pg === 'inicis' || pg === 'kcp')
    return saveReceipt(
      store,
      draftReceipt({
        ...method,
        receipt_id: newId(store),
        order_id: payment.order_id,
        order_name: payment.order_name,
        price: payment.price,
        tax_free,
        pg,
        currency: payment.currency ?? 'KRW',
        status: 0,
        requested_at: at,
        separately_confirmed: payment.separately_confirmed ?? false,
        escrow: escrow ? { status: 0, shipping_started_at: undefined } : undefined,
        metadata: payment.metadata,
        user: payment.user,
      }),
    ).receipt_id
  },
  pay: (receipt_id) => {
    const at = now()
    const receipt = inStatus(store, 'pay', receipt_id, 0)
    if (receipt.separately_confirmed) saveReceipt(store, { ...receipt, status: 2 })
    else announce(store, saveReceipt(store, payReceipt(receipt, at)), at)
  },
  deposit: (receipt_id) => {
    const at = now()
    const receipt = inStatus(store, 'deposit', receipt_id, 5)
    announce(store, saveReceipt(store, { ...receipt, status: 1, purchased_at: at }), at)
  },
  consent: (receipt_id) => {
    now()
    const receipt = inStatus(store, 'consent', receipt_id, 41)
    const consent = receipt.consent ?? fail(`consent: receipt ${receipt_id} asks for none`)
    saveReceipt(store, { ...receipt, consent: { ...consent, consented: true } })
  },
  verifyIdentity: (identity = {}) => {
    const at = now()
    const receipt_id = newId(store)
    return saveAuthentication(store, {
      receipt_id,
      authenticate_id: identity.authentication_id ?? receipt_id,
      pg: pgCode(identity.pg ?? 'danal'),
      pass: true,
      requested_at: at,
      authenticated_at: at,
      number_of_realarms: 0,
      username: identity.username ?? '홍길동',
      phone: identity.phone ?? '01000000000',
      birth: identity.birth ?? '1990-10-14',
      gender: identity.gender ?? 1,
      foreigner: identity.foreigner ?? 0,
      carrier: identity.carrier ?? 'SKT',
      status: 12,
    }).receipt_id
  },
  registerWallet: ({ user_id, sandbox = true, card_no = '4000000000000000' }) => {
    now()
    const order = [...store.wallets.values()].filter((wallet) => wallet.user_id === user_id).length
    return saveWallet(store, {
      wallet_id: newId(store),
      user_id,
      sandbox,
      order,
      card_no: cardRecord(maskCard(card_no), undefined).card_no,
      latest_purchased_at: undefined,
    }).wallet_id
  },
})
