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

/** One operation: a path either has no hole or ends in one, written `{id}`. */
export type Route = {
  readonly method: string
  readonly path: string
  readonly access: Access
  readonly handle: Handler
}

const route = (method: string, path: string, handle: Handler, access: Access = 'any'): Route => ({
  method,
  path,
  access,
  handle,
})

/** The whole API, one line an operation. */
export const routes = (): readonly Route[] => [
  route('POST', '/request/token', requestToken, 'open'),
  route('GET', '/receipt/{id}', getReceipt),
  route('GET', '/lookup/order/{id}', getReceiptsByOrder),
  route('POST', '/confirm', confirmPayment),
  route('POST', '/cancel', cancelPayment),
  route('POST', '/request/subscribe', issueBillingKey),
  route('POST', '/request/subscribe/automatic-transfer', requestTransferBillingKey),
  route('POST', '/request/subscribe/automatic-transfer/publish', publishTransferBillingKey),
  route('POST', '/subscribe/payment', chargeBillingKey),
  route('POST', '/subscribe/payment/reserve', reservePayment),
  route('GET', '/subscribe/payment/reserve/{id}', getReservation),
  route('DELETE', '/subscribe/payment/reserve/{id}', cancelReservation),
  route('DELETE', '/subscribe/billing_key/{id}', destroyBillingKey),
  route('GET', '/subscribe/billing_key/{id}', getBillingKeyByReceipt),
  route('GET', '/billing_key/{id}', getBillingKey),
  route('GET', '/subscribe/sequential_billing_key/{id}', getSequentialBillingKey),
  route('POST', '/request/user/token', issueUserToken, 'token'),
  route('GET', '/certificate/{id}', getCertificate),
  route('POST', '/request/authentication', requestAuthentication),
  route('POST', '/authenticate/confirm', confirmAuthentication),
  route('POST', '/authenticate/realarm', resendAuthentication),
  route('PUT', '/escrow/shipping/start/{id}', startShipping),
  route('POST', '/request/receipt/cash/publish', issueCashReceiptForPayment),
  route('DELETE', '/request/receipt/cash/cancel/{id}', cancelCashReceiptForPayment),
  route('POST', '/request/cash/receipt', issueCashReceipt),
  route('DELETE', '/request/cash/receipt/{id}', cancelCashReceipt),
  route('GET', '/wallet', getWallets, 'token'),
  route('POST', '/wallet/payment', payWithWallet),
]

/** Finds the route of a request and the id in its path. */
export type FindRoute = (method: string, path: string) => { readonly route: Route; readonly id: string } | undefined

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
