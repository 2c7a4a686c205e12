import type { AnyCell } from '../engine/cell.js'
import type { AnyCollection } from '../engine/collection.js'
import type { Resource } from '../engine/resource.js'
import type { Api } from '../engine/router.js'
import { cancel } from './cancel/routes.js'
import { category } from './category/routes.js'
import { invoice } from './invoice/routes.js'
import { key } from './key/resource.js'
import { keyMemory } from './key/memory.js'
import { order } from './order/routes.js'
import { product } from './product/routes.js'
import { quote } from './quote/routes.js'
import { user } from './user/routes.js'

/** Everything that the Commerce API is about. A new kind of thing is a folder, and a line here. */
const resources = [key, product, category, user, invoice, order, cancel, quote] as const satisfies readonly Resource[]

type Resources = typeof resources

/** The name of an operation of the Commerce API. */
export type CommerceOperation = Resources[number]['routes'][number]['operation']

/** What is stored and shown. */
export type CommerceCollection = NonNullable<Resources[number]['collections']>[number]

/** The same, whatever they are called. */
export const commerceResources: readonly Resource[] = resources

/** What is stored and shown, in the order of the resources. */
export const commerceCollections: readonly AnyCollection[] = commerceResources.flatMap(
  ({ collections = [] }) => collections,
)

/** What is stored and in exports alone. */
export const commerceHidden: readonly AnyCollection[] = commerceResources.flatMap(({ hidden = [] }) => hidden)

/** Values that are stored besides. */
export const commerceCells: readonly AnyCell[] = commerceResources.flatMap(({ cells = [] }) => cells)

/** The API: on any host, since the path tells it from the PG API. */
export const commerceApi: Api = {
  root: '/v1',
  routes: commerceResources.flatMap(({ routes }) => routes),
  memory: keyMemory,
}

/** The name of every operation, as the SDK calls it, in the order of the route table. */
export const commerceOperations: readonly CommerceOperation[] = resources.flatMap(({ routes }) =>
  routes.flatMap((each): readonly CommerceOperation[] => each.shared?.operations ?? [each.operation]),
)
