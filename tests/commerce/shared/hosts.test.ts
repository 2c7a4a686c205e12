import { call, createContext, getReceipt } from 'bootpay-fp'
import { buildRead, commerceDevelopment, commerceStage, getOrder, message } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { order } from '../../fixtures/commerce.js'
import { receipt } from '../../fixtures/receipt.js'
import { testContext } from '../../support/bootpay.js'

const { order_id } = order

/** A Context that notes where it is asked to go. */
const noting = (options: object) => {
  const urls: string[] = []
  const headers: Headers[] = []
  const ctx = testContext({
    ...options,
    fetch: (url, init) => {
      urls.push(url)
      headers.push(new Headers(init?.headers))
      return Promise.resolve(Response.json(url.includes('/receipt/') ? receipt : order))
    },
  })
  return { ctx, urls, headers }
}

describe('the Commerce API', () => {
  test.each([
    ['production by default', {}, 'https://api.bootapi.com/v1'],
    ['stage', commerceStage, 'https://stage-api.bootapi.com/v1'],
    ['development', commerceDevelopment, 'https://dev-api.bootapi.com/v1'],
    ['an address of your own', { commerceUrl: 'http://127.0.0.1:3003/v1' }, 'http://127.0.0.1:3003/v1'],
    ['an address without a path', { commerceUrl: 'https://commerce.example' }, 'https://commerce.example'],
  ])('is asked at %s', async (_, options, base) => {
    const { ctx, urls } = noting(options)
    expect(await getOrder(ctx, { order_id })()).toEqual(E.right(order))
    expect(urls).toEqual([`${base}/orders/${order_id}`])
  })

  test('is asked with its own version, and the payment API with its own', async () => {
    const { ctx, urls, headers } = noting({})
    await getOrder(ctx, { order_id })()
    await getReceipt(ctx, { receipt_id: receipt.receipt_id })()
    expect(urls.map((url) => new URL(url).host)).toEqual(['api.bootapi.com', 'api.bootpay.co.kr'])
    expect(headers.map((each) => each.get('bootpay-api-version'))).toEqual(['1.0.0', '5.0.0'])
    expect(headers.map((each) => each.get('bootpay-role'))).toEqual(['user', null])
  })

  test.each([
    ['at its own address by default', {}, 'https://message.bootapi.com/alimtalk/senders'],
    ['on stage', commerceStage, 'https://stage-m.bootapi.com/alimtalk/senders'],
    ['in development', commerceDevelopment, 'https://dev-m.bootapi.com/alimtalk/senders'],
    ['elsewhere', { messageUrl: 'http://127.0.0.1:3003' }, 'http://127.0.0.1:3003/alimtalk/senders'],
  ])('has a sister for messages %s', async (_, options, url) => {
    const { ctx, urls, headers } = noting(options)
    const built = buildRead('listSenders', v.strictObject({}), {}, () => ({
      api: message,
      method: 'GET',
      path: '/alimtalk/senders',
      output: v.looseObject({}),
    }))
    expect(await call(ctx, built)()).toMatchObject({ _tag: 'Right' })
    expect(urls).toEqual([url])
    expect(headers[0]?.get('bootpay-role')).toBe('user')
  })

  test('whose message host has moved away says so by its status', async () => {
    const ctx = testContext({
      fetch: () => Promise.resolve(Response.json({ message: '주소가 바뀌었습니다.' }, { status: 410 })),
    })
    expect(await getOrder(ctx, { order_id })()).toMatchObject(
      E.left({ _tag: 'ApiError', status: 410, code: 'HTTP_410', message: '주소가 바뀌었습니다.' }),
    )
  })

  test('does not move with the address of the payment API', async () => {
    const { ctx, urls } = noting({ baseUrl: 'https://pg.example/v2' })
    await getOrder(ctx, { order_id })()
    expect(urls).toEqual([`https://api.bootapi.com/v1/orders/${order_id}`])
  })

  test.each([
    'http://commerce.example/v1',
    'https://commerce.example/v1?a=b',
    'https://user@commerce.example/v1',
    'ftp://x/v1',
    '',
  ])('is not asked at %j, and the error names the member', async (commerceUrl) => {
    const { ctx, urls } = noting({ commerceUrl })
    expect(await getOrder(ctx, { order_id })()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'getOrder', issues: [{ path: 'commerceUrl' }] }),
    )
    expect(urls).toEqual([])
  })

  test('takes a Context that was made for both', () => {
    const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
    expect(createContext({ credentials, ...commerceStage })).toMatchObject(commerceStage)
  })
})
