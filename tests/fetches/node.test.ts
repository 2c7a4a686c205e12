import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import { nodeFetch } from 'bootpay-fp/node'
import * as E from 'fp-ts/lib/Either.js'
import { execFile, execFileSync } from 'node:child_process'
import { createServer as createSecureServer } from 'node:https'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { server as msw } from '../support/server.js'
import { cert, key } from './support/certificate.js'
import { bodyOf, contextOf, listen, respond, using } from './support/serve.js'

const { fetchOf, serve } = using(nodeFetch)
const { receipt_id } = receipt
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }
const json = JSON.stringify(receipt)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Stops this process as a frozen one is: no timer runs meanwhile. */
const freeze = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

describe('an unused connection', () => {
  test('is used again within keepAliveTimeout, and closed after it', async () => {
    const { ctx, sockets, accepted } = await serve(respond(receipt), { keepAliveTimeout: 100 })
    for (let call = 0; call < 3; call++) expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    expect(accepted()).toBe(1)
    await pause(200)
    expect(sockets.size).toBe(0)
    expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
    expect(accepted()).toBe(2)
  })

  test.each(['reads', 'charges'])('is not used after it by a process that was frozen (%s)', async (kind) => {
    const { ctx, accepted } = await serve(respond(receipt), { keepAliveTimeout: 100 })
    await getReceipt(ctx, { receipt_id })()
    await pause(10)
    freeze(150)
    const call = kind === 'reads' ? getReceipt(ctx, { receipt_id }) : chargeBillingKey(ctx, charge)
    expect(await call()).toEqual(E.right(receipt))
    expect(accepted()).toBe(2)
  })

  test('that the server has closed while the process was busy carries no charge', async () => {
    const { ctx, sockets, accepted } = await serve(respond(receipt))
    for (let call = 1; call <= 20; call++) {
      expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
      expect(accepted()).toBe(call)
      await pause(2)
      // In the same turn, so that Node has not heard of it yet.
      for (const socket of sockets) socket.end()
    }
  })

  test.each([
    ['timeout=1', 2],
    ['timeout=1, max=100', 2],
    ['timeout=60', 1],
    ['max=100', 1],
    ['timeout=x', 1],
  ])('is kept a second less than the server names (%s)', async (hint, connections) => {
    const { fetch, origin, accepted } = await serve((_, response) => response.setHeader('keep-alive', hint).end('{}'))
    for (let call = 0; call < 2; call++) {
      await (await fetch(origin)).text()
      await pause(5)
    }
    expect(accepted()).toBe(connections)
  })

  test('is told from others that are still good', async () => {
    const { fetch, origin, sockets, accepted } = await serve((request, response) => {
      response.setHeader('keep-alive', request.url === '/long' ? 'timeout=60' : 'timeout=2')
      setTimeout(() => response.end('{}'), request.url === '/long' ? 10 : 40)
    })
    const text = async (path: string) => (await fetch(origin + path)).text()
    // The one for longer is unused first, so the other one would be taken before it.
    await Promise.all([text('/long'), text('/short')])
    await pause(10)
    freeze(1_050)
    expect(await text('/long')).toBe('{}')
    expect(accepted()).toBe(2)
    await pause(20)
    expect(sockets.size).toBe(1)
  })

  test('on which the server speaks unasked is given up: what it says answers no later request', async () => {
    const { ctx, sockets, accepted } = await serve(respond(receipt))
    expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    for (const socket of sockets) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    await pause(20)
    expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
    expect(accepted()).toBe(2)
  })
})

describe('TLS', () => {
  const secure = async () => {
    const { port, ...counts } = await listen(createSecureServer({ key, cert }, respond(receipt)))
    return { ...counts, origin: `https://127.0.0.1:${port}` }
  }

  test('with an authority of its own reaches the server, on a connection that is kept', async () => {
    const { origin, accepted } = await secure()
    const ctx = contextOf(origin, fetchOf({ connect: { ca: cert } }))
    for (let call = 0; call < 3; call++) expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
    expect(accepted()).toBe(1)
  })

  test('with a certificate that nobody signed is refused, and not claimed to be unsent', async () => {
    const { origin } = await secure()
    await expect(fetchOf()(origin)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(await chargeBillingKey(contextOf(origin, fetchOf()), charge)()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', phase: 'awaiting' }),
    )
  })

  test.each([
    ['connectTimeout', { connectTimeout: 100 }],
    ['connect.timeout', { connect: { timeout: 100 } }],
  ])('that does not come about within %s is surely not sent, and never sent later', async (_, options) => {
    let seen = ''
    const { port } = await listen(createServer((socket) => socket.on('data', (data) => (seen += data.toString()))))
    expect(await chargeBillingKey(contextOf(`https://127.0.0.1:${port}`, fetchOf(options)), charge)()).toMatchObject(
      E.left({ _tag: 'NetworkError', code: 'UND_ERR_CONNECT_TIMEOUT' }),
    )
    await pause(50)
    expect(seen).not.toContain('POST')
  })

  test('that is up says nothing about how long an answer may take', async () => {
    const { port, accepted } = await listen(
      createSecureServer({ key, cert }, (request, response) => setTimeout(respond(receipt), 300, request, response)),
    )
    const fetch = fetchOf({ connectTimeout: 100, keepAliveTimeout: 100, connect: { ca: cert } })
    const ctx = contextOf(`https://127.0.0.1:${port}`, fetch)
    for (let call = 0; call < 2; call++) expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
    expect(accepted()).toBe(1)
  })
})

describe('a name with several addresses', () => {
  const reach = (...addresses: string[]) =>
    fetchOf({
      connect: {
        lookup: (_name, _options, found) => {
          found(
            null,
            addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          )
        },
      },
    })

  test('is reached by the one that answers', async () => {
    const { port } = await listen(createSecureServer({ key, cert }, respond(receipt)))
    const fetch = fetchOf({ connect: { ca: cert } })
    expect(await chargeBillingKey(contextOf(`https://localhost:${port}`, fetch), charge)()).toEqual(E.right(receipt))
  })

  test('of which none answers is surely not sent, however each of them fails', async () => {
    const { port } = await listen(createServer())
    const free = port === 65535 ? port - 1 : port + 1
    // 2001:db8:: is for documentation: without a route it fails at once, with one it times out.
    for (const addresses of [
      ['127.0.0.1', '127.0.0.2'],
      ['2001:db8::1', '127.0.0.1'],
    ])
      expect(
        await chargeBillingKey(contextOf(`https://bootpay.test:${free}`, reach(...addresses)), charge)(),
      ).toMatchObject(
        E.left({
          _tag: 'NetworkError',
          code: expect.stringMatching(/^(ECONNREFUSED|E(HOST|NET)UNREACH|UND_ERR_CONNECT_TIMEOUT)$/) as string,
        }),
      )
  })
})

describe('a compressed answer', () => {
  const answering = (encoding: string, bytes: Buffer) =>
    serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(200, { 'content-encoding': encoding }).end(bytes))
    })

  test.each([
    ['br', brotliCompressSync(json)],
    ['BR', brotliCompressSync(json)],
    ['x-gzip', gzipSync(json)],
    ['deflate', deflateRawSync(json)],
    ['identity', Buffer.from(json)],
    ['gzip, br', brotliCompressSync(gzipSync(json))],
  ])('is read (%s)', async (encoding, bytes) => {
    const { ctx } = await answering(encoding, bytes)
    expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
  })

  test('without a body is empty', async () => {
    const { fetch, origin } = await answering('gzip', Buffer.alloc(0))
    expect(await (await fetch(origin)).text()).toBe('')
  })

  test.each([
    ['unpacks to more than a mebibyte', 'br', brotliCompressSync(Buffer.alloc(2 << 20, '0'))],
    [
      'unpacks to more than a mebibyte on its way',
      'br, gzip',
      gzipSync(brotliCompressSync(Buffer.alloc(2 << 20, 'a'))),
    ],
    ['is cut', 'br', brotliCompressSync(json).subarray(0, 60)],
    ['is said to be what every object has', 'constructor', Buffer.from(json)],
  ])('that %s leaves a charge unknown', async (_, encoding, bytes) => {
    const { ctx } = await answering(encoding, bytes)
    expect(await chargeBillingKey(ctx, charge)()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading', status: 200 }),
    )
  })
})

describe('an answer that comes before the body has gone out', () => {
  const body = 'x'.repeat(5_000_000)

  test('is an answer, and the connection is not used again', async () => {
    const { fetch, origin, accepted } = await serve((_, response) => response.writeHead(413).end('{"too":"large"}'))
    const response = await fetch(origin, { method: 'POST', body })
    expect([response.status, await response.text()]).toEqual([413, '{"too":"large"}'])
    expect((await fetch(origin)).status).toBe(413)
    expect(accepted()).toBe(2)
  })

  test('or not at all where the server drops the connection, and then rejects', async () => {
    const { fetch, origin } = await serve((request) => request.socket.destroy())
    await expect(fetch(origin, { method: 'POST', body })).rejects.toThrow()
  })
})

test('a DELETE with a body has its length', async () => {
  let seen: unknown
  const { fetch, origin } = await serve((request, response) => {
    void bodyOf(request).then((bytes) => {
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
      seen = [request.method, length, encoding, bytes.toString()]
      response.end()
    })
  })
  await fetch(origin, { method: 'DELETE', body: '{"결":1}' })
  expect(seen).toEqual(['DELETE', '9', undefined, '{"결":1}'])
})

test('nothing asks to continue, for a compressed answer, or says who is there', async () => {
  let seen: string[] = []
  const { ctx } = await serve((request, response) => {
    seen = Object.keys(request.headers).sort()
    respond(receipt)(request, response)
  })
  await chargeBillingKey(ctx, charge)()
  expect(seen).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(expect|accept-encoding|cookie|user-agent)$/)]),
  )
})

test('close waits for a write that has been asked for, in whatever stage it is', async () => {
  let sent = 0
  const { ctx, fetch } = await serve((request, response) => {
    sent += 1
    respond(receipt)(request, response)
  })
  const call = chargeBillingKey(ctx, charge)()
  await Promise.resolve()
  await Promise.resolve()
  await fetch.close()
  const result = await call
  expect(result).toMatchObject(sent ? E.right(receipt) : E.left({ _tag: 'NetworkError' }))
})

test('a call given up while it waits for a connection does not keep close waiting', async () => {
  const { fetch, origin } = await serve(() => undefined, { connections: 1 })
  const controllers = [new AbortController(), new AbortController()]
  const calls = controllers.map(({ signal }) => fetch(origin, { signal }).catch(() => 'given up'))
  await pause(20)
  for (const controller of controllers) controller.abort()
  expect(await Promise.all(calls)).toEqual(['given up', 'given up'])
  await fetch.close()
})

test('a test server that replaces the requests of node:http is seen', async () => {
  const { http, HttpResponse } = await import('msw')
  msw.listen({ onUnhandledRequest: 'error' })
  msw.use(http.get('https://api.bootpay.co.kr/v2/receipt/:id', () => HttpResponse.json(receipt)))
  const ctx = contextOf('https://api.bootpay.co.kr', fetchOf())
  for (let call = 0; call < 3; call++) expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
  msw.close()
})

describe('in a process of its own', () => {
  /** Runs a program against the built package; what it prints is JSON. */
  const run = (kind: 'module' | 'commonjs', program: string): unknown =>
    JSON.parse(execFileSync(process.execPath, [`--input-type=${kind}`, '-e', program], { encoding: 'utf8' }))

  test.each(['http', 'https', 'net', 'tls', '*'])('NODE_DEBUG=%s shows no secret and no body', async (names) => {
    const { origin } = await serve(respond({}))
    const program = `
      import { nodeFetch } from 'bootpay-fp/node'
      const headers = { authorization: 'Basic c2VjcmV0' }
      await (await nodeFetch()('${origin}', { method: 'POST', headers, body: '4111111111111111' })).text()
      console.log('done')
    `
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, NODE_DEBUG: names },
      maxBuffer: 1 << 26,
    })
    // What is evaluated is the program itself, so only what comes after it counts.
    const shown = (stdout + stderr).replaceAll(program, '').replaceAll(JSON.stringify(program).slice(1, -1), '')
    expect(shown).toContain('done')
    expect(shown).not.toMatch(/c2VjcmV0|4111111111111111/)
  })

  test('a header that cannot be sent is refused, and leaves nothing behind', async () => {
    const { fetch, origin, sockets } = await serve(respond({}))
    await expect(fetch(origin, { headers: { 'x-a': 'a\r\nb: c' } })).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' })
    await fetch.close()
    await pause(20)
    expect(sockets.size).toBe(0)
  })

  test.each(['module', 'commonjs'] as const)('one look-up (%s) loads neither undici nor TLS nor zlib', (kind) => {
    const load = (name: string) =>
      kind === 'module' ? `await import('bootpay-fp/${name}')` : `require('bootpay-fp/${name}')`
    const program = `
      const look = async () => {
        const { createServer } = process.getBuiltinModule('node:http')
        const server = createServer((_, response) => response.end(${JSON.stringify(json)}))
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
        const { createContext } = ${load('core')}
        const { getReceipt } = ${load('payment')}
        const { nodeFetch } = ${load('node')}
        const baseUrl = \`http://127.0.0.1:\${server.address().port}/v2\`
        const fetch = nodeFetch()
        const ctx = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' }, baseUrl, fetch })
        const result = await getReceipt(ctx, { receipt_id: '${receipt_id}' })()
        await fetch.close()
        server.close()
        const loaded = process.moduleLoadList.filter((name) => /undici|tls$|zlib$|webstreams|blob$/.test(name))
        process.getBuiltinModule('node:fs').writeSync(1, JSON.stringify([result, loaded]))
      }
      look()
    `
    const [result, loaded] = run(kind, program) as [unknown, string[]]
    expect(result).toEqual(E.right(receipt))
    // Node itself has some of these from the start.
    const before = run(kind, `process.getBuiltinModule('node:fs').writeSync(1, JSON.stringify(process.moduleLoadList))`)
    expect(loaded.filter((name) => !(before as string[]).includes(name))).toEqual([])
  })
})
