import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import type { ServerOptions } from '../../src/cli/options.js'
import { startChromium } from '../support/chromium.js'
import { ask, send, serve, useRealNetwork } from './support.js'

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
    await row.getByRole('button', { name: '결제' }).click()
    await row.getByText('5 입금/승인대기').waitFor()
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
    await rowOf(page, 'requests', '장애: reset_after').getByText('끊김').waitFor()
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

  it('tells the buyer’s mistakes', async () => {
    const { server, page } = await open()
    const { receipt_id } = (await ask(server, 'POST /payments', order)).body
    const pay = rowOf(page, 'receipts', 'order-1').getByRole('button', { name: '결제' })
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
    const { receipts, webhooks } = await page.evaluate(() => ({
      receipts: document.querySelectorAll('#receipts :is(img, script, b)').length,
      webhooks: document.querySelectorAll('#webhooks :is(img, script, b)').length,
    }))
    expect({ receipts, webhooks, troubles }).toEqual({ receipts: 0, webhooks: 0, troubles: [] })
    expect([...hosts]).toEqual([new URL(server.url).host])
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
    await first.page.getByText('연결 끊김').waitFor()
    const second = await serve({ port: Number(new URL(first.server.url).port) })
    await ask(second, 'POST /payments', { ...order, order_id: 'order-2' })
    await rowOf(first.page, 'receipts', 'order-2').waitFor({ timeout: 15_000 })
    expect(await rowOf(first.page, 'receipts', 'order-1').count()).toBe(0)
  })
})
