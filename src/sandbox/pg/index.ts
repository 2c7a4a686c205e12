import type { AnyCell } from '../engine/cell.js'
import type { AnyCollection } from '../engine/collection.js'
import type { Resource } from '../engine/resource.js'
import type { Api } from '../engine/router.js'
import { authentication } from './authentication/routes.js'
import { billingKey } from './billing-key/routes.js'
import { cashReceipt } from './cash-receipt/routes.js'
import { escrow } from './escrow/routes.js'
import { link } from './link/routes.js'
import { receipt } from './receipt/routes.js'
import { reservation } from './reservation/routes.js'
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

/** The name of an operation of the PG API. */
export type PgOperation = Resources[number]['routes'][number]['operation']

/** What is stored. */
export type PgCollection = NonNullable<Resources[number]['collections']>[number]

/** The same, whatever they are called. */
export const pgResources: readonly Resource[] = resources

/** What is stored, in the order of the resources. */
export const pgCollections: readonly AnyCollection[] = pgResources.flatMap(({ collections = [] }) => collections)

/** Values that are stored besides. */
export const pgCells: readonly AnyCell[] = pgResources.flatMap(({ cells = [] }) => cells)

/** The API: on any host, since SDKs are pointed at all kinds of them. */
export const pgApi: Api = { root: '/v2', routes: pgResources.flatMap(({ routes }) => routes) }

/** The name of every operation, as the SDK calls it, in the order of the route table. */
export const pgOperations: readonly PgOperation[] = resources.flatMap(({ routes }) =>
  routes.map(({ operation }): PgOperation => operation),
)
