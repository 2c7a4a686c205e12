import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { billingKeys } from './collection.js'
import {
  chargeBillingKey,
  destroyBillingKey,
  getBillingKey,
  getBillingKeyByReceipt,
  getSequentialBillingKey,
  issueBillingKey,
  publishTransferBillingKey,
  requestTransferBillingKey,
} from './handlers.js'

const subscribe = '/request/subscribe'
const transfer = `${subscribe}/automatic-transfer`

/** Billing keys and their charges. */
export const billingKey: Resource<
  | 'issueBillingKey'
  | 'requestTransferBillingKey'
  | 'publishTransferBillingKey'
  | 'chargeBillingKey'
  | 'destroyBillingKey'
  | 'getBillingKeyByReceipt'
  | 'getBillingKey'
  | 'getSequentialBillingKey',
  typeof billingKeys
> = {
  collections: [billingKeys],
  routes: [
    route('issueBillingKey', `POST ${subscribe}`, anyKey, issueBillingKey),
    route('requestTransferBillingKey', `POST ${transfer}`, anyKey, requestTransferBillingKey),
    route('publishTransferBillingKey', `POST ${transfer}/publish`, anyKey, publishTransferBillingKey),
    route('chargeBillingKey', 'POST /subscribe/payment', anyKey, chargeBillingKey),
    route('destroyBillingKey', 'DELETE /subscribe/billing_key/{billing_key}', anyKey, destroyBillingKey),
    route('getBillingKeyByReceipt', 'GET /subscribe/billing_key/{receipt_id}', anyKey, getBillingKeyByReceipt),
    route('getBillingKey', 'GET /billing_key/{billing_key}', anyKey, getBillingKey),
    route(
      'getSequentialBillingKey',
      'GET /subscribe/sequential_billing_key/{billing_key}',
      anyKey,
      getSequentialBillingKey,
    ),
  ],
}
