import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import { undiciFetch } from 'bootpay-fp/undici'
import * as E from 'fp-ts/lib/Either.js'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { cert, key } from './support/certificate.js'
import { contextOf, listen, respond, using } from './support/serve.js'

const { receipt_id } = receipt
const { fetchOf } = using(undiciFetch)
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }

/** A proxy that joins two sockets, or refuses; notes where it was asked to go and with what right. */
const startProxy = async (answer = '200 Connection established') => {
  const asked: unknown[] = []
  const proxy = createServer((request, response) => {
    asked.push(['plain', request.url])
    response.writeHead(500).end()
  })
  proxy.on('connect', (request, socket: Socket, head) => {
    asked.push([request.url, request.headers['proxy-authorization']])
    if (!answer.startsWith('200')) return socket.end(`HTTP/1.1 ${answer}\r\ncontent-length: 0\r\n\r\n`)
    const { hostname, port } = new URL(`http://${request.url}`)
    const upstream = connect(Number(port), hostname, () => {
      socket.write(`HTTP/1.1 ${answer}\r\n\r\n`)
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  const { port, ...counts } = await listen(proxy)
  return { ...counts, asked, host: `127.0.0.1:${port}` }
}

test.each([
  [
    'https',
    (listener: Parameters<typeof createServer>[1]) => createSecureServer({ key, cert }, listener ?? respond({})),
  ],
  ['http', (listener: Parameters<typeof createServer>[1]) => createServer(listener)],
])('calls to %s go through tunnels, which are kept', async (protocol, create) => {
  const { port } = await listen(create(respond(receipt)))
  const { host, asked } = await startProxy()
  const fetch = fetchOf({ proxy: `http://shop:s%20ecret@${host}`, connect: { ca: cert } })
  const ctx = contextOf(`${protocol}://127.0.0.1:${port}`, fetch)
  for (let call = 0; call < 5; call++) expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
  expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
  expect(new Set(asked.map(String))).toEqual(new Set([`127.0.0.1:${port},Basic ${btoa('shop:s ecret')}`]))
  expect(asked.length).toBeLessThanOrEqual(2)
})

test('a proxy may be given as undici wants it', async () => {
  const { port } = await listen(createServer(respond(receipt)))
  const { host, asked } = await startProxy()
  const fetch = fetchOf({ proxy: { uri: `http://${host}`, token: 'Bearer t' } })
  expect(await getReceipt(contextOf(`http://127.0.0.1:${port}`, fetch), { receipt_id })()).toEqual(E.right(receipt))
  expect(asked).toEqual([[`127.0.0.1:${port}`, 'Bearer t']])
})

test('a certificate that nobody signed is not taken, with a proxy or without', async () => {
  const { port } = await listen(createSecureServer({ key, cert }, respond(receipt)))
  const { host } = await startProxy()
  for (const fetch of [fetchOf(), fetchOf({ proxy: `http://${host}` })])
    await expect(fetch(`https://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
})

test('a proxy that is not there means surely not sent', async () => {
  const { port } = await listen(createServer())
  const free = port === 65535 ? port - 1 : port + 1
  const fetch = fetchOf({ proxy: `http://127.0.0.1:${free}` })
  expect(await chargeBillingKey(contextOf('https://api.bootpay.co.kr', fetch), charge)()).toMatchObject(
    E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }),
  )
})

test('a proxy that refuses lets nothing through', async () => {
  const { host, asked } = await startProxy('407 Proxy Authentication Required')
  const fetch = fetchOf({ proxy: `http://${host}` })
  const result = await chargeBillingKey(contextOf('https://api.bootpay.co.kr', fetch), charge)()
  expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'awaiting' }))
  expect(asked).toHaveLength(1)
})
