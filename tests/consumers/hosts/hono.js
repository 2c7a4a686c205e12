const server = `
import { serve } from '@hono/node-server'
import { confirmAndVerify, createContext, handleWebhook } from 'bootpay-fp'
import { Hono } from 'hono'

const ctx = createContext({
  credentials: { client_key: process.env.BOOTPAY_CLIENT_KEY, secret_key: process.env.BOOTPAY_SECRET_KEY },
  baseUrl: process.env.BOOTPAY_BASE_URL,
})

const app = new Hono()
app.post('/webhook', (c) => handleWebhook(ctx, c.req.raw, { on: { PAYMENT_COMPLETED: () => undefined } }))
app.post('/payments/confirm', async (c) => {
  const { receipt_id, order_id } = await c.req.json()
  const result = await confirmAndVerify(ctx, { receipt_id, order_id, price: 39_000 })()
  return result._tag === 'Right' ? c.json({ state: 'paid' }) : c.json({ state: 'not paid' }, 402)
})

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT) })
process.once('SIGTERM', () => server.close())
`

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Hono 4',
    folder: 'tools',
    files: { 'package.json': JSON.stringify({ private: true, type: 'module' }), 'server.js': server },
    steps: [],
    serves: ['./server.js'],
  },
]
