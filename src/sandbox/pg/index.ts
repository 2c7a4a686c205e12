import type { AnyCell } from '../engine/cell.js'
import type { AnyCollection } from '../engine/collection.js'
import type { Api } from '../engine/router.js'
import type { Store } from '../engine/store.js'
import { authentication } from './authentication/routes.js'
import { billingKey } from './billing-key/routes.js'
import { cashReceipt } from './cash-receipt/routes.js'
import { escrow } from './escrow/routes.js'
import { link } from './link/routes.js'
import { receipt } from './receipt/routes.js'
import { reservation } from './reservation/routes.js'
import type { Due, NextDue, Resource } from './resource.js'
import { seller } from './seller/routes.js'
import { token } from './token/routes.js'
import { user } from './user/routes.js'
import { wallet } from './wallet/routes.js'

/** Everything that the PG API is about. A new kind of thing is a folder, and a line here. */
const resources = [
  token,
  receipt,
  billingKey,
  reservation,
  user,
  authentication,
  escrow,
  cashReceipt,
  wallet,
  seller,
  link,
] as const satisfies readonly Resource[]

type Resources = typeof resources

/** The name of an operation of the sandbox. */
export type SandboxOperation = Resources[number]['routes'][number]['operation']

/** What is stored. */
export type PgCollection = Extract<
  Resources[number],
  { readonly collections: readonly AnyCollection[] }
>['collections'][number]

const all: readonly Resource[] = resources

/** What is stored, in the order of the resources. */
export const pgCollections: readonly AnyCollection[] = all.flatMap(({ collections = [] }) => collections)

/** Values that are stored besides. */
export const pgCells: readonly AnyCell[] = all.flatMap(({ cells = [] }) => cells)

/** The API: on any host, since SDKs are pointed at all kinds of them. */
export const pgApi: Api = { root: '/v2', routes: all.flatMap(({ routes }) => routes) }

/** The name of every operation, as the SDK calls it, in the order of the route table. */
export const sandboxOperations: readonly SandboxOperation[] = resources.flatMap(({ routes }) =>
  routes.map(({ operation }): SandboxOperation => operation),
)

const timed: readonly NextDue[] = all.flatMap(({ nextDue = [] }) => nextDue)

const firstDue = (store: Store, until: number): Due | undefined =>
  timed
    .map((nextDue) => nextDue(store, until))
    .reduce((first, due) => (first === undefined || (due !== undefined && due.at < first.at) ? due : first), undefined)

/** Carries out what has fallen due up to a moment, each at its own time and in the order of the times. */
export const executeDue = (store: Store, until: number): void => {
  for (let due = firstDue(store, until); due !== undefined; due = firstDue(store, until)) due.carryOut()
}
