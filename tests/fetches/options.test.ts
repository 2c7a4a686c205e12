import { confirmPayment, createContext, getReceipt } from 'bootpay-fp'
import { nodeFetch } from 'bootpay-fp/node'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test, vi } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { creates, using } from './support/serve.js'

const { receipt_id } = receipt
const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
const fail = (): never => {
  throw new Error('no')
}

/** What each refuses. */
const refused: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  undiciFetch: {
    'an address of a proxy that is none': { proxy: 'proxy' },
    'an empty address of a proxy': { proxy: '' },
    'a proxy that is nothing of the kind': { proxy: 7 },
    'what is no boolean': { allowH2: 'yes' },
  },
  nodeFetch: {
    'a key that is none': { connect: { key: 'key' } },
    'a certificate that is nothing of the kind': { connect: { ca: 7 } },
    'a version of TLS that nobody knows': { connect: { minVersion: 'TLSv9' } },
  },
}
const throwing = {
  'a connect with a member that throws': {
    connect: {
      get timeout() {
        return fail()
      },
    },
  },
}

describe.each(creates)('%s', (name, create) => {
  const { serve } = using(create)

  describe.each(Object.entries({ ...throwing, ...refused[name] }))('%s', (_, options) => {
    test('throws nothing: each call is a Left, and nothing is sent', async () => {
      const { origin, accepted } = await serve((_, response) => response.end('{}'))
      const fetch = create(options as object)
      const ctx = createContext({ credentials, fetch, baseUrl: `${origin}/v2` })
      for (const operation of [getReceipt, confirmPayment])
        expect(await operation(ctx, { receipt_id })()).toMatchObject(
          E.left({ _tag: 'NetworkError', message: expect.stringMatching(/nothing was sent$/) as string }),
        )
      await expect(fetch(origin)).rejects.toThrow()
      expect(accepted()).toBe(0)
      await fetch.close()
    })
  })

  test('a write after close is a NetworkError: nothing was sent', async () => {
    const fetch = create()
    await fetch.close()
    const ctx = createContext({ credentials, fetch })
    expect(await confirmPayment(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'NetworkError' }))
  })

  test.each([undefined, null, 7, 'text', {}, new Proxy({}, { ownKeys: fail, get: fail })])(
    'options that say nothing are the defaults',
    async (options) => {
      const { origin } = await serve((_, response) => response.end('{}'))
      const fetch = create(options as object)
      expect(await (await fetch(origin)).text()).toBe('{}')
      await fetch.close()
    },
  )

  test.each([
    ['an own undefined', undefined],
    ['null', null],
    ['NaN', NaN],
    ['0', 0],
    ['-1', -1],
    ['1.5', 1.5],
    ['Infinity', Infinity],
    ['text', '3'],
  ])('a number that is %s counts as the default', async (_, value) => {
    const { origin } = await serve((request, response) =>
      response.end('x'.repeat(request.url === '/large' ? 1_100_000 : 9)),
    )
    const number = value as number
    const given = {
      connections: number,
      pipelining: number,
      keepAliveTimeout: number,
      connectTimeout: number,
      headersTimeout: number,
      bodyTimeout: number,
      maxResponseSize: number,
      connect: { timeout: number },
    }
    const fetch = create(given)
    expect(await (await fetch(origin)).text()).toBe('x'.repeat(9))
    await expect((async () => (await fetch(`${origin}/large`)).text())()).rejects.toMatchObject({
      code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
    })
    await fetch.close()
  })
})

test.each([{ bun: '1.3.5' }, { deno: '2.9.6' }])(
  'nodeFetch sends nothing on %o, whose node:http may send a write again by itself',
  async (version) => {
    const { origin, accepted } = await using(nodeFetch).serve((_, response) => response.end('{}'))
    vi.stubGlobal('process', { ...process, versions: { ...process.versions, ...version } })
    const fetch = nodeFetch()
    vi.unstubAllGlobals()
    const ctx = createContext({ credentials, fetch, baseUrl: `${origin}/v2` })
    for (const operation of [getReceipt, confirmPayment])
      expect(await operation(ctx, { receipt_id })()).toMatchObject(
        E.left({ _tag: 'NetworkError', message: expect.stringMatching(/nothing was sent$/) as string }),
      )
    await expect(fetch(origin)).rejects.toThrow('for Node')
    expect(accepted()).toBe(0)
  },
)
