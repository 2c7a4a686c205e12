import type { SandboxOperation, ShownCollection } from './apis.js'
import type { SandboxBrowser } from './browser/browser.js'
import type { SandboxShop } from './commerce/shop.js'
import type { SandboxFetch } from './engine/exchange.js'
import type { SandboxExport } from './engine/export.js'
import type { SandboxCredentials, WebhookContentType, WebhookFetch } from './engine/settings.js'
import type { ChangesOf, StateOf } from './engine/state.js'
import type { RequestFault, SandboxFault } from './faults/kinds.js'
import type { FaultRates } from './faults/plan.js'
import type { SandboxWebhook } from './webhooks/view.js'

/** Which request `failNext` means, and how often. */
export type FailNextOptions = {
  /** Only a request of this operation. Default: any that the fault fits. Not for a fault of webhooks. */
  readonly operation?: SandboxOperation
  /** How many times in all. Default: 1. */
  readonly times?: number
}

/** Which request `declineNext` means, and what it is refused with. */
export type DeclineOptions = {
  /** The operation; for `reservePayment` it is the charge that is refused, once it is due. */
  readonly operation: SandboxOperation
  /** Bootpay's code. Default: that of a refusal by the gateway, such as `RC_CONFIRM_FAILED` for a charge or a confirm. */
  readonly code?: string | undefined
  /** Default: Korean words that say no more than that. */
  readonly message?: string | undefined
  /** The payment gateway's own code. Default: none. */
  readonly pg_error_code?: string | undefined
}

type Where = {
  /** The operations that fail. Default: all of them, and webhooks. */
  readonly operations?: readonly SandboxOperation[]
}

/** Faults drawn at random: one share of requests and the faults it is made up of, or a share for each fault. */
export type RandomFaults =
  | (Where & {
      /** The share of requests that fail, 0 to 1; 0 turns it off. */
      readonly rate: number
      /** The faults to draw from. Default: all of them. */
      readonly only?: readonly SandboxFault[]
    })
  | (Where & {
      /** A share for each fault; at most 1 together. */
      readonly rates: FaultRates
    })

/** A fault that waits for its request. */
export type ScriptedFault = {
  readonly fault: SandboxFault
  readonly operation: SandboxOperation | undefined
  readonly times: number
}

/** What is to go wrong. */
export type FaultPlan = {
  readonly script: readonly ScriptedFault[]
  /** The refusals that wait for their requests. */
  readonly declines: readonly DeclineOptions[]
  readonly random: RandomFaults | undefined
}

/** A request and how it ended: nothing that was sent is in it, no path, no header, no body. */
export type RequestRecord = {
  /** When, in epoch milliseconds of the sandbox's clock. */
  readonly at: number
  readonly method: string
  /** Absent for a path that is none of the API. */
  readonly operation?: SandboxOperation | undefined
  /** HTTP status of the answer; absent when the connection broke or no answer came. */
  readonly status?: number | undefined
  /** The fault that struck it. */
  readonly fault?: RequestFault | undefined
}

/** A request, what was sent and what came of it. Keys, tokens, numbers of cards, accounts and people are `***` in it. */
export type SandboxExchange = RequestRecord & {
  /** Counts the requests from 1, as {@link SandboxChanges} does. */
  readonly number: number
  /** The path under `/v2`, or `/v1` of the Commerce API, without its query. */
  readonly path: string
  /** Bootpay's code, when it was refused. */
  readonly error_code?: string | undefined
  /** The ids that it names and is answered with: of receipts, orders, cancels, reservations and the like. */
  readonly ids: Readonly<Record<string, string>>
  /** The members of its query and body; absent for a body that is no JSON object. */
  readonly sent?: unknown
  /** What came of it, whether the answer arrived or not; absent when it was not carried out. */
  readonly answered?: unknown
}

/**
 * All a sandbox holds, as plain JSON in the order of creation: what the API would answer, dates with `+09:00`.
 *
 * - `receipts`: payments, requests for billing keys, and stand-alone cash receipts.
 * - `cancellations`: every cancel that moved money, receipt by receipt.
 * - `billing_keys`: as looked up by key, with the receipt they were asked for with.
 * - `reservations`, `authentications`, `wallets`: as their look-ups answer them.
 * - `users`: those that a token was issued for; the tokens are not here.
 * - `products`, `categories`, `shop_users`: of the Commerce API, the deleted ones too, with `deleted_at`; no passwords.
 * - `invoices`: payment links, with every notice that was sent and the `receipt_id` of the payment that was opened last.
 * - `orders`, `order_cancels`: as their look-ups answer them; the payment of an order is one of `receipts`.
 */
export type SandboxState = StateOf<ShownCollection> & {
  /** The sandbox's clock. */
  readonly now: string
}

/** What changed in a sandbox after a revision, as {@link SandboxState} shows it, as plain JSON. */
export type SandboxChanges = ChangesOf<ShownCollection> & {
  /** The sandbox's clock. */
  readonly now: string
  /** The revision of now, to ask from the next time. */
  readonly revision: number
  /** With `false` something is missing: so much changed that the oldest of it was forgotten, or there was a reset. */
  readonly complete: boolean
  /** How many records of each kind there are in all. */
  readonly counts: Readonly<Record<ShownCollection['name'] | 'requests' | 'webhooks', number>>
  /** New requests, numbered from 1. */
  readonly requests: readonly (RequestRecord & { readonly number: number })[]
  /** New webhooks and those that were sent again. */
  readonly webhooks: readonly SandboxWebhook[]
}

/** Where webhooks go, and how. */
export type WebhookOptions = {
  /** Where those go whose request named no address; without it those are not kept at all, unless `keep` says so. */
  readonly url?: string | undefined
  /** Keeps those that have no address, to be sent once there is one. Default: false. */
  readonly keep?: boolean | undefined
  /** What sends them, to any address. Default: the global fetch, to this machine, to the host of `url` and to `hosts`. */
  readonly fetch?: WebhookFetch | undefined
  /** Names of further hosts that the global fetch may send them to. Default: none. */
  readonly hosts?: readonly string[] | undefined
  /** Tells of failures too, also where a request has no `extra.enable_error_webhook`. Default: false. */
  readonly errors?: boolean | undefined
  /** How they are written unless the request says so. Default: `application/json`. */
  readonly contentType?: WebhookContentType | undefined
}

/** The options that can be changed while a sandbox is in use: how it answers where the sources disagree. */
export type SandboxSwitches = {
  /** Lets Basic into `POST /request/user/token` and `GET /wallet`; production refused it in May 2026. Default: false. */
  readonly basicEverywhere: boolean
  /** Receipt status after a partial cancel, on which the sources disagree. Default: 1. Webhooks say 20 in any case. */
  readonly partialCancelStatus: 1 | 20
}

/** What {@link createSandbox} takes; every member may be left out. */
export type SandboxOptions = Partial<SandboxSwitches> & {
  /** The clock underneath, in epoch milliseconds. Default: `Date.now`. */
  readonly now?: () => number
  /** Whole number all ids and tokens are derived from: the same seed and calls give the same ids. Default: 1. */
  readonly seed?: number
  /** Keys to accept instead of the made-up ones. */
  readonly credentials?: Partial<SandboxCredentials>
  /** What `sandbox.baseUrl` says. The host never matters to `sandbox.fetch`, the path must hold `/v2/`. */
  readonly baseUrl?: string
  /** What `expire_in` of a repeated token request counts: always 1800 seconds (`full`) or what is left. Default: `full`. */
  readonly tokenExpireIn?: 'full' | 'remaining'
  /** How the Commerce API calls a wrong role: as it was seen, or by the number of the documentation. Default: `API_ROLE_NOT_SUPPORT`. */
  readonly roleCode?: 'API_ROLE_NOT_SUPPORT' | -47
  /** Whether the Commerce API gives a refusal again by its `Idempotency-Key`, as it does answers. Default: false. */
  readonly recordRefusals?: boolean
  /** Where a payment link of the Commerce API leads, as its `payment_url` says. Default: an address that leads nowhere. */
  readonly paymentUrl?: ((invoice_id: string) => string) | undefined
  /** Where webhooks go that name no address of their own, and how they are sent. */
  readonly webhook?: WebhookOptions
  /** Hears of each request once it is clear how it ends, for a log. What it throws is lost. Default: nobody does. */
  readonly onRequest?: ((exchange: SandboxExchange) => void) | undefined
  /** What an earlier sandbox exported, to go on from there; its seed wins. What is no such state throws an Error. */
  readonly state?: SandboxExport | undefined
}

/** An embedded Bootpay: a fetch that answers as Bootpay does, and the controls around it. */
export type Sandbox = {
  /**
   * Answers any request. Rejects when the given signal is aborted, as the real fetch does, and when a fault breaks the
   * connection: {@link isConnectionFault} tells.
   */
  readonly fetch: SandboxFetch
  /** The keys it accepts. */
  readonly credentials: SandboxCredentials
  /** Default: `https://api.bootpay.co.kr/v2`. */
  readonly baseUrl: string
  /** The sandbox's clock, in epoch milliseconds: the clock underneath plus what {@link Sandbox.advance} added. */
  readonly now: () => number
  /** Moves the clock forward by milliseconds; what falls due happens at its own time: reservations, and ends of virtual accounts. */
  readonly advance: (ms: number) => void
  /** What happens in the buyer's browser, where the client SDK runs. Wrong use throws an Error. */
  readonly browser: SandboxBrowser
  /** What buyers do at a shop of the Commerce API; they pay by `browser`. Wrong use throws an Error. */
  readonly shop: SandboxShop
  /** A JSON snapshot of everything that is stored, without access tokens; changing it changes nothing. */
  readonly state: () => SandboxState
  /** The last thousand requests, oldest first: operation, status and fault, and nothing that was sent. */
  readonly requests: () => readonly RequestRecord[]
  /**
   * Lets the next request fail that the fault fits, before anything drawn at random; several such wait in line. What could
   * never strike throws an Error.
   */
  readonly failNext: (fault: SandboxFault, options?: FailNextOptions) => void
  /**
   * Has the next request of an operation refused, as the payment gateway would: it does not happen. Several wait in line. A
   * refused confirm or charge leaves its receipt with status -2. An unknown operation throws an Error.
   */
  readonly declineNext: (decline: DeclineOptions) => void
  /** Lets requests fail at random, from now on: the same seed and the same requests give the same faults. */
  readonly setFaults: (faults: RandomFaults) => void
  /** Forgets every fault, those in line and the random ones, and every refusal in line. */
  readonly clearFaults: () => void
  /** What is to go wrong: the faults and the refusals in line, and what is drawn at random. */
  readonly faults: () => FaultPlan
  /** The options that can be changed, as they are. */
  readonly switches: () => SandboxSwitches
  /** Changes some of them from now on; what is already stored stays as it is. Another value throws an Error. */
  readonly setSwitches: (switches: Partial<SandboxSwitches>) => void
  /** Sends every webhook that is due now, one after the other, and waits for the answers. Never rejects. */
  readonly deliver: () => Promise<void>
  /** Every webhook and its attempts, oldest first: those that wait, and the last thousand that do not. */
  readonly webhooks: () => readonly SandboxWebhook[]
  /**
   * Makes a webhook due now, whatever became of it before. One whose request named no address goes where
   * {@link Sandbox.setWebhookUrl} says by now. An unknown id throws an Error, and so does one without any address.
   */
  readonly redeliver: (webhook_id: string) => void
  /** Where webhooks go whose request named no address; `undefined` when nowhere. */
  readonly webhookUrl: () => string | undefined
  /**
   * Changes that from now on, also through a reset. An address that is none throws an Error, and so does one on a host that
   * webhooks may not go to.
   */
  readonly setWebhookUrl: (url: string | undefined) => void
  /**
   * What changed after a revision (default: 0), for a page that shows a sandbox live. It takes the time of what changed,
   * not of what there is.
   */
  readonly changes: (since?: number) => SandboxChanges
  /**
   * Everything it remembers as plain JSON, for `state` of {@link SandboxOptions}: access tokens of the sandbox, faults, webhooks
   * and the added time too, but no credentials.
   */
  readonly export: () => SandboxExport
  /** Makes every access token invalid at once; the next token request gives a new one. */
  readonly revokeTokens: () => void
  /**
   * Forgets everything, faults, webhooks and the added time included, and starts over with the same seed; with an earlier
   * export it goes on from there. What is no such state throws an Error, and changes nothing.
   */
  readonly reset: (state?: SandboxExport) => void
}
