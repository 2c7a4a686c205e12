import { koreanTime } from './clock.js'
import type { RequestRecord } from './requests.js'
import { recentKept, requestsSince } from './store.js'
import type { ChangedKind, Store } from './store.js'
import { billingKeyView, walletView } from './state.js'
import type { SandboxState } from './state.js'
import type { Settings } from './types.js'
import { authenticationAnswer } from './views/authentication.js'
import { receiptAnswer } from './views/receipt.js'
import { reservationAnswer } from './views/reservation.js'
import { webhookView } from './webhooks/log.js'
import type { SandboxWebhook } from './webhooks/log.js'

/** What changed in a sandbox after a revision, as {@link SandboxState} shows it, as plain JSON. */
export type SandboxChanges = Omit<SandboxState, 'cancellations'> & {
  /** The revision of now, to ask from the next time. */
  readonly revision: number
  /** With `false` something is missing: so much changed that the oldest of it was forgotten, or there was a reset. */
  readonly complete: boolean
  /** How many records of each kind there are in all. */
  readonly counts: Readonly<Record<'receipts' | 'billing_keys' | 'reservations' | 'requests' | 'webhooks', number>>
  /** New requests, numbered from 1. */
  readonly requests: readonly (RequestRecord & { readonly number: number })[]
  /** New webhooks and those that were sent again. */
  readonly webhooks: readonly SandboxWebhook[]
}

/** Says what changed in a store after a revision; not more than 250 records of a kind, those that changed last. */
export const changesSince = (store: Store, { credentials }: Settings, since: number, at: number): SandboxChanges => {
  const changed = <Item, Shown>(kind: ChangedKind, all: ReadonlyMap<string, Item>, view: (item: Item) => Shown) =>
    Array.from(store.recent[kind]).flatMap(([id, revision]) => {
      const item = revision > since ? all.get(id) : undefined
      return item === undefined ? [] : view(item)
    })
  const requests = requestsSince(store, since)
  const changes: SandboxChanges = {
    revision: store.revision,
    complete: since >= store.forgottenRevision && requests.length < recentKept,
    now: koreanTime(at),
    counts: {
      receipts: store.receipts.size,
      billing_keys: store.billingKeys.size,
      reservations: store.reservations.size,
      requests: store.requestCount,
      webhooks: store.webhooks.size,
    },
    receipts: changed('receipts', store.receipts, receiptAnswer),
    billing_keys: changed('billingKeys', store.billingKeys, billingKeyView),
    reservations: changed('reservations', store.reservations, reservationAnswer),
    authentications: changed('authentications', store.authentications, authenticationAnswer),
    wallets: changed('wallets', store.wallets, walletView),
    users: changed('users', store.users, (user) => user),
    requests,
    webhooks: changed('webhooks', store.webhooks, (webhook) => webhookView(webhook, credentials.application_id)),
  }
  return JSON.parse(JSON.stringify(changes)) as SandboxChanges
}
