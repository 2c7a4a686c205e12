import type { Browser, FrameLocator, Page } from 'playwright-core'
import { confirmPayment, createContext, getBillingKeyByReceipt, getCertificate } from 'bootpay-fp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { startChromium } from '../support/chromium.js'
import { ask, listen, serve, useRealNetwork } from './support.js'

useRealNetwork()

let browser: Browser
beforeAll(async () => {
  browser = await startChromium()
  return () => browser.close()
}, 60_000)

type Result = { readonly fulfilled?: unknown; readonly rejected?: unknown }

/** A front end on a port of its own that loads the stand-in, before a sandbox that is being served. */
const open = async (name = '127.0.0.1', allowed: (origin: string) => readonly string[] = () => []) => {
  let script = ''
  const listening = await listen((_, outgoing) => {
    outgoing.setHeader('content-type', 'text/html; charset=utf-8')
    outgoing.end(`<!doctype html><title>shop</title><body><script src="${script}"></script>`)
  })
  const shop = listening.replace('127.0.0.1', name)
  const server = await serve({ allowedOrigins: allowed(shop) })
  script = `${server.url}bootpay.js`
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  await page.goto(shop)
  const { sandbox } = server
  const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })
  return { server, sandbox, ctx, page, troubles, pay: page.frameLocator('iframe') }
}

/** Calls the stand-in in the page, and gives what its promise did. */
const callIn = (page: Page, name: string, ...given: unknown[]): Promise<Result> =>
  page.evaluate(
    ([name, given]) => {
      const { Bootpay } = globalThis as unknown as {
        Bootpay: Record<string, (...given: unknown[]) => Promise<unknown>>
      }
      return (
        Bootpay[name]?.(...given).then(
          (fulfilled) => ({ fulfilled }),
          (rejected: unknown) => ({ rejected }),
        ) ?? {}
      )
    },
    [name, given] as const,
  )

const press = (frame: FrameLocator, name: string) => frame.getByRole('button', { name, exact: true }).click()

const order = {
  client_key: 'whatever the project has',
  price: 1000,
  order_name: '스웨터',
  order_id: 'order-1',
  pg: '나이스페이',
  method: '카드',
}

const separately = { ...order, extra: { separately_confirmed: true } }

describe('the stand-in for the client SDK', () => {
  it('runs a checkout: the window, the receipt id, and the confirm of the server', async () => {
    const { sandbox, ctx, page, pay, troubles } = await open()
    const result = callIn(page, 'requestPayment', {
      ...separately,
      user: { username: '홍길동' },
      metadata: { cart: 7 },
    })
    await pay.getByText('1,000원').waitFor()
    await press(pay, '결제')
    const { fulfilled } = await result
    const [receipt] = sandbox.state().receipts
    const receipt_id = receipt?.receipt_id ?? ''
    expect(fulfilled).toEqual({
      event: 'confirm',
      application_id: sandbox.credentials.application_id,
      receipt_id,
      gateway_url: 'https://gw.bootpay.co.kr',
      order_id: 'order-1',
    })
    expect(receipt).toMatchObject({ status: 2, metadata: { cart: 7 } })
    expect(await confirmPayment(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right', right: { status: 1 } })
    expect(await page.locator('iframe').isVisible()).toBe(false)
    expect(troubles).toEqual([])
  })

  it('confirms in the page where the shop asks for that, once', async () => {
    const { sandbox, page, pay } = await open()
    const early = await callIn(page, 'confirm')
    expect(early).toMatchObject({ rejected: { event: 'error', error_code: 'RC_CONFIRM_READY_NOT_YET' } })
    const result = callIn(page, 'requestPayment', separately)
    await press(pay, '결제')
    await result
    expect(await callIn(page, 'confirm')).toEqual({ fulfilled: { event: 'done', data: sandbox.state().receipts[0] } })
    expect(await callIn(page, 'confirm')).toMatchObject({ rejected: { error_code: 'RC_CONFIRM_READY_NOT_YET' } })
    expect(sandbox.state().receipts).toMatchObject([{ status: 1 }])
  })

  it('is done at once without a separate confirm, and takes the window away', async () => {
    const { sandbox, page, pay } = await open()
    await page.evaluate(() => {
      document.addEventListener('bootpayclose', () => (document.title = 'closed'))
    })
    const result = callIn(page, 'requestPayment', order)
    await press(pay, '결제')
    expect(await result).toEqual({ fulfilled: { event: 'done', data: sandbox.state().receipts[0] } })
    await page.waitForFunction(() => document.title === 'closed')
    expect(await page.locator('iframe').count()).toBe(0)
  })

  it('is paid by the keyboard alone', async () => {
    const { sandbox, page, pay } = await open()
    const result = callIn(page, 'requestPayment', order)
    await pay.getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    await page.keyboard.press('Enter')
    expect(await result).toEqual({ fulfilled: { event: 'done', data: sandbox.state().receipts[0] } })
  })

  it.each([
    ['is left', 'cancel', { rejected: { event: 'cancel', error_code: 'RC_CLOSE_WINDOW' } }],
    ['is refused', 'fail', { rejected: { event: 'error', error_code: 'RC_REQUEST_FAILED' } }],
    ['is made', 'pay', { fulfilled: { event: 'done', data: { status: 1 } } }],
  ])('tells of a payment that %s elsewhere, as on the status page, at the next step', async (_, step, told) => {
    const { server, sandbox, page, pay } = await open()
    const result = callIn(page, 'requestPayment', order)
    await pay.getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    await ask(server, `POST /payments/${sandbox.state().receipts[0]?.receipt_id ?? ''}/${step}`)
    await press(pay, '결제')
    expect(await result).toMatchObject(told)
    expect(sandbox.state().receipts).toHaveLength(1)
  })

  it('issues a virtual account', async () => {
    const { sandbox, page, pay } = await open()
    const result = callIn(page, 'requestPayment', { ...order, method: 'vbank' })
    await press(pay, '계좌 발급')
    expect(await result).toEqual({ fulfilled: { event: 'issued', data: sandbox.state().receipts[0] } })
    expect(sandbox.state().receipts).toMatchObject([{ status: 5, vbank_data: { bank_code: '004' } }])
  })

  it('lets the buyer choose the method where the page names none, or several', async () => {
    const { sandbox, page, pay } = await open()
    const { method: _, ...open_order } = order
    const result = callIn(page, 'requestPayment', { ...open_order, method: ['card', 'phone'] })
    await pay.getByLabel('결제수단').selectOption('phone')
    await press(pay, '결제')
    await result
    expect(sandbox.state().receipts).toMatchObject([{ status: 1, method_symbol: 'phone' }])
  })

  it.each(['취소', 'Escape'])('tells of a buyer who leaves: %s', async (way) => {
    const { sandbox, page, pay } = await open()
    const result = callIn(page, 'requestPayment', order)
    await pay.getByRole('button', { name: '취소', disabled: false }).waitFor()
    if (way === 'Escape') await pay.locator('#pay').press('Escape')
    else await press(pay, '취소')
    expect(await result).toEqual({
      rejected: { event: 'cancel', error_code: 'RC_CLOSE_WINDOW', message: '사용자가 결제창을 닫았습니다.' },
    })
    expect(sandbox.state().receipts).toMatchObject([{ status: 0 }])
  })

  it('tells of a card that is refused in the window', async () => {
    const { sandbox, page, pay } = await open()
    const result = callIn(page, 'requestPayment', order)
    await press(pay, '카드 거절')
    expect(await result).toMatchObject({ rejected: { event: 'error', error_code: 'RC_REQUEST_FAILED' } })
    expect(sandbox.state().receipts).toMatchObject([{ status: -4 }])
  })

  it('tells of a payment by another method that is refused, and of a card that cannot be registered', async () => {
    const { sandbox, page, pay } = await open()
    const payment = callIn(page, 'requestPayment', { ...order, method: 'vbank' })
    await press(pay, '결제 거절')
    expect(await payment).toMatchObject({ rejected: { event: 'error', error_code: 'RC_REQUEST_FAILED' } })
    const { order_id: _, ...rest } = order
    const subscription = callIn(page, 'requestSubscription', { ...rest, price: 0, subscription_id: 's-1' })
    await pay.getByText('카드 등록').waitFor()
    await press(pay, '카드 거절')
    expect(await subscription).toMatchObject({ rejected: { event: 'error', error_code: 'SUBSCRIBE_REQUEST_FAILED' } })
    expect(sandbox.state().receipts.map(({ status }) => status)).toEqual([-4, -40])
  })

  it('registers a card, whose key the server reads', async () => {
    const { ctx, page, pay } = await open()
    const { order_id: _, ...rest } = order
    const result = callIn(page, 'requestSubscription', { ...rest, price: 0, subscription_id: 's-1' })
    await press(pay, '카드 등록')
    const { fulfilled } = await result
    expect(fulfilled).toMatchObject({ event: 'done', data: { order_id: 's-1', status: 11 } })
    expect(JSON.stringify(fulfilled)).not.toContain('billing_key')
    const { receipt_id } = (fulfilled as { data: { receipt_id: string } }).data
    expect(await getBillingKeyByReceipt(ctx, { receipt_id })()).toMatchObject({ right: { subscription_id: 's-1' } })
  })

  it('verifies an identity, whose certificate the server reads', async () => {
    const { ctx, page, pay } = await open()
    const result = callIn(page, 'requestAuthentication', {
      client_key: 'k',
      pg: '다날',
      authentication_id: 'a-1',
      order_name: '본인인증',
    })
    await pay.getByLabel('이름').fill('김부트')
    await press(pay, '인증')
    const { fulfilled } = await result
    expect(JSON.stringify(fulfilled)).not.toContain('김부트')
    const { receipt_id } = (fulfilled as { data: { receipt_id: string } }).data
    expect(await getCertificate(ctx, { receipt_id })()).toMatchObject({
      right: { authenticate_id: 'a-1', authenticate_data: { name: '김부트' } },
    })
  })

  it.each([
    [{}, 'NEED_MORE_PARAMS'],
    [{ ...order, order_name: '' }, 'INVALID_REQUEST_PARAMS'],
    [{ ...order, order_id: undefined }, 'INVALID_REQUEST_PARAMS'],
    [{ ...order, client_key: undefined }, 'NEED_CLIENT_KEY'],
    [{ ...order, items: [{ name: '양말', qty: 1, price: 1000 }] }, 'NEED_ITEM_ID'],
    [{ ...order, items: [{ id: 'a', name: '양말', qty: 2, price: 400 }] }, 'NEED_ITEM_TOTAL_PRICE_NOT_MATCH'],
  ])('refuses what the real one refuses, without a window: %j', async (request, error_code) => {
    const { sandbox, page } = await open()
    expect(await callIn(page, 'requestPayment', request)).toMatchObject({ rejected: { event: 'error', error_code } })
    expect(await page.locator('iframe').count()).toBe(0)
    expect(sandbox.state().receipts).toEqual([])
  })

  it.each([
    [{ ...order, method: 'barter' }],
    [{ ...order, price: -1 }],
    [{ ...order, price: 'much' }],
    [{ ...order, tax_free: 2000 }],
  ])('gives back what the sandbox refuses as an error: %j', async (request) => {
    const { sandbox, page } = await open()
    expect(await callIn(page, 'requestPayment', request)).toMatchObject({
      rejected: { event: 'error', error_code: 'REQUEST_INVALID' },
    })
    expect(sandbox.state().receipts).toEqual([])
  })

  it('begins anew after destroy, and the old window pays nothing', async () => {
    const { sandbox, page, pay } = await open()
    callIn(page, 'requestPayment', order).catch(() => undefined)
    await pay.getByText('1,000원').waitFor()
    await page.evaluate('Bootpay.destroy()')
    expect(await page.locator('iframe').count()).toBe(0)
    const result = callIn(page, 'requestPayment', { ...order, order_id: 'order-2' })
    await press(pay, '결제')
    await result
    expect(sandbox.state().receipts).toMatchObject([
      { order_id: 'order-1', status: 0 },
      { order_id: 'order-2', status: 1 },
    ])
  })
})

describe('pages of other sites', () => {
  /** An address that leads here, and that is none of those that are this machine's for sure. */
  const elsewhere = '0.0.0.0'

  it('cannot show the window, and so pay nothing and read nothing', async () => {
    const { page, sandbox } = await open(elsewhere)
    callIn(page, 'requestPayment', order).catch(() => undefined)
    await page.locator('iframe').waitFor()
    await page.waitForTimeout(500)
    expect(await page.frameLocator('iframe').locator('#pay').count()).toBe(0)
    expect(sandbox.state().receipts).toEqual([])
  })

  it('can show it once they are allowed', async () => {
    const { page, sandbox } = await open(elsewhere, (origin) => [origin])
    const result = callIn(page, 'requestPayment', order)
    await press(page.frameLocator('iframe'), '결제')
    expect(await result).toEqual({ fulfilled: { event: 'done', data: sandbox.state().receipts[0] } })
  })

  it.each([
    ['http://evil.example', null],
    ['http://localhost.evil.example', null],
    ['null', null],
    ['file://', null],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://127.0.0.1:5173', 'https://127.0.0.1:5173'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://shop.example', 'https://shop.example'],
  ])('from %s, CORS allows %s, on the script alone', async (origin, allowed) => {
    const server = await serve({ allowedOrigins: ['https://shop.example'] })
    const corsOf = async (path: string) =>
      (await fetch(server.url + path, { headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await corsOf('bootpay.js')).toBe(allowed)
    for (const path of ['', '_window', '_sandbox', '_sandbox/state', '_sandbox/payments/x/event', 'v2/receipt/x'])
      expect(await corsOf(path)).toBeNull()
  })

  it('on this machine read no payment but by the window', async () => {
    const { server, page, sandbox } = await open()
    sandbox.browser.requestPayment(order)
    const read = await page.evaluate(async (url) => {
      const tried = [`${url}_sandbox/state`, `${url}_sandbox/changes`, `${url}_window`].map((at) => fetch(at))
      return (await Promise.allSettled(tried)).map(({ status }) => status)
    }, server.url)
    expect(read).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await ask(server, 'POST /payments', order, { origin: 'http://localhost:3000' })).toMatchObject({
      status: 403,
    })
  })

  it('are told nothing by a window that another page opened', async () => {
    const { server, page } = await open()
    const heard = await page.evaluate(async (url) => {
      const heard: unknown[] = []
      addEventListener('message', ({ data }) => heard.push(data))
      const frame = document.createElement('iframe')
      frame.src = `${url}_window`
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 500))
      frame.contentWindow?.postMessage({ bootpay: 'confirm', receipt_id: 'x' }, '*')
      frame.contentWindow?.postMessage({ bootpay: 'open', kind: '__proto__', request: {} }, '*')
      await new Promise((resolve) => setTimeout(resolve, 300))
      return heard
    }, server.url)
    expect(heard).toEqual([{ bootpay: 'ready' }])
  })
})
