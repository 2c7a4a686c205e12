import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readOptions, type ServerOptions } from '../../src/cli/options.js'
import { startServer } from '../../src/cli/start.js'
import { startChromium } from '../support/chromium.js'
import { allowLoopback, endAll, start } from './support/start.js'

// SCREENSHOTS=1 npx vitest run tests/examples/shop.test.ts   writes docs/images (a Korean font is needed: fonts-noto-cjk)
const photograph = process.env['SCREENSHOTS'] !== undefined

const options = readOptions({}) as ServerOptions

allowLoopback()
endAll()

describe('the shop, in Chromium', () => {
  let browser: Browser | undefined
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    const { url } = await start('shop/server.js')
    browser = await startChromium()
    page = await browser.newPage({ viewport: { width: 1180, height: 860 }, locale: 'ko-KR', timezoneId: 'Asia/Seoul' })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(url)
  })
  afterAll(async () => {
    await browser?.close()
  })

  const click = async (act: string) => {
    await page.click(`[data-act=${act}]`)
    await page.waitForSelector('.busy', { state: 'detached' })
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('[data-act=reset]')?.disabled)
  }
  const logOf = (step: string) => page.innerText(`#${step} .log`)
  const noteOf = (step: string) => page.innerText(`#${step} [data-note]`)
  const take = async (name: string, step?: string) => {
    if (!photograph) return
    const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url))
    if (step) await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), step)
    await page.screenshot({ path })
  }

  test('is paid in one click, and refuses another price than its own', async () => {
    await take('shop-start')
    await click('tamper')
    await click('confirm')
    expect(await logOf('confirm')).toContain('Left · Mismatch')
    expect(await noteOf('confirm')).toContain('돈이 움직이기 전에 멈췄습니다')
    expect(await page.isDisabled('[data-act=receipt]')).toBe(true)

    await click('reset')
    expect(await logOf('confirm')).toBe('')
    await click('pay')
    await click('confirm')
    expect(await noteOf('confirm')).toBe('결제가 완료되었습니다.')
    await click('reset')
  })

  test('a lost answer is unknown until it is looked up', async () => {
    await click('pay')
    await click('lose')
    expect(await logOf('confirm')).toContain('Left · OutcomeUnknown')
    expect(await noteOf('confirm')).toContain('다시 승인하지 말고')
    expect(await page.isVisible('[data-act=confirm]')).toBe(false)
    await take('shop-unknown')
    await click('settle')
    expect(await logOf('confirm')).toContain('Right · Done')
    expect(await logOf('confirm')).toMatch(/\? confirmPayment Done/)
    expect(await noteOf('confirm')).toBe('결제가 완료되었습니다.')
  })

  test('the receipt is read, and a part of it is given back', async () => {
    await click('receipt')
    expect(await page.innerText('.slip')).toMatch(/결제금액\s+39,000원\s+합계\s+39,000원/)
    await click('cancel')
    await take('shop-receipt', 'receipt')
    expect(await page.innerText('.slip')).toMatch(/취소금액\s+−9,000원\s+합계\s+30,000원/)
  })

  test('a subscriber comes and goes', async () => {
    await click('subscribe')
    expect(await logOf('subscribe')).toMatch(/issueBillingKey[\s\S]+chargeSubscriptionCycle[\s\S]+reservePayment/)
    expect(await noteOf('subscribe')).toContain('첫 달 결제 완료')
    await click('leave')
    expect(await logOf('leave')).toContain('예약 1건을 취소하고 빌링키를 지웠습니다')
  })

  test('the billing key and the keys never come to the browser, and the browser has nothing to complain of', async () => {
    const html = await page.content()
    expect(html).toContain('(비밀)')
    expect(html).not.toMatch(/secret_key|sk_|4000-0000-0000-0000/)
    expect(complaints).toEqual([])
  })

  test('it is paid in the window of a sandbox that is served, and not when the buyer leaves', async () => {
    const sandbox = await startServer({ ...options, port: 0 }, () => undefined)
    if ('complaint' in sandbox) throw new Error(sandbox.complaint)
    try {
      const { url } = await start('shop/server.js', { BOOTPAY_SANDBOX: sandbox.url })
      await page.goto(url)
      const frame = page.frameLocator('iframe')
      await page.click('[data-act=pay]')
      await frame.getByRole('button', { name: '취소', exact: true }).click()
      await page.locator('iframe').waitFor({ state: 'detached' })
      expect(await page.isDisabled('[data-act=confirm]')).toBe(true)
      await page.click('[data-act=pay]')
      await frame.getByRole('button', { name: '결제', exact: true }).click()
      await page.waitForSelector('#pay.done')
      await click('confirm')
      expect(await noteOf('confirm')).toBe('결제가 완료되었습니다.')
      expect(sandbox.sandbox.state().receipts.map(({ status }) => status)).toEqual([0, 1])
      expect(complaints).toEqual([])
    } finally {
      await sandbox.close()
    }
  })

  test('it fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const [scroll, width] = await page.evaluate(() => [document.body.scrollWidth, window.innerWidth])
    expect(scroll).toBeLessThanOrEqual(width ?? 0)
  })
})
