import {
  cancelCashReceiptRequest,
  cancelReservationRequest,
  createContext,
  destroyBillingKeyRequest,
  getBillingKeyRequest,
  getCertificateRequest,
  getReceiptRequest,
  getReceiptsByOrderRequest,
  send,
  startShippingRequest,
} from 'bootpay-fp'
import fc from 'fast-check'

/** @type {[prefix: string, build: (id: string) => import('bootpay-fp').Built<unknown>][]} */
const builders = [
  ['/v2/receipt/', (receipt_id) => getReceiptRequest({ receipt_id })],
  ['/v2/lookup/order/', (order_id) => getReceiptsByOrderRequest({ order_id })],
  ['/v2/certificate/', (receipt_id) => getCertificateRequest({ receipt_id })],
  ['/v2/billing_key/', (billing_key) => getBillingKeyRequest({ billing_key })],
  ['/v2/subscribe/billing_key/', (billing_key) => destroyBillingKeyRequest({ billing_key })],
  ['/v2/subscribe/payment/reserve/', (reserve_id) => cancelReservationRequest({ reserve_id })],
  ['/v2/request/cash/receipt/', (receipt_id) => cancelCashReceiptRequest({ receipt_id })],
  [
    '/v2/escrow/shipping/start/',
    (receipt_id) => startShippingRequest({ receipt_id, tracking_number: '1', delivery_corp: 'n' }),
  ],
]

const ids = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('..', '.', '/', '\\', '%2e', '%2F', '?', '#', '@', ':', 'a', '\n', '\u2024', '가'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
  fc.webUrl(),
)

/**
 * Sends ids of every kind and looks where the request arrives.
 * @param {{ runs: number, seed: number }} options
 */
export const fuzzPaths = async ({ runs, seed }) => {
  const figures = { ids: 0, refused: 0, 'that reached another path or host': 0 }
  let arrived = ''
  const ctx = createContext({
    credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    fetch: (url) => {
      arrived = url
      return Promise.resolve(new Response('{}', { status: 404 }))
    },
  })
  await fc.assert(
    fc.asyncProperty(ids, fc.nat(builders.length - 1), async (id, index) => {
      const [prefix, build] = /** @type {(typeof builders)[number]} */ (builders[index])
      figures.ids += 1
      const built = build(id)
      if (built._tag === 'Left') {
        figures.refused += 1
        return
      }
      arrived = ''
      await send(ctx, built.right)()
      const { origin, pathname, search, hash } = new URL(arrived)
      const segment = pathname.slice(prefix.length)
      const right =
        origin === 'https://api.bootpay.co.kr' &&
        pathname.startsWith(prefix) &&
        !segment.includes('/') &&
        decodeURIComponent(segment) === id
      if (!right || search || hash) figures['that reached another path or host'] += 1
    }),
    { numRuns: runs, seed },
  )
  return figures
}
