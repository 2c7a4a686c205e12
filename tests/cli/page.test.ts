import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import { sandboxFaults } from 'bootpay-fp/sandbox'

import type { ServerOptions } from '../../src/cli/options.js'
import { startChromium } from '../support/chromium.js'
import { ask, listen, send, serve, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

let browser: Browser
beforeAll(async () => {
  browser = await startChromium()
  return () => browser.close()
}, 60_000)

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

/** The page of a sandbox that is being served, with what went wrong in it and where its requests went. */
const open = async (options: Partial<ServerOptions> = {}) => {
  const server = await serve(options)
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const troubles: string[] = []
  const hosts = new Set<string>()
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(server.url)
  await page.getByText('실시간').waitFor()
  return { server, page, troubles, hosts }
}

/** The row of a table that holds a text. */
const rowOf = (page: Page, table: string, text: string) => page.locator(`#${table} tr`, { hasText: text })

describe('the status page', () => {
  it('shows a payment that is made with its buttons, and each step of the buyer', async () => {
    const { server, page, troubles } = await open()
    await page.getByLabel('상품명').fill('양말')
    await page.getByLabel('금액').fill('12000')
    await page.getByLabel('주문번호').fill('order-7')
    await page.getByLabel('결제수단').selectOption('vbank')
    await page.getByRole('button', { name: '결제창만 열기' }).click()
    const row = rowOf(page, 'receipts', 'order-7')
    await row.getByText('0 결제대기').waitFor()
    expect(await row.textContent()).toContain('12,000원')
    await row.getByRole('button', { name: '결제', exact: true }).click()
    await row.getByText('5 가상계좌 입금 대기').waitFor()
    await row.getByRole('button', { name: '입금' }).click()
    await row.getByText('1 결제완료').waitFor()
    expect(await row.getByRole('button', { name: /결제|입금/ }).count()).toBe(0)
    expect(server.sandbox.state().receipts).toMatchObject([{ order_id: 'order-7', price: 12000, status: 1 }])
    expect(troubles).toEqual([])
  })

  it('shows live what a server does: requests, cancels, keys, reservations, webhooks', async () => {
    const { server, page, troubles } = await open({ webhookUrl: 'http://127.0.0.1:1/hook' })
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    await rowOf(page, 'receipts', 'order-1').getByText('1 결제완료').waitFor()
    await send(server, 'POST /cancel', { receipt_id, cancel_price: 400, cancel_id: 'c-1' })
    await rowOf(page, 'receipts', 'order-1').getByText('부분취소').waitFor()
    await rowOf(page, 'requests', 'cancelPayment').getByText('200').waitFor()
    await rowOf(page, 'webhooks', '결제 완료').getByText('연결 실패').waitFor()
    const { billing_key } = (await (
      await send(server, 'POST /request/subscribe', {
        pg: '나이스페이',
        order_name: '구독',
        subscription_id: 's-1',
        card_no: '5570111122221074',
        card_pw: '12',
        card_identity_no: '901014',
        card_expire_year: '30',
        card_expire_month: '12',
      })
    ).json()) as { billing_key: string }
    await rowOf(page, 'billing_keys', billing_key).getByText('사용 가능').waitFor()
    const reserve_execute_at = new Date(Date.now() + 3_600_000).toISOString()
    const reservation = { billing_key, order_id: 'r-1', order_name: '다음 달', price: 9900, reserve_execute_at }
    await send(server, 'POST /subscribe/payment/reserve', reservation)
    await rowOf(page, 'reservations', 'r-1').getByText('대기').waitFor()
    await page.getByRole('button', { name: '+하루' }).click()
    await rowOf(page, 'reservations', 'r-1').getByText('실행됨').waitFor()
    await rowOf(page, 'receipts', 'r-1').getByText('1 결제완료').waitFor()
    expect(troubles).toEqual([])
  })

  it('has switches for how it answers, which follow what somebody else sets', async () => {
    const { server, page, troubles } = await open({ switches: { partialCancelStatus: 20 } })
    const [basic, status] = [page.getByLabel('모든 API에서 Basic 인증 허용'), page.getByLabel('부분취소하면 상태 20')]
    await vi.waitFor(async () => {
      expect([await basic.isChecked(), await status.isChecked()]).toEqual([false, true])
    }, 3_000)
    await basic.check()
    await vi.waitFor(() => {
      expect(server.sandbox.switches()).toEqual({ basicEverywhere: true, partialCancelStatus: 20 })
    }, 3_000)
    await ask(server, 'PUT /switches', { basicEverywhere: false, partialCancelStatus: 1 })
    await vi.waitFor(async () => {
      expect([await basic.isChecked(), await status.isChecked()]).toEqual([false, false])
    }, 3_000)
    expect(troubles).toEqual([])
  })

  it('asks for a consent, sets a fault and clears it, resets', async () => {
    const { server, page, troubles } = await open()
    await send(server, 'POST /request/subscribe/automatic-transfer', {
      pg: '나이스페이',
      order_name: '구독',
      subscription_id: 't-1',
      price: 1000,
      username: '홍길동',
      bank_name: '국민',
      bank_account: '67561234123492472',
      identity_no: '901014',
      phone: '01012341234',
    })
    await rowOf(page, 'receipts', 't-1').getByRole('button', { name: '출금 동의' }).click()
    await vi.waitFor(() => {
      expect(server.sandbox.export()['receipts']).toMatchObject([{ consent: { consented: true } }])
    }, 3_000)
    await page.getByLabel('장애 종류').selectOption('reset_after')
    await page.getByRole('button', { name: '다음 요청에 적용' }).click()
    await page.locator('#faults-now', { hasText: 'reset_after' }).waitFor()
    await expect(send(server, 'GET /receipt/none')).rejects.toThrow()
    await rowOf(page, 'requests', '장애: 처리 후 연결 끊김').getByText('끊김', { exact: true }).waitFor()
    await page.locator('#faults-now', { hasText: '없음' }).waitFor()
    await page.getByLabel('무작위 장애 비율').fill('20')
    await page.getByRole('button', { name: '적용', exact: true }).click()
    await page.locator('#faults-now', { hasText: '무작위 20 %' }).waitFor()
    await page.getByRole('button', { name: '모두 해제' }).click()
    await page.locator('#faults-now', { hasText: '없음' }).waitFor()
    page.removeAllListeners('dialog').once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: '초기화' }).click()
    await page.locator('#receipts:empty').waitFor({ state: 'attached' })
    expect(server.sandbox.state().receipts).toEqual([])
    expect(troubles).toEqual([])
  })

  it('shows a refused request whole: the code, its cause in Korean, the ids, what was sent and answered', async () => {
    const { server, page, troubles } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    await send(server, 'POST /cancel', { receipt_id, cancel_id: 'c-1' })
    await send(server, 'POST /cancel', { receipt_id, cancel_id: 'c-2', card_no: '5570111122221074' })
    const row = rowOf(page, 'requests', 'RC_ALREADY_CANCELLED')
    await row.getByText('이미 취소된 결제').waitFor()
    await row.getByText('cancel_id c-2').waitFor()
    await row.getByRole('link', { name: 'POST /cancel' }).press('Enter')
    const drawer = page.getByRole('dialog', { name: 'POST /cancel' })
    await drawer.getByText('이미 취소된 결제입니다.', { exact: true }).waitFor()
    const [sent = '', answered = ''] = await drawer.locator('pre').allTextContents()
    expect(JSON.parse(sent)).toEqual({ receipt_id, cancel_id: 'c-2', card_no: '***' })
    expect(JSON.parse(answered)).toEqual({ error_code: 'RC_ALREADY_CANCELLED', message: '이미 취소된 결제입니다.' })
    await drawer.getByRole('link', { name: String(receipt_id) }).press('Enter')
    await page.getByRole('dialog', { name: '스웨터' }).getByText('20 결제취소').waitFor()
    await page.goBack()
    await drawer.waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#drawer:not([open])').waitFor({ state: 'attached' })
    await page.waitForURL(server.url)
    expect(troubles).toEqual([])
  })

  it('says of a lost answer what came of the request, and of one that was not carried out that nothing did', async () => {
    const { server, page } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    for (const fault of ['unavailable', 'reset_after']) {
      await ask(server, 'POST /faults', { fault })
      await send(server, 'POST /cancel', { receipt_id }).catch(() => undefined)
    }
    await rowOf(page, 'requests', '점검 중 503').getByRole('link').click()
    await page.getByRole('dialog').getByText('처리되지 않았습니다. 아무것도 바뀌지 않았습니다.').waitFor()
    await page.getByRole('button', { name: '닫기' }).click()
    await rowOf(page, 'requests', '처리 후 연결 끊김').getByRole('link').click()
    await page.getByRole('dialog').getByText('처리 결과 (클라이언트에는 장애가 전달됨)').waitFor()
    const [, answered = ''] = await page.getByRole('dialog').locator('pre').allTextContents()
    expect(JSON.parse(answered)).toMatchObject({ receipt_id, status: 20, cancelled_price: 1000 })
  })

  it('has a page for a receipt: the shop cancels a part and the rest, as its server would', async () => {
    const { server, page, troubles } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    await page.goto(`${server.url}#/receipts/${String(receipt_id)}`)
    const receipt = page.getByRole('dialog', { name: '스웨터' })
    await receipt.getByLabel('취소할 금액').fill('300')
    await receipt.getByRole('button', { name: '부분취소' }).click()
    await receipt.getByText('1 부분취소').waitFor()
    await receipt.getByRole('button', { name: '전체취소 700원' }).click()
    await receipt.getByText('20 결제취소').waitFor()
    expect(await receipt.getByRole('button', { name: /취소/ }).count()).toBe(0)
    expect(await receipt.getByRole('link', { name: 'POST /cancel' }).count()).toBe(2)
    expect(await receipt.getByRole('link', { name: /^웹훅/ }).allTextContents()).toEqual([
      '웹훅 결제 취소',
      '웹훅 부분 취소',
      '웹훅 결제 완료',
    ])
    expect(server.sandbox.state().cancellations.map(({ cancel_price }) => cancel_price)).toEqual([300, 700])
    expect(server.sandbox.requests().map(({ operation }) => operation)).toEqual(['cancelPayment', 'cancelPayment'])
    expect(troubles).toEqual([])
  })

  it('confirms, refuses and leaves there too, gives a deposit back, and says why something is refused', async () => {
    const { server, page } = await open()
    const make = async (order_id: string, more: object) =>
      String((await ask(server, 'POST /payments', { ...order, order_id, ...more })).body['receipt_id'])
    const show = async (receipt_id: string) => {
      await page.goto(`${server.url}#/receipts/${receipt_id}`)
      await page.getByRole('dialog').getByRole('button', { name: receipt_id }).waitFor()
      return page.getByRole('dialog')
    }
    const waiting = await show(await make('a', { separately_confirmed: true, pay: true }))
    await waiting.getByRole('button', { name: '승인' }).click()
    await waiting.getByText('1 결제완료').waitFor()
    const refused = await show(await make('b', {}))
    await refused.getByRole('button', { name: '결제 거절' }).click()
    await refused.getByText('-4 결제요청실패').waitFor()
    const vbank = await show(await make('c', { method: 'vbank', pay: true }))
    await vbank.getByRole('button', { name: '입금' }).click()
    await vbank.getByRole('button', { name: '부분취소' }).click()
    await page.getByRole('alert').getByText('RC_CANCEL_SERVER_ERROR').waitFor()
    await vbank.getByRole('button', { name: '전체취소 1,000원' }).click()
    await vbank.getByText('20 결제취소').waitFor()
    expect(server.sandbox.state().receipts.map(({ status }) => status)).toEqual([1, -4, 20])
  })

  it('lets the buyer decide on an escrow purchase, and names its webhook, a billing key’s and an identity’s', async () => {
    const { server, page, troubles } = await open()
    const escrow = { ...order, pg: 'kcp', escrow: true, pay: true }
    const receipt_id = String((await ask(server, 'POST /payments', escrow)).body['receipt_id'])
    const shipping = {
      delivery_corp: 'CJ대한통운',
      tracking_number: '1',
      user: { username: '홍길동', phone: '01012341234' },
    }
    expect((await send(server, `PUT /escrow/shipping/start/${receipt_id}`, shipping)).status).toBe(200)
    const { body } = await ask(server, 'POST /subscriptions', { subscription_id: 's-1', order_name: '구독' })
    await ask(server, `POST /payments/${String(body['receipt_id'])}/pay`)
    await ask(server, 'POST /identities', {})
    await page.goto(`${server.url}#/receipts/${receipt_id}`)
    await page.getByRole('dialog').getByRole('button', { name: '구매확정' }).click()
    await page.getByRole('dialog').getByRole('link', { name: '웹훅 에스크로 구매 결정' }).waitFor()
    await page.keyboard.press('Escape')
    for (const name of ['빌링키 발급', '본인인증 완료', '에스크로 구매 결정'])
      await rowOf(page, 'webhooks', name).getByText('주소 없음').waitFor()
    await rowOf(page, 'webhooks', '본인인증 완료').getByRole('link').click()
    await page.getByRole('dialog', { name: '웹훅 본인인증 완료' }).locator('pre').waitFor()
    expect(troubles).toEqual([])
  })

  it('keeps webhooks until an address is set there, and sends them then; it takes no other host’s', async () => {
    const { server, page, troubles } = await open()
    const heard: string[] = []
    const shop = await listen((incoming, outgoing) => {
      heard.push(String(incoming.url))
      outgoing.end('{"success":true}')
    })
    await ask(server, 'POST /payments', { ...order, pay: true })
    await rowOf(page, 'webhooks', '결제 완료').getByText('주소 없음').waitFor()
    expect(await page.getByRole('button', { name: /모아 둔 웹훅/ }).isVisible()).toBe(false)
    await page.getByLabel('웹훅을 받을 주소').fill(`${shop}/hook`)
    await page.getByRole('button', { name: '주소 저장' }).click()
    await page.getByRole('button', { name: '모아 둔 웹훅 1건 보내기' }).click()
    await rowOf(page, 'webhooks', '결제 완료').getByText('전달됨').waitFor()
    expect(heard).toEqual(['/hook'])
    await rowOf(page, 'webhooks', '결제 완료').getByRole('link').click()
    const [payload = ''] = await page.getByRole('dialog', { name: '웹훅 결제 완료' }).locator('pre').allTextContents()
    expect(JSON.parse(payload)).toEqual(server.sandbox.webhooks()[0]?.payload)
    await page.keyboard.press('Escape')
    expect(troubles).toEqual([])
    await page.getByLabel('웹훅을 받을 주소').fill('https://shop.test/hook')
    await page.getByRole('button', { name: '주소 저장' }).click()
    await page.getByRole('alert').getByText('may not go to shop.test').waitFor()
    expect(server.sandbox.webhookUrl()).toBe(`${shop}/hook`)
    await ask(server, 'PUT /webhook-address', { url: null })
    await page.getByText('보내지 않고 모아 둡니다').waitFor()
  })

  it('keeps what is typed and where the keyboard is while the receipt’s requests and webhooks come', async () => {
    const { server, page } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    await page.goto(`${server.url}#/receipts/${String(receipt_id)}`)
    const receipt = page.getByRole('dialog', { name: '스웨터' })
    await receipt.getByLabel('취소할 금액').fill('123')
    await send(server, `GET /receipt/${String(receipt_id)}`)
    await receipt.getByRole('link', { name: /^GET/ }).waitFor()
    expect(await receipt.getByLabel('취소할 금액').inputValue()).toBe('123')
    await page.keyboard.type('4')
    await page.keyboard.press('Enter')
    expect(await receipt.getByLabel('취소할 금액').inputValue()).toBe('1234')
    // More than there is: the field says so, and nothing is sent.
    expect(server.sandbox.requests().map(({ operation }) => operation)).toEqual(['getReceipt'])
    await receipt.getByLabel('취소할 금액').fill('100')
    await page.keyboard.press('Enter')
    await receipt.getByText('900원', { exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.closest('#drawer')?.id)).toBe('drawer')
  })

  it('has a Korean name for every fault, and says what each does', async () => {
    const { page } = await open()
    const select = page.getByLabel('장애 종류')
    await select.locator('option').first().waitFor({ state: 'attached' })
    expect(await select.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual(
      Object.keys(sandboxFaults),
    )
    for (const fault of Object.keys(sandboxFaults)) {
      await select.selectOption(fault)
      expect(await select.locator('option:checked').textContent()).toMatch(new RegExp(`^.*[가-힣].* · ${fault}$`))
      expect(await page.locator('#fault-does').textContent()).toMatch(/[가-힣]다(\(.+\))?\.$/)
    }
  })

  it('opens nothing for an address that names nothing', async () => {
    const { server, page, troubles } = await open()
    await ask(server, 'POST /payments', order)
    for (const hash of ['#/receipts/none', '#/requests/7', '#/requests/__proto__', '#/webhooks/x', '#/%', '#/none/1']) {
      await page.goto(server.url + hash)
      await rowOf(page, 'receipts', 'order-1').waitFor()
      expect(await page.locator('#drawer[open]').count()).toBe(0)
    }
    expect(troubles).toEqual([])
  })

  it('tells the buyer’s mistakes', async () => {
    const { server, page } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', order)).body
    const pay = rowOf(page, 'receipts', 'order-1').getByRole('button', { name: '결제', exact: true })
    await pay.waitFor()
    await page.route('**/pay', (route) => route.fulfill({ status: 409, json: { message: `no ${String(receipt_id)}` } }))
    await pay.click()
    await page
      .getByRole('alert')
      .getByText(`no ${String(receipt_id)}`)
      .waitFor()
  })

  it('takes nothing that a shop sends for HTML', async () => {
    const { server, page, troubles, hosts } = await open({
      webhookUrl: 'http://127.0.0.1:1/?<img src=x onerror=alert(1)>',
    })
    const evil = `<img src=x onerror="alert(1)"><script>alert(2)</script></script><b>"'&`
    await ask(server, 'POST /payments', {
      ...order,
      order_name: evil,
      order_id: evil,
      pg: evil,
      currency: evil,
      pay: true,
    })
    await rowOf(page, 'receipts', evil).waitFor()
    await rowOf(page, 'webhooks', '결제 완료').waitFor()
    await send(server, `GET /lookup/order/${encodeURIComponent(evil)}`)
    await send(server, 'POST /cancel', { receipt_id: evil, [evil]: evil })
    await rowOf(page, 'requests', 'cancelPayment').getByRole('link').click()
    await page.getByRole('dialog').getByText('보낸 값').waitFor()
    expect(await page.locator('#drawer :is(img, script, b), #requests :is(img, script, b)').count()).toBe(0)
    await page.keyboard.press('Escape')
    await rowOf(page, 'receipts', evil).getByRole('link').click()
    await page.getByRole('dialog').getByText('영수증', { exact: true }).waitFor()
    expect(await page.locator('#drawer :is(img, script, b)').count()).toBe(0)
    const { receipts, webhooks } = await page.evaluate(() => ({
      receipts: document.querySelectorAll('#receipts :is(img, script, b)').length,
      webhooks: document.querySelectorAll('#webhooks :is(img, script, b)').length,
    }))
    expect({ receipts, webhooks, troubles }).toEqual({ receipts: 0, webhooks: 0, troubles: [] })
    expect([...hosts]).toEqual([new URL(server.url).host])
  })

  it('shows payment links once there is one, and opens them', async () => {
    const { server, page, troubles } = await open()
    const card = page.getByRole('region', { name: /^결제 링크/ })
    expect(await page.getByText('Commerce URL').count()).toBe(1)
    expect(await page.getByRole('button', { name: server.commerceUrl }).count()).toBe(1)
    expect(await card.count()).toBe(0)
    const link = (name: string, more: object = {}) =>
      send({ baseUrl: server.commerceUrl }, 'POST /invoices', { name, price: 39000, ...more })
    await link('스웨터', { request_id: 'order-7' })
    await link('양말', { send_types: [2] })
    await rowOf(page, 'invoices', '양말').getByText('1 알림 발송').waitFor()
    const row = rowOf(page, 'invoices', 'order-7')
    await row.getByText('0 결제 전').waitFor()
    expect(await row.textContent()).toContain('39,000원')
    const opening = page.waitForEvent('popup')
    await row.getByRole('link', { name: '열기' }).click()
    const buyer = await opening
    await buyer.getByRole('button', { name: '결제하기' }).click()
    await buyer.frameLocator('iframe').getByRole('button', { name: '결제', exact: true }).click()
    await row.getByText('2 결제완료').waitFor()
    expect(await card.getByText('2건').count()).toBe(1)
    await buyer.close()
    expect(troubles).toEqual([])
  })

  it('lets no other script run, and no other site frame it', async () => {
    const { server, page } = await open()
    const injected = page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken"'
      document.body.append(script)
      return document.title
    })
    expect(await injected).toBe('부트페이 샌드박스')
    const { headers } = await fetch(server.url)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  })

  it.each([1280, 390])('fits into %i pixels, also with the drawer open', async (width) => {
    // Only the built one has its style.
    const server = await startSandboxForTest()
    const { receipt_id } = (
      await ask(server, 'POST /payments', { ...order, order_name: 'ㅋ'.repeat(200), method: 'vbank', pay: true })
    ).body
    await send(server, `GET /lookup/order/${'x'.repeat(200)}`)
    const commerce = { baseUrl: `${server.url}v1` }
    await send(commerce, 'POST /invoices', {
      name: 'ㅋ'.repeat(200),
      price: 1,
      request_id: 'x'.repeat(200),
      expire_in: 60,
    })
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    onTestFinished(() => page.close())
    const overflow = () =>
      page.evaluate(() => {
        const drawer = document.querySelector('#drawer') ?? document.body
        // On a wide screen no table is wider than its place.
        const tables = innerWidth < 1000 ? [] : [...document.querySelectorAll('.scroll')]
        const places = [document.documentElement, drawer, ...tables]
        return places
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ outerHTML }) => outerHTML)
      })
    await page.goto(server.url)
    await rowOf(page, 'requests', 'getReceiptsByOrder').waitFor()
    await page.locator('#invoices tr').waitFor()
    expect(await overflow()).toEqual([])
    for (const hash of [`#/receipts/${String(receipt_id)}`, '#/requests/1', '#/webhooks/webhook-1']) {
      await page.goto(server.url + hash)
      await page.locator('#drawer[open] pre').first().waitFor()
      expect([hash, await overflow()]).toEqual([hash, []])
      await page.keyboard.press('Escape')
    }
  })

  it('stays quick with 100,000 receipts: it shows the newest and counts all', async () => {
    const { server, page, troubles } = await open()
    for (let index = 0; index < 100_000; index += 1)
      server.sandbox.browser.requestPayment({ ...order, order_id: `order-${String(index)}` })
    await rowOf(page, 'receipts', 'order-99999').waitFor()
    expect(await page.locator('#receipts-count').textContent()).toBe('100,000건 중 최근 100건')
    expect(await page.locator('#receipts tr').count()).toBe(100)
    const begin = performance.now()
    await ask(server, 'POST /payments', { ...order, order_id: 'the-last' })
    await rowOf(page, 'receipts', 'the-last').waitFor()
    expect(performance.now() - begin).toBeLessThan(2_000)
    expect(troubles).toEqual([])
  })

  it('comes back by itself after a restart, and shows what the new one holds', async () => {
    const first = await open()
    await ask(first.server, 'POST /payments', order)
    await rowOf(first.page, 'receipts', 'order-1').waitFor()
    await first.server.close()
    await first.page.getByText('연결 끊김', { exact: true }).waitFor()
    const second = await serve({ port: Number(new URL(first.server.url).port) })
    await ask(second, 'POST /payments', { ...order, order_id: 'order-2' })
    await rowOf(first.page, 'receipts', 'order-2').waitFor({ timeout: 15_000 })
    expect(await rowOf(first.page, 'receipts', 'order-1').count()).toBe(0)
  })
})
