import type { Api } from '../core/api.js'
import { textOfCode } from '../core/classify.js'
import { VERSION } from '../version.js'

/** Ids by which an answer says what it is about. */
const IDS = ['receipt_id', 'order_id', 'reserve_id', 'billing_key', 'subscription_id']

/** Bootpay's payment API, `https://api.bootpay.co.kr/v2`. */
export const pg: Api = {
  name: 'pg',
  baseUrl: ({ baseUrl }) => baseUrl ?? 'https://api.bootpay.co.kr/v2',
  address: 'baseUrl',
  headers: () => ({ 'bootpay-sdk-version': VERSION, 'bootpay-api-version': '5.0.0', 'bootpay-sdk-type': '301' }),
  ids: [
    'receipt_id',
    'order_id',
    'cancel_price',
    'cancel_id',
    'price',
    'reserve_id',
    'reserve_execute_at',
    'subscription_id',
    'authentication_id',
  ],
  open: [
    'pg',
    'method',
    'order_name',
    'name',
    'bank_name',
    'bank_code',
    'cash_receipt_type',
    'auth_type',
    'authenticate_type',
    'carrier',
    'phone_carrier',
    'delivery_corp',
    'currency',
    'content_type',
    'card_quota',
    'card_interest',
    'area',
    'wallet',
  ],
  readError: (json) => {
    const { error_code, message, pg_error_code, status } = Object(json) as Readonly<Record<string, unknown>>
    return { code: error_code, message, pg_error_code, hasState: status !== undefined }
  },
  // Over a connection that is out of step an answer may be to another request. Where a request names nothing that may be told,
  // the end of its path is a billing key.
  otherId: ({ path, body, about }, json) => {
    const secret = Object.keys(about).length === 0 && { billing_key: path.slice(path.lastIndexOf('/') + 1) }
    // A key's receipt has its subscription_id for an order id.
    const asked: Record<string, unknown> = { ...secret, order_id: about['subscription_id'], ...body, ...about }
    const told: Readonly<Record<string, unknown>> = Object(json)
    return IDS.find((name) => asked[name] && told[name] && textOfCode(told[name]) !== String(asked[name]))
  },
}
