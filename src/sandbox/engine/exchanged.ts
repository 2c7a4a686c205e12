import type { Written } from './answer.js'
import type { JsonObject } from './json.js'
import { parametersOf, type SandboxRequest } from './request.js'
import type { FoundRoute } from './router.js'

const hidden = '***'

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of members that hold keys, tokens, numbers of cards, accounts and people, or what proves who somebody is. */
const secretName =
  /(key|token|secret|password|pw|pin|otp|cvc|cvv|cardno|cardnumber|identityno|expireyear|expiremonth|account|hash|phone|birth|email|unique)$|^(di|ci|pk|loginid)$/

const isSecret = (name: string): boolean => secretName.test(name.replace(/[^a-z]/gi, '').toLowerCase())

/** A secret, unless there is nothing to hide or the sandbox has starred it. */
const hide = (value: unknown): unknown =>
  value === null || value === '' || typeof value === 'boolean' || (typeof value === 'string' && /\*{4}/.test(value))
    ? value
    : hidden

/** The same JSON without its secrets. */
const masked = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(masked)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name) ? hide(member) : masked(member)]),
  )
}

/** Ids that say what a request is about; none of them opens anything. */
const idNames = [
  'receipt_id',
  'order_id',
  'cancel_id',
  'reserve_id',
  'subscription_id',
  'authentication_id',
  'wallet_id',
  'order_number',
  'order_cancellation_request_id',
  'invoice_id',
  'request_id',
  'product_id',
  'category_id',
] as const

/** An id as it came, if it can be one: short, and without halves of characters, which no address can hold. */
const shownId = (id: string): string => id.slice(0, 100).replace(/\p{Cs}/gu, '\ufffd')

const idsIn = (...sources: readonly unknown[]): Readonly<Record<string, string>> => {
  const ids: Record<string, string> = {}
  for (const name of idNames)
    for (const source of sources) {
      const id = isObject(source) ? source[name] : undefined
      if (typeof id === 'number' || (typeof id === 'string' && id !== '')) ids[name] ??= shownId(String(id))
    }
  return ids
}

/** A path under the root of its API. What could be a key in it is not shown. */
const pathOf = (url: string, found: FoundRoute | undefined): string =>
  found === undefined
    ? url
        .replace(/^\w+:\/\/[^/]*/, '')
        .replace(/^.*?\/v[12](?=\/)/, '')
        .replace(/[^/]{16,}/g, (part) => (/\d|%/.test(part) ? hidden : part))
    : found.route.path.replace(/\{(.+?)\}/g, (_, name: string) =>
        // A shop's user may be asked for by an e-mail address.
        isSecret(name) || name === 'user_id' ? hidden : encodeURIComponent(found.holes[name] ?? ''),
      )

/** What was sent and what came of it, without its secrets. */
export type Exchanged = {
  /** Under the root of its API, without the query. */
  readonly path: string
  readonly error_code?: string | undefined
  readonly ids: Readonly<Record<string, string>>
  /** Absent for a body that is no JSON object. */
  readonly sent?: unknown
  /** Absent when it was not carried out. */
  readonly answered?: unknown
}

/** Describes a request and what came of it. `code` is that of a fault which answered in its place. */
export const exchangedOf = (
  request: SandboxRequest,
  found: FoundRoute | undefined,
  written: Written | undefined,
  code: string | undefined,
): Exchanged => {
  const sent = request.body === undefined ? undefined : parametersOf(request)
  const answered: unknown = written === undefined ? undefined : JSON.parse(written.text)
  const refusal =
    isObject(answered) && answered['error_code'] !== undefined ? String(answered['error_code']) : undefined
  return {
    path: pathOf(request.url, found),
    error_code: code ?? refusal,
    ids: idsIn(found?.holes, sent, answered),
    sent: masked(sent),
    answered: masked(answered),
  }
}
