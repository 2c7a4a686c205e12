import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createContext, type Context } from 'bootpay-fp'
import {
  approveOrderCancel,
  createInvoice,
  createProduct,
  getInvoice,
  getOrder,
  listInvoices,
  requestOrderCancel,
  type CreateInvoiceInput,
} from 'bootpay-fp/commerce'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import type { ServerOptions } from '../../src/cli/options.js'
import type { RunningServer } from '../../src/cli/start.js'
import { startChromium } from '../support/chromium.js'
import { ask, listen, scratch, serve, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

let browser: Browser
beforeAll(async () => {
  browser = await startChromium()
  return () => browser.close()
}, 60_000)

const credentials = { client_key: 'sandbox_client_key', secret_key: 'sandbox_secret_key' }

/** A shop that reaches a served sandbox over HTTP. */
const shopAt = ({ url }: Pick<RunningServer, 'url'>): Context =>
  createContext({ credentials, baseUrl: `${url}v2`, commerceUrl: `${url}v1` })

/** A served sandbox and a shop of its Commerce API. */
const open = async (options: Partial<ServerOptions> = {}) => {
  const server = await serve(options)
  const shop = shopAt(server)
  const makeLink = async (more: Partial<CreateInvoiceInput> = {}) => {
    const made = await createInvoice(shop, { name: '스웨터', price: 39_000, ...more })()
    if (made._tag === 'Left') throw new Error(made.left.message)
    return { ...made.right, payment_url: made.right.payment_url ?? '' }
  }
  const look = async (invoice_id: string) => {
    const found = await getInvoice(shop, { invoice_id })()
    if (found._tag === 'Left') throw new Error(found.left.message)
    return { ...found.right, payment_url: found.right.payment_url ?? '' }
  }
  return { server, sandbox: server.sandbox, shop, makeLink, look }
}

/** A buyer's browser at an address, and what went wrong in it and where its requests went. */
const visit = async (url: string, width = 390) => {
  const page = await browser.newPage({ viewport: { width, height: 800 }, locale: 'ko-KR' })
  onTestFinished(() => page.close())
  const troubles: string[] = []
  const hosts = new Set<string>()
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(url)
  return { page, troubles, hosts }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const pressInWindow = (page: Page, name: string) =>
  page.frameLocator('iframe').getByRole('button', { name, exact: true }).click()
const stateOf = (page: Page, text: string) => page.locator('#state', { hasText: text }).waitFor()
const troubleOf = (page: Page, text: string) => page.locator('#trouble', { hasText: text }).waitFor()

const sweater = {
  name: '니트 스웨터',
  display_price: 39_000,
  status_display: true,
  status_sale: true,
  use_stock: true,
  idempotency_key: 'product-1',
}

describe('the control API', () => {
  it('opens a payment link, and gives the same payment until it is paid', async () => {
    const { server, sandbox, makeLink, look } = await open()
    const { invoice_id } = await makeLink()
    const opened = await ask(server, `POST /invoices/${invoice_id}/open`)
    expect(opened).toEqual({ status: 200, body: { receipt_id: sandbox.state().receipts[0]?.receipt_id } })
    expect(await ask(server, `POST /invoices/${invoice_id}/open`)).toEqual(opened)
    await ask(server, `POST /payments/${String(opened.body['receipt_id'])}/pay`)
    expect(await look(invoice_id)).toMatchObject({ status: 2, order_id: sandbox.state().orders[0]?.order_id })
    expect(await ask(server, `POST /invoices/${invoice_id}/open`)).toEqual({
      status: 409,
      body: { error_code: 'STEP_REFUSED', message: `openInvoice: invoice ${invoice_id} has status 2` },
    })
  })

  it('shows a link with the payment that was opened last', async () => {
    const { server, sandbox, makeLink } = await open()
    const { invoice_id } = await makeLink()
    const [before] = sandbox.state().invoices
    expect((await ask(server, `GET /invoices/${invoice_id}`)).body).toEqual({ ...before, receipt: null })
    await ask(server, `POST /invoices/${invoice_id}/open`)
    const { invoices, receipts } = sandbox.state()
    const shown = (await ask(server, `GET /invoices/${invoice_id}`)).body
    expect(shown).toEqual({ ...invoices[0], receipt: receipts[0] })
    expect(shown['receipt_id']).toBe(receipts[0]?.receipt_id)
  })

  it.each(['GET /invoices/none', 'POST /invoices/none/open'])('knows no other link: %s', async (line) => {
    const { server } = await open()
    expect(await ask(server, line)).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } })
  })

  it('lets no other site open one', async () => {
    const { server, sandbox, makeLink } = await open()
    const { invoice_id } = await makeLink()
    const headers = { origin: 'http://127.0.0.1:1' }
    expect(await ask(server, `POST /invoices/${invoice_id}/open`, {}, headers)).toMatchObject({ status: 403 })
    expect(sandbox.state().receipts).toEqual([])
  })
})

describe('payment_url', () => {
  it('leads to the page of the link, wherever it is told', async () => {
    const { server, sandbox, shop, makeLink, look } = await open()
    const { invoice_id, payment_url } = await makeLink()
    expect(payment_url).toBe(`${server.url}links/${invoice_id}`)
    expect((await look(invoice_id)).payment_url).toBe(payment_url)
    expect(await listInvoices(shop, {})()).toMatchObject({ right: { list: [{ payment_url }] } })
    expect(sandbox.state().invoices).toMatchObject([{ payment_url }])
  })
})

describe('the page of a payment link', () => {
  it('is where the sandbox is now, also for a link of an earlier run', async () => {
    const stateFile = join(scratch(), 'state.json')
    const first = await open({ stateFile })
    const { invoice_id } = await first.makeLink()
    await first.server.close()
    const { server, look } = await open({ stateFile })
    const { payment_url } = await look(invoice_id)
    expect(payment_url).toBe(`${server.url}links/${invoice_id}`)
    const { page } = await visit(payment_url)
    await stateOf(page, '결제 전')
  })

  it('says that the sandbox has gone, and charges nothing', async () => {
    const { server, sandbox, makeLink } = await open()
    const { payment_url } = await makeLink()
    const { page } = await visit(payment_url)
    await stateOf(page, '결제 전')
    await server.close()
    await press(page, '결제하기')
    await troubleOf(page, '샌드박스에 연결할 수 없습니다.')
    expect(await page.getByRole('button', { name: '결제하기', disabled: false }).count()).toBe(1)
    expect(sandbox.state().receipts).toEqual([])
  })

  it('is paid in the window of bootpay.js, and the order comes of that', async () => {
    const { sandbox, shop, makeLink, look } = await open()
    const { invoice_id, payment_url } = await makeLink()
    const { page, troubles, hosts } = await visit(payment_url)
    await page.getByRole('heading', { name: '스웨터' }).waitFor()
    expect(await page.locator('#price').textContent()).toBe('39,000원')
    expect(sandbox.state().receipts).toEqual([])
    await press(page, '결제하기')
    await page.frameLocator('iframe').getByText('39,000원').waitFor()
    await page.frameLocator('iframe').getByLabel('결제수단').selectOption('phone')
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 완료')
    const { order_id } = await look(invoice_id)
    expect(await getOrder(shop, { order_id: order_id ?? '' })()).toMatchObject({
      right: { status: 'payment_completed', price: 39_000, receipt_id: sandbox.state().receipts[0]?.receipt_id },
    })
    expect(sandbox.state().receipts).toMatchObject([{ status: 1, method_symbol: 'phone' }])
    expect(await page.getByRole('button').count()).toBe(0)
    expect(troubles).toEqual([])
    expect([...hosts]).toEqual([new URL(payment_url).host])
  })

  it('is paid by the keyboard alone', async () => {
    const { sandbox, makeLink } = await open()
    const { payment_url } = await makeLink()
    const { page } = await visit(payment_url)
    await stateOf(page, '결제 전')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.frameLocator('iframe').getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    await page.keyboard.press('Enter')
    await stateOf(page, '결제 완료')
    expect(sandbox.state().orders).toHaveLength(1)
  })

  it.each([
    ['취소', '결제를 취소했습니다. 다시 결제할 수 있습니다.'],
    ['카드 거절', '결제하지 못했습니다. 카드사에서 결제를 거절하였습니다.'],
  ])('says why nothing was paid, and can be paid then: %s', async (button, words) => {
    const { sandbox, makeLink } = await open()
    const { payment_url } = await makeLink()
    const { page, troubles } = await visit(payment_url)
    await press(page, '결제하기')
    await pressInWindow(page, button)
    await troubleOf(page, words)
    await stateOf(page, '결제 전')
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 완료')
    expect(await page.locator('#trouble').textContent()).toBe('')
    expect(sandbox.state().receipts).toHaveLength(2)
    expect(sandbox.state().orders).toHaveLength(1)
    expect(troubles).toEqual([])
  })

  it('says that a card was declined', async () => {
    const { makeLink } = await open()
    const { payment_url } = await makeLink()
    const { page } = await visit(payment_url)
    await press(page, '결제하기')
    await page.frameLocator('iframe').locator('#card').selectOption({ index: 1 })
    await pressInWindow(page, '결제')
    await troubleOf(page, '결제하지 못했습니다. ')
    await stateOf(page, '결제 전')
  })

  it('shows the account that is to be paid into, also to who comes back, and that it was paid', async () => {
    const { server, sandbox, makeLink } = await open()
    const { payment_url } = await makeLink({ redirect_url: 'http://127.0.0.1:1/thanks' })
    const { page } = await visit(payment_url)
    await press(page, '결제하기')
    await page.frameLocator('iframe').getByLabel('결제수단').selectOption('vbank')
    await pressInWindow(page, '계좌 발급')
    await stateOf(page, '입금을 기다리고 있습니다.')
    await page.reload()
    await stateOf(page, '입금을 기다리고 있습니다.')
    const [receipt] = sandbox.state().receipts
    const { bank_account } = receipt?.vbank_data as { bank_account: string }
    expect(await page.locator('#account').textContent()).toContain(bank_account)
    expect(await page.getByRole('button').count()).toBe(0)
    await ask(server, `POST /payments/${receipt?.receipt_id ?? ''}/deposit`)
    // As when the buyer comes back from the app of the bank.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await stateOf(page, '결제 완료')
  })

  it('waits for the confirm of the shop where the link asks for that', async () => {
    const { sandbox, makeLink } = await open()
    const { payment_url } = await makeLink({ extra: { separately_confirmed: true } })
    const { page } = await visit(payment_url)
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await stateOf(page, '가맹점의 승인을 기다리고 있습니다.')
    expect(sandbox.state().receipts).toMatchObject([{ status: 2 }])
  })

  it('shows what is paid for, and refuses what is out of stock', async () => {
    const { sandbox, shop, makeLink } = await open()
    const made = await createProduct(shop, { ...sweater, stock: 2 })()
    const product_id = made._tag === 'Right' ? made.right.product_id : ''
    const link = { price: 0, products: [{ product_id, quantity: 2 }], delivery_price: 3_000 }
    const [first, second] = [await makeLink(link), await makeLink({ ...link, name: '또 스웨터' })]
    const { page } = await visit(first.payment_url)
    await stateOf(page, '결제 전')
    expect(await page.getByRole('listitem').allTextContents()).toEqual(['니트 스웨터 × 278,000원', '배송비3,000원'])
    expect(await page.locator('#price').textContent()).toBe('81,000원')
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 완료')
    const late = await visit(second.payment_url)
    await press(late.page, '결제하기')
    await troubleOf(late.page, '재고가 부족해 지금은 결제할 수 없습니다.')
    await late.page.locator('iframe').waitFor({ state: 'detached' })
    expect(sandbox.state().receipts).toHaveLength(1)
  })

  it('cannot be paid once its time is over, also with the window open', async () => {
    const { sandbox, makeLink } = await open({ clock: 'manual' })
    const { payment_url } = await makeLink({ expire_in: 60 })
    const { page } = await visit(payment_url)
    await page.locator('#state', { hasText: /결제 전 · \d{4}년 .+까지/ }).waitFor()
    await press(page, '결제하기')
    await page.frameLocator('iframe').getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    sandbox.advance(60_000)
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 기간이 지난 링크입니다.')
    expect(await page.getByRole('button').count()).toBe(0)
    await page.reload()
    await stateOf(page, '결제 기간이 지난 링크입니다.')
    expect(sandbox.state().receipts).toMatchObject([{ status: 0 }])
  })

  it('is paid once by a buyer with two tabs', async () => {
    const { sandbox, makeLink } = await open()
    const { payment_url } = await makeLink()
    const [one, other] = [await visit(payment_url), await visit(payment_url)]
    for (const { page } of [one, other]) {
      await press(page, '결제하기')
      await page.frameLocator('iframe').getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    }
    for (const { page } of [one, other]) {
      await pressInWindow(page, '결제')
      await stateOf(page, '결제 완료')
    }
    expect(sandbox.state().receipts).toMatchObject([{ status: 1 }])
  })

  it('says what was given back', async () => {
    const { sandbox, shop, makeLink } = await open()
    const { payment_url } = await makeLink()
    const { page } = await visit(payment_url)
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 완료')
    const order_number = sandbox.state().orders[0]?.order_number ?? ''
    const giveBack = async (cancel_id: string, cancel_price: number) => {
      const asked = await requestOrderCancel(shop, {
        order_number,
        request_cancel_parameters: { cancel_id, cancel_price },
      })()
      const id = asked._tag === 'Right' ? asked.right.order_cancellation_request_id : ''
      await approveOrderCancel(shop, { order_cancellation_request_id: id })()
      await page.reload()
    }
    await giveBack('return-1', 9_000)
    await stateOf(page, '결제 완료. 이 가운데 9,000원은 취소되었습니다.')
    await giveBack('return-2', 30_000)
    await stateOf(page, '결제가 취소되었습니다.')
  })

  it('knows no other link', async () => {
    const { server } = await open()
    const { page } = await visit(`${server.url}links/none`)
    await page.getByRole('heading', { name: '없는 결제 링크입니다.' }).waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    expect((await fetch(`${server.url}links/none`)).status).toBe(404)
  })
})

describe('redirect_url', () => {
  const thanks = () =>
    listen((_, outgoing) => {
      outgoing.setHeader('content-type', 'text/html')
      outgoing.end('<!doctype html><title>thanks</title>')
    })

  it('is where the buyer is led after the payment, and what a paid link offers', async () => {
    const { makeLink } = await open()
    const redirect_url = `${await thanks()}/thanks?order=1`
    const { payment_url } = await makeLink({ redirect_url })
    const { page, troubles } = await visit(payment_url)
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await page.waitForURL(redirect_url)
    await page.goto(payment_url)
    await page.getByRole('link', { name: '쇼핑몰로 돌아가기' }).click()
    await page.waitForURL(redirect_url)
    expect(troubles).toEqual([])
  })

  it.each([
    ['it was not paid', 'https://shop.invalid/', undefined, '취소', '결제 전'],
    ['the link says not to', 'https://shop.invalid/', false, '결제', '결제 완료'],
    ['it is no page of the web', 'javascript:document.title="taken"', true, '결제', '결제 완료'],
    ['it is no address', 'thanks', true, '결제', '결제 완료'],
  ])('is not followed where %s', async (_, redirect_url, use_redirect, button, words) => {
    const { makeLink } = await open()
    const { payment_url } = await makeLink({
      redirect_url,
      ...(use_redirect === undefined ? {} : { use_redirect }),
    })
    const { page, troubles } = await visit(payment_url)
    await press(page, '결제하기')
    await pressInWindow(page, button)
    await stateOf(page, words)
    expect(page.url()).toBe(payment_url)
    expect(await page.getByRole('link').count()).toBe(0)
    expect(troubles).toEqual([])
  })
})

describe('what the page lets in', () => {
  it('is its own script and the client’s, and no other site may frame it', async () => {
    const { makeLink } = await open()
    const { payment_url } = await makeLink({ user: { name: '홍길동', phone: '01012345678' } })
    const response = await fetch(payment_url)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-\S+' 'self'; frame-src 'self'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(await response.text()).not.toMatch(/홍길동|01012345678|sandbox_/)
  })

  it('takes what the shop sent as text', async () => {
    const { makeLink } = await open()
    const name = '<img src=x onerror="document.title=1"><b>스웨터</b>'
    const { payment_url } = await makeLink({ name, title: name, invoice_items: [{ name, price: 1 }] })
    const { page, troubles } = await visit(payment_url)
    await page.getByRole('heading', { name }).waitFor()
    expect(await page.locator('img, b').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  it('is paid by whatever address of this machine the sandbox is reached', async () => {
    const { sandbox, makeLink } = await open({ host: '0.0.0.0' })
    const { payment_url } = await makeLink()
    // An address that is none of those that are this machine's for sure, as one in the local network.
    const { page, troubles } = await visit(payment_url.replace('127.0.0.1', '0.0.0.0'))
    await press(page, '결제하기')
    await pressInWindow(page, '결제')
    await stateOf(page, '결제 완료')
    expect(sandbox.state().orders).toHaveLength(1)
    expect(troubles).toEqual([])
  })

  it('opens links in its own window alone: a page of a shop cannot', async () => {
    const { server, sandbox, makeLink } = await open()
    const { invoice_id } = await makeLink()
    const shop = await listen((_, outgoing) => {
      outgoing.setHeader('content-type', 'text/html')
      outgoing.end(`<!doctype html><title>shop</title><body><iframe src="${server.url}_window"></iframe>`)
    })
    const { page } = await visit(shop)
    const said = await page.evaluate(
      ([home, invoice_id]) =>
        new Promise((resolve) => {
          addEventListener('message', ({ data }) => {
            resolve(data)
          })
          const window = document.querySelector('iframe')?.contentWindow
          const request = { invoice_id, order_name: '스웨터', price: 1 }
          window?.postMessage({ bootpay: 'open', kind: 'invoice', request }, home ?? '')
          setTimeout(() => {
            resolve('nothing')
          }, 500)
        }),
      [server.url, invoice_id],
    )
    expect(said).toBe('nothing')
    expect(sandbox.state().receipts).toEqual([])
    const { rejected } = await page.evaluate(
      async ([home, invoice_id]) => {
        const script = Object.assign(document.createElement('script'), { src: `${home ?? ''}bootpay.js` })
        await new Promise((resolve) => {
          script.addEventListener('load', resolve)
          document.head.append(script)
        })
        const { Bootpay } = globalThis as unknown as {
          Bootpay: { requestPayment: (request: unknown) => Promise<unknown> }
        }
        return Bootpay.requestPayment({ invoice_id }).then(
          () => ({ rejected: undefined }),
          (rejected: unknown) => ({ rejected }),
        )
      },
      [server.url, invoice_id],
    )
    expect(rejected).toMatchObject({ error_code: 'INVALID_REQUEST_PARAMS' })
  })
})

describe('its looks', () => {
  it.each([1280, 390])('fit into %i pixels, whatever the names are', async (width) => {
    // Only the built one has its style.
    const server = await startSandboxForTest()
    const made = await createInvoice(shopAt(server), {
      name: 'ㅋ'.repeat(200),
      title: '가을 세일',
      invoice_items: [
        { name: 'x'.repeat(200), price: 39_000, quantity: 2 },
        { name: '양말', price: 5_000, quantity: 3 },
      ],
      delivery_price: 3_000,
      expire_in: 86_400,
      redirect_url: 'https://shop.invalid/thanks',
    })()
    const { payment_url } = made._tag === 'Right' ? made.right : { payment_url: '' }
    const { page } = await visit(payment_url ?? '', width)
    const fits = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await stateOf(page, '결제 전')
    await fits()
    await press(page, '결제하기')
    await page.frameLocator('iframe').getByRole('button', { name: '결제', exact: true, disabled: false }).waitFor()
    await fits()
    await pressInWindow(page, '취소')
    await troubleOf(page, '결제를 취소했습니다.')
    await fits()
    await press(page, '결제하기')
    await page.frameLocator('iframe').getByLabel('결제수단').selectOption('vbank')
    await pressInWindow(page, '계좌 발급')
    await stateOf(page, '입금을 기다리고 있습니다.')
    await fits()
    const state = (await ask(server, 'GET /state')).body as { receipts: { receipt_id: string; status: number }[] }
    const waiting = state.receipts.find(({ status }) => status === 5)
    await ask(server, `POST /payments/${waiting?.receipt_id ?? ''}/deposit`)
    await page.reload()
    await stateOf(page, '결제 완료')
    await fits()
  })
})
