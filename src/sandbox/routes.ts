import type { Access } from './authorization.js'
import {
  confirmAuthentication,
  getCertificate,
  requestAuthentication,
  resendAuthentication,
} from './handlers/authentication.js'
import {
  chargeBillingKey,
  destroyBillingKey,
  getBillingKey,
  getBillingKeyByReceipt,
  getSequentialBillingKey,
  issueBillingKey,
  publishTransferBillingKey,
  requestTransferBillingKey,
} from './handlers/billing.js'
import {
  cancelCashReceipt,
  cancelCashReceiptForPayment,
  issueCashReceipt,
  issueCashReceiptForPayment,
} from './handlers/cash-receipt.js'
import { startShipping } from './handlers/escrow.js'
import type { Handler } from './handlers/handler.js'
import { cancelPayment, confirmPayment, getReceipt, getReceiptsByOrder } from './handlers/payment.js'
import { cancelReservation, getReservation, reservePayment } from './handlers/reservation.js'
import { requestToken } from './handlers/token.js'
import { issueUserToken } from './handlers/user.js'
import { getWallets, payWithWallet } from './handlers/wallet.js'
import type { SandboxOperation } from './operations.js'

/** One operation: a path either has no hole or ends in one, written `{id}`. */
export type Route = {
  readonly operation: SandboxOperation
  readonly method: string
  readonly path: string
  readonly access: Access
  readonly handle: Handler
}

const route = (
  operation: SandboxOperation,
  method: string,
  path: string,
  handle: Handler,
  access: Access = 'any',
): Route => ({
  operation,
  method,
  path,
  access,
  handle,
})

/** The whole API, one line an operation. */
export const routes = (): readonly Route[] => [
  route('getAccessToken', 'POST', '/request/token', requestToken, 'open'),
  route('getReceipt', 'GET', '/receipt/{id}', getReceipt),
  route('getReceiptsByOrder', 'GET', '/lookup/order/{id}', getReceiptsByOrder),
  route('confirmPayment', 'POST', '/confirm', confirmPayment),
  route('cancelPayment', 'POST', '/cancel', cancelPayment),
  route('issueBillingKey', 'POST', '/request/subscribe', issueBillingKey),
  route('requestTransferBillingKey', 'POST', '/request/subscribe/automatic-transfer', requestTransferBillingKey),
  route(
    'publishTransferBillingKey',
    'POST',
    '/request/subscribe/automatic-transfer/publish',
    publishTransferBillingKey,
  ),
  route('chargeBillingKey', 'POST', '/subscribe/payment', chargeBillingKey),
  route('reservePayment', 'POST', '/subscribe/payment/reserve', reservePayment),
  route('getReservation', 'GET', '/subscribe/payment/reserve/{id}', getReservation),
  route('cancelReservation', 'DELETE', '/subscribe/payment/reserve/{id}', cancelReservation),
  route('destroyBillingKey', 'DELETE', '/subscribe/billing_key/{id}', destroyBillingKey),
  route('getBillingKeyByReceipt', 'GET', '/subscribe/billing_key/{id}', getBillingKeyByReceipt),
  route('getBillingKey', 'GET', '/billing_key/{id}', getBillingKey),
  route('getSequentialBillingKey', 'GET', '/subscribe/sequential_billing_key/{id}', getSequentialBillingKey),
  route('issueUserToken', 'POST', '/request/user/token', issueUserToken, 'token'),
  route('getCertificate', 'GET', '/certificate/{id}', getCertificate),
  route('requestAuthentication', 'POST', '/request/authentication', requestAuthentication),
  route('confirmAuthentication', 'POST', '/authenticate/confirm', confirmAuthentication),
  route('resendAuthentication', 'POST', '/authenticate/realarm', resendAuthentication),
  route('startShipping', 'PUT', '/escrow/shipping/start/{id}', startShipping),
  route('issueCashReceiptForPayment', 'POST', '/request/receipt/cash/publish', issueCashReceiptForPayment),
  route('cancelCashReceiptForPayment', 'DELETE', '/request/receipt/cash/cancel/{id}', cancelCashReceiptForPayment),
  route('issueCashReceipt', 'POST', '/request/cash/receipt', issueCashReceipt),
  route('cancelCashReceipt', 'DELETE', '/request/cash/receipt/{id}', cancelCashReceipt),
  route('getWallets', 'GET', '/wallet', getWallets, 'token'),
  route('payWithWallet', 'POST', '/wallet/payment', payWithWallet),
]

/** The route of a request and the id in its path. */
export type FoundRoute = { readonly route: Route; readonly id: string }

/** Finds the route of a request. */
export type FindRoute = (method: string, path: string) => FoundRoute | undefined

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Indexes routes by method and path, so that a request is found in two look-ups. */
export const indexRoutes = (table: readonly Route[]): FindRoute => {
  const index = new Map<string, Map<string, Route>>()
  for (const route of table) {
    const paths = index.get(route.method) ?? new Map<string, Route>()
    index.set(route.method, paths.set(route.path.replace('{id}', ''), route))
  }
  return (method, path) => {
    const paths = index.get(method)
    const cut = path.lastIndexOf('/') + 1
    const fixed = cut === path.length ? undefined : paths?.get(path)
    if (fixed !== undefined) return { route: fixed, id: '' }
    const holed = cut === path.length ? undefined : paths?.get(path.slice(0, cut))
    return holed === undefined ? undefined : { route: holed, id: decoded(path.slice(cut)) }
  }
}
