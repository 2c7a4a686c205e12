export { reconcileCommerce, type CommerceFound, type ReconcileCommerceOptions } from './reconcileCommerce.js'
export { repeatUntilKnown, type Repeated } from './repeatUntilKnown.js'
