import { serve } from '@hono/node-server'
import { createContext } from 'bootpay-fp'

import { announce, openBootpay } from '../support/bootpay.js'
import { createShop } from './app.js'
import { createBooks } from './books.js'

let shop = ''
const { env, sandbox } = await openBootpay(() => `${shop}/webhook`)
const ctx = createContext({
  credentials: { client_key: env.BOOTPAY_CLIENT_KEY, secret_key: env.BOOTPAY_SECRET_KEY },
  ...(env.BOOTPAY_BASE_URL && { baseUrl: env.BOOTPAY_BASE_URL }),
})

const app = createShop(ctx, createBooks())
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 3000) }, ({ port }) => {
  shop = `http://127.0.0.1:${port}`
  announce(shop, sandbox)
})
