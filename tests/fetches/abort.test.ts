import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { bodyOf, creates, listen, using } from './support/serve.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const reason = new Error('the test gave up')

const rejections: unknown[] = []
const note = (error: unknown) => rejections.push(error)
beforeEach(() => {
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await pause(10)
  process.off('unhandledRejection', note)
  expect(rejections.splice(0)).toEqual([])
})

describe.each(creates)('%s', (_, create) => {
  const { fetchOf, serve } = using(create)

  describe('abort', () => {
    test('before the call sends nothing', async () => {
      const { fetch, origin, accepted } = await serve((_, response) => response.end())
      await expect(fetch(origin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
      expect(accepted()).toBe(0)
    })

    test('while it connects rejects at once, and the request is not sent later', async () => {
      let sent = ''
      const { port } = await listen(
        createServer((socket) => {
          socket.on('data', (data) => (sent += data.toString()))
        }),
      )
      const controller = new AbortController()
      const fetch = fetchOf({ connectTimeout: 300 })
      // TLS to a server that says nothing: connected, and yet not.
      const call = fetch(`https://127.0.0.1:${port}`, { method: 'POST', body: 'x', signal: controller.signal })
      await pause(50)
      const start = Date.now()
      controller.abort(reason)
      await expect(call).rejects.toBe(reason)
      expect(Date.now() - start).toBeLessThan(100)
      await pause(350)
      expect(sent).not.toContain('POST')
    })

    test('while it waits for a free connection rejects at once, and the request is not sent later', async () => {
      const seen: (string | undefined)[] = []
      const { fetch, origin } = await serve(
        (request, response) => {
          seen.push(request.url)
          setTimeout(() => response.end('{}'), 100)
        },
        { connections: 1 },
      )
      const controller = new AbortController()
      const first = fetch(`${origin}/first`)
      const second = fetch(`${origin}/second`, { signal: controller.signal })
      controller.abort(reason)
      await expect(second).rejects.toBe(reason)
      expect(await (await first).text()).toBe('{}')
      expect(await (await fetch(`${origin}/third`)).text()).toBe('{}')
      expect(seen).toEqual(['/first', '/third'])
    })

    test('while it waits for the answer closes the connection', async () => {
      let arrive: (closed: { readonly closed: Promise<unknown> }) => void
      const arrived = new Promise<{ readonly closed: Promise<unknown> }>((resolve) => (arrive = resolve))
      const { fetch, origin } = await serve((request) => {
        const closed = once(request.socket, 'close')
        void bodyOf(request).then(() => {
          arrive({ closed })
        })
      })
      const controller = new AbortController()
      const call = fetch(origin, { method: 'POST', body: new Blob(['x']), signal: controller.signal })
      const { closed } = await arrived
      controller.abort(reason)
      await expect(call).rejects.toBe(reason)
      await closed
    })

    test('in the body fails what reads it, and hurts nobody who does not', async () => {
      const { fetch, origin, sockets } = await serve((_, response) => {
        response.writeHead(200, { 'content-length': 9 }).write('{')
      })
      const controller = new AbortController()
      const [read, unread] = await Promise.all([
        fetch(origin, { signal: controller.signal }),
        fetch(origin, { signal: controller.signal }),
      ])
      expect(unread.status).toBe(200)
      const text = read.text()
      controller.abort(reason)
      await expect(text).rejects.toBe(reason)
      await pause(50)
      expect(sockets.size).toBe(0)
    })

    test('after the answer changes nothing, and no listener stays', async () => {
      const { fetch, origin } = await serve((_, response) => response.end('{}'))
      const controller = new AbortController()
      let listeners = 0
      const { signal } = controller
      const add = signal.addEventListener.bind(signal)
      const remove = signal.removeEventListener.bind(signal)
      signal.addEventListener = (...rest: Parameters<typeof add>) => (listeners++, add(...rest))
      signal.removeEventListener = (...rest: Parameters<typeof remove>) => (listeners--, remove(...rest))
      const response = await fetch(origin, { signal })
      expect(await response.text()).toBe('{}')
      expect(listeners).toBe(0)
      controller.abort(reason)
      expect(await response.text()).toBe('{}')
    })
  })
})
