import {
  getAccessTokenRequest,
  call,
  confirmPaymentRequest,
  getReceipt,
  getReceiptRequest,
  pg,
  send,
  type ApiRequest,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt

/** A Context at an address, and the addresses that were called. */
const at = (baseUrl: string | undefined) => {
  const called: string[] = []
  const ctx = testContext({
    baseUrl,
    fetch: (url) => {
      called.push(url)
      return Promise.resolve(Response.json(receipt))
    },
  })
  return { ctx, called }
}
const notPlain = E.left({
  _tag: 'InputError',
  operation: 'getReceipt',
  issues: [{ path: 'baseUrl', message: expect.stringMatching(/^and path must be a plain https address/) as string }],
})

describe('an address', () => {
  test.each([
    undefined,
    'https://api.bootpay.co.kr/v2',
    'https://stage-api.bootpay.co.kr/v2',
    'https://proxy.internal:8443/bootpay/v2',
    'http://localhost:3000/v2',
    'http://localhost:3000',
    'http://127.0.0.1:3000/v2',
    'http://[::1]:3000/v2',
  ])('%s is called', async (baseUrl) => {
    const { ctx, called } = at(baseUrl)
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right' })
    expect(called).toEqual([`${baseUrl ?? 'https://api.bootpay.co.kr/v2'}/receipt/${receipt_id}`])
  })

  test.each([
    '',
    'api.bootpay.co.kr/v2',
    'ftp://api.bootpay.co.kr/v2',
    'javascript:alert(1)',
    'http://api.bootpay.co.kr/v2',
    'http://localhost.evil.test/v2',
    'http://127.0.0.1.evil.test/v2',
    'https://user:pass@api.bootpay.co.kr/v2',
    'https://api.bootpay.co.kr/v2?x=',
    'https://api.bootpay.co.kr/v2#',
    'https://api.bootpay.co.kr/v2/',
    'https://api.bootpay.co.kr/v2/..',
    'https://api.bootpay.co.kr/v2/%2e%2e',
    'https://API.bootpay.co.kr/v2',
    'https://api.bootpay.co.kr:443/v2',
    'https://api.bootpay.co.kr/v2\n',
    'x https://api.bootpay.co.kr/v2',
    'https://[broken/v2',
  ])('%j is not, and that is told', async (baseUrl) => {
    const { ctx, called } = at(baseUrl)
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(notPlain)
    expect(called).toEqual([])
  })

  test.each([
    'receipt/1',
    '@evil.test/receipt',
    '/../receipt',
    '/a/../b',
    '/a/%2e%2e/b',
    '/a/./b',
    '/a\\b',
    '/a b',
    '/a?b=c',
    '/a#b',
    '//receipt',
    '/',
  ])('is not left by the path %j', async (path) => {
    const { ctx, called } = at(undefined)
    const built = E.map((request: ApiRequest<unknown, 'read'>) => ({ ...request, path }))(
      getReceiptRequest({ receipt_id }),
    )
    expect(await call(ctx, built)()).toMatchObject(notPlain)
    expect(called).toEqual([])
  })
})

describe('insecureHosts', () => {
  const insecureHosts = ['bootpay', 'host.docker.internal']
  const lookUp = async (baseUrl: string, given: unknown) => {
    const { ctx, called } = at(baseUrl)
    const result = await getReceipt({ ...ctx, insecureHosts: given as string[] }, { receipt_id })()
    return { result, called }
  }

  test.each([
    'http://bootpay/v2',
    'http://bootpay:4242/v2',
    'http://host.docker.internal:4242/v2',
    'http://localhost:1',
    'https://bootpay/v2',
  ])('let a request go to %s', async (baseUrl) => {
    expect(await lookUp(baseUrl, insecureHosts)).toEqual({
      result: E.right(receipt),
      called: [`${baseUrl}/receipt/${receipt_id}`],
    })
  })

  test.each([
    'http://api.bootpay.co.kr/v2',
    'http://bootpay.evil.example/v2',
    'http://evil.example/bootpay',
    'http://evil.example/http://bootpay/v2',
    'http://bootpay@evil.example/v2',
    'http://user:pass@bootpay/v2',
    'http://bootpay/v2/',
    'http://bootpay/v2/../x',
    'http://bootpay/v2?x=1',
    'ftp://bootpay/v2',
    'ftp://bootpay/http://bootpay/v2',
  ])('do not let one go to %s, and the error names the option', async (baseUrl) => {
    expect(await lookUp(baseUrl, insecureHosts)).toEqual({
      result: E.left({
        _tag: 'InputError',
        operation: 'getReceipt',
        message: 'baseUrl and path must be a plain https address (http on loopback and to insecureHosts)',
        issues: [expect.anything()],
      }),
      called: [],
    })
  })

  test.each([[null], [[]], ['bootpay'], [{}], [7], [['boot', 'bootpay:4242', '']]])(
    'are none where they are %j',
    async (given) => {
      expect(await lookUp('http://bootpay:4242/v2', given)).toMatchObject({ result: notPlain, called: [] })
    },
  )

  test('are taken by createContext, and send to nobody else', async () => {
    expect(testContext({ insecureHosts }).insecureHosts).toEqual(insecureHosts)
    expect(await lookUp('http://bootpay:4242/v2', undefined)).toMatchObject({ result: notPlain, called: [] })
  })
})

test('a request goes out by call and by send', async () => {
  const built = getReceiptRequest({ receipt_id })
  const { ctx, called } = at(undefined)
  expect(await call(ctx, built)()).toEqual(E.right(receipt))
  expect(E.isRight(built) && (await send(ctx, built.right, 'Basic x')())).toEqual(E.right(receipt))
  expect(called).toHaveLength(2)
})

test('a request that needs no authorization goes out by call without any', async () => {
  const seen: unknown[] = []
  const ctx = testContext({
    fetch: (_url, init) => {
      seen.push(Object.keys((init?.headers ?? {}) as object).includes('authorization'))
      return Promise.resolve(Response.json({ access_token: 'token', expire_in: 1_800 }))
    },
  })
  const built = getAccessTokenRequest({ application_id: 'app_test', private_key: 'pk_test' })
  expect(await call(ctx, built)()).toEqual(E.right({ access_token: 'token', expire_in: 1_800 }))
  expect(seen).toEqual([false])
})

test('a write without its judge is not sent, and that is told', async () => {
  const { ctx, called } = at(undefined)
  const built = confirmPaymentRequest({ receipt_id })
  if (E.isLeft(built)) throw new Error('it was not built')
  const { judge: _, ...request } = built.right
  expect(await send(ctx, request)()).toEqual(
    E.left({
      _tag: 'InputError',
      operation: 'confirmPayment',
      message: 'judge is required of a write',
      issues: [{ path: 'judge', message: 'is required of a write' }],
    }),
  )
  expect(called).toEqual([])
})

test('the payment API is where the Context says, or at Bootpay', () => {
  expect([pg.baseUrl(at('http://localhost/v2').ctx), pg.baseUrl(at(undefined).ctx)]).toEqual([
    'http://localhost/v2',
    'https://api.bootpay.co.kr/v2',
  ])
})
