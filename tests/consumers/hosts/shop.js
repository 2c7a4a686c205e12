/** What a shop answers with to a payment, for hosts that are no servers. Its Bootpay is the sandbox on loopback. */
export const shop = `
import { confirmAndVerify, createContext } from 'bootpay-fp'

const ctx = createContext({
  credentials: { client_key: process.env.BOOTPAY_CLIENT_KEY, secret_key: process.env.BOOTPAY_SECRET_KEY },
  baseUrl: process.env.BOOTPAY_BASE_URL,
})

export const confirm = async (receipt_id = '') => {
  const result = await confirmAndVerify(ctx, { receipt_id, order_id: 'order-1024', price: 39_000 })()
  return result._tag === 'Right' ? result.right._tag : result.left._tag
}
`

/** A test of such a shop, for Jest; \`ending\` is what a relative import has behind it. */
export const test = (/** @type {string} */ ending = '') => `
import { confirm } from './shop${ending}'

test('takes the money of the order, and no other', async () => {
  expect(await confirm(process.env.RECEIPT)).toBe('Paid')
  expect(await confirm(process.env.CHEAP)).toBe('Mismatch')
})
`

/** The same as a program, which throws where it is wrong. */
export const program = (/** @type {string} */ ending = '') => `
import { confirm } from './shop${ending}'

const run = async () => {
  const told = [await confirm(process.env.RECEIPT), await confirm(process.env.CHEAP)].join()
  if (told !== 'Paid,Mismatch') throw new Error(told)
}
void run()
`
