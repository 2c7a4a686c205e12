import type { AnyCell } from './engine/cell.js'
import type { AnyCollection } from './engine/collection.js'
import { createTimeline, type Resource } from './engine/resource.js'
import type { Api } from './engine/router.js'
import type { Followers } from './engine/store.js'
import {
  commerceApi,
  commerceCells,
  commerceCollections,
  commerceHidden,
  commerceOperations,
  commerceResources,
  type CommerceCollection,
  type CommerceOperation,
} from './commerce/index.js'
import { followPayment } from './commerce/order/follow.js'
import {
  pgApi,
  pgCells,
  pgCollections,
  pgOperations,
  pgResources,
  type PgCollection,
  type PgOperation,
} from './pg/index.js'
import { receipts } from './pg/receipt/collection.js'

/** The name of an operation of the sandbox. */
export type SandboxOperation = PgOperation | CommerceOperation

/** What is stored and shown. */
export type ShownCollection = PgCollection | CommerceCollection

/** Everything that is answered. */
export const apis: readonly Api[] = [pgApi, commerceApi]

/** What is stored and shown, in the order of the APIs. */
export const shownCollections: readonly AnyCollection[] = [...pgCollections, ...commerceCollections]

/** What is stored and in exports alone. */
export const hiddenCollections: readonly AnyCollection[] = commerceHidden

/** Values that are stored besides. */
export const apiCells: readonly AnyCell[] = [...pgCells, ...commerceCells]

/** What one API does when something of the other is saved. */
export const followers: Followers = { [receipts.name]: followPayment }

const resources: readonly Resource[] = [...pgResources, ...commerceResources]

/** Carries out what has fallen due up to a moment, each at its own time and in the order of the times. */
export const executeDue = createTimeline(resources)

/** The name of every operation, as the SDK calls it, in the order of the route tables. */
export const sandboxOperations: readonly SandboxOperation[] = [...pgOperations, ...commerceOperations]

/** Those that take a token. */
export const tokenOperations: readonly string[] = pgOperations.filter((operation) => operation !== 'getAccessToken')
