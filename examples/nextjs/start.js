// Stands in for `next dev`: a server for both routes, without Next.js.
import { serve } from 'srvx'

import { announce, openBootpay } from '../support/bootpay.js'
import { bundleAndImport } from '../support/bundle.js'

let shop = ''
const { env, sandbox } = await openBootpay(() => `${shop}/api/webhook`)
Object.assign(process.env, env)

const { confirm, webhook } = await bundleAndImport(
  'nextjs',
  `export * as confirm from './app/api/confirm/route'
   export * as webhook from './app/api/webhook/route'`,
)
/** @type {Record<string, (request: Request) => Promise<Response>>} */
const routes = { 'POST /api/confirm': confirm.POST, 'POST /api/webhook': webhook.POST }

const server = serve({
  hostname: '127.0.0.1',
  port: Number(process.env['PORT'] ?? 3000),
  silent: true,
  gracefulShutdown: false,
  fetch: (request) =>
    routes[`${request.method} ${new URL(request.url).pathname}`]?.(request) ?? new Response('', { status: 404 }),
})
await server.ready()
shop = (server.url ?? '').replace(/\/$/, '')
announce(shop, sandbox, '/api/confirm')
