import { handleWebhook, type Context, type WebhookHandlers } from 'bootpay-fp'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

/** A Context whose Bootpay gives these answers by the beginning of the path, and a list of what was asked. */
export const answering = (answers: Readonly<Record<string, unknown>>) => {
  const asked: string[] = []
  const ctx: Context = testContext({
    fetch: (url) => {
      const path = url.replace(/^.*\/v2/, '')
      asked.push(path)
      const [, answer] = Object.entries(answers).find(([prefix]) => path.startsWith(prefix)) ?? []
      const missing = { error_code: 'RC_NOT_FOUND', message: '없음' }
      return Promise.resolve(answer === undefined ? Response.json(missing, { status: 404 }) : Response.json(answer))
    },
  })
  return { ctx, asked }
}

/** A Context in which a payment stands like this. */
export const standingAt = (standing: object) => answering({ '/receipt/': { ...receipt, ...standing } }).ctx

/** Posts a webhook as JSON; gives status and body of the answer. */
export const post = async (
  ctx: Context,
  body: unknown,
  handlers: WebhookHandlers,
): Promise<readonly [number, string]> => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await handleWebhook(ctx, new Request('https://shop.example/webhook', init), handlers)
  return [response.status, await response.text()]
}

export const RECEIVED = [200, '{"success":true}'] as const
export const REFUSED = [400, '{"success":false}'] as const
