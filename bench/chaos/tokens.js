import { createContext, getReceipt, createTokenState } from 'bootpay-fp'

const receipt = { receipt_id: 'r', order_id: 'o', price: 1, cancelled_price: 0, status: 1 }
const later = () => new Promise((resolve) => setTimeout(resolve, 1))

/**
 * Many callers on a cold Context, and many whose token is rejected at once.
 * @param {{ callers: number, rejections: number }} options
 */
export const countTokenRequests = async ({ callers, rejections }) => {
  /** @param {(count: number) => Response} api @param {number} calls */
  const run = async (api, calls) => {
    const asked = { tokens: 0, calls: 0 }
    const ctx = createContext({
      credentials: { application_id: 'app_test', private_key: 'pk_test' },
      tokens: createTokenState(),
      fetch: async (url) => {
        if (!url.endsWith('/request/token')) {
          asked.calls += 1
          const number = asked.calls
          await later()
          return api(number)
        }
        asked.tokens += 1
        const access_token = `token-${asked.tokens}`
        await later()
        return Response.json({ access_token, expire_in: 1800 })
      },
    })
    await Promise.all(Array.from({ length: calls }, () => getReceipt(ctx, { receipt_id: 'r' })()))
    return asked.tokens
  }
  return {
    callers,
    'token requests for them': await run(() => Response.json(receipt), callers),
    rejections,
    'token requests after them':
      (await run(
        (number) =>
          number <= rejections
            ? Response.json({ error_code: 'TOKEN_EXPIRED' }, { status: 401 })
            : Response.json(receipt),
        rejections,
      )) - 1,
  }
}
