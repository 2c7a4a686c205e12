import { createContext, getReceipt, createTokenState } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import pc from 'picocolors'

import { explain, money } from './print.js'

/**
 * Looks one receipt up at Bootpay with the keys of the environment; read-only.
 * @param {string} receipt_id
 * @returns {Promise<number>} the exit code
 */
export const readReceipt = async (receipt_id) => {
  const { env } = process
  const ctx = createContext({
    tokens: createTokenState(),
    credentials: {
      client_key: env['BOOTPAY_CLIENT_KEY'],
      secret_key: env['BOOTPAY_SECRET_KEY'],
      application_id: env['BOOTPAY_APPLICATION_ID'],
      private_key: env['BOOTPAY_PRIVATE_KEY'],
    },
    ...(env['BOOTPAY_BASE_URL'] !== undefined && { baseUrl: env['BOOTPAY_BASE_URL'] }),
  })
  const result = await getReceipt(ctx, { receipt_id })()
  if (E.isLeft(result)) {
    console.error(explain(result.left))
    return 1
  }
  const { order_id, order_name, price, cancelled_price, status, status_locale, currency, method, purchased_at } =
    result.right
  const rows = {
    order: `${order_id}  ${order_name ?? ''}`,
    amount: money(price, currency),
    cancelled: money(cancelled_price, currency),
    status: `${status}  ${status_locale ?? ''}`,
    method: method ?? '-',
    paid: purchased_at ?? 'not yet',
  }
  console.log(pc.bold(receipt_id))
  for (const [name, value] of Object.entries(rows)) console.log(`  ${pc.dim(name.padEnd(9))} ${value}`)
  return 0
}
