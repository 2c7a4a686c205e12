/**
 * The keys the sandbox accepts; all of them are printable ASCII and obviously not real. The client key opens both APIs, for which
 * Bootpay issues two.
 */
export type SandboxCredentials = {
  /** REST application id, for `POST /request/token`. */
  readonly application_id: string
  /** Private key, for `POST /request/token`. */
  readonly private_key: string
  /** Client key, the user name of Basic authentication. */
  readonly client_key: string
  /** Secret key, the password of Basic authentication. */
  readonly secret_key: string
}

/** How a webhook is written. */
export type WebhookContentType = 'application/json' | 'application/x-www-form-urlencoded'

/** The fetch that delivers webhooks. */
export type WebhookFetch = (url: string, init: RequestInit) => Promise<Response>

/** The options of a sandbox with every default filled in. */
export type Settings = {
  readonly credentials: SandboxCredentials
  /** The pair of keys in Base64, as Basic authentication sends it. */
  readonly basic: string
  readonly basicEverywhere: boolean
  readonly partialCancelStatus: 1 | 20
  /** How the Commerce API calls a wrong role. */
  readonly roleCode: 'API_ROLE_NOT_SUPPORT' | -47
  /** Whether the Commerce API gives a refusal again by its idempotency key. */
  readonly recordRefusals: boolean
  /** Where a payment link of the Commerce API leads, by its id. */
  readonly paymentUrl: (invoice_id: string) => string
  readonly tokenExpireIn: 'full' | 'remaining'
  readonly webhookUrl: string | undefined
  /** Whether webhooks are kept that have no address. */
  readonly webhookKept: boolean
  readonly webhookContentType: WebhookContentType
  readonly webhookFetch: WebhookFetch
  /** Whether failures are told of, also where the request does not ask for that. */
  readonly webhookErrors: boolean
  /** The hosts besides this machine that webhooks may go to; any host when absent. */
  readonly webhookHosts: readonly string[] | undefined
}
