import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

import { startChromium } from '../support/chromium.js'
import { example } from './support/start.js'

const program = example('commerce-day/start.js')
const env = { PATH: process.env['PATH'] }

const expectRightDay = (printed: string): void => {
  expect(printed).toContain('29 steps, all as they should be')
  expect(printed).toMatch(/createInvoice +OutcomeUnknown[\s\S]+repeatUntilKnown +Done[\s\S]+one link over ₩96,000/)
  expect(printed).toMatch(/notifyInvoice +OutcomeUnknown[\s\S]+reconcileCommerce +Done/)
  expect(printed).toMatch(
    /approveOrderCancel +OutcomeUnknown[\s\S]+ApiError PROCESS_DUPLICATED[\s\S]+₩5,000 went back, once/,
  )
  expect(printed).toContain('₩91,000 is its own')
}

test('a day of a Commerce shop goes as it should: one link, one notice, money back once, and the sums agree', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env })
  expectRightDay(stdout)
})

test('by hand, the order comes of a click in the window of bootpay.js, and of nothing else', async () => {
  const browser = await startChromium()
  onTestFinished(() => browser.close())
  const day = spawn(process.execPath, [program, '--by-hand'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(day, 'close')
  // By a signal that it hears, so that it ends its sandbox too.
  onTestFinished(async () => {
    day.kill('SIGTERM')
    await ended
  })
  let printed = ''
  const link = await new Promise<string>((resolve) => {
    day.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      const [, found] = /open (http:\S+) and pay there/.exec(printed) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  const page = await browser.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: '결제하기' }).click()
  const window = page.frameLocator('iframe')
  await window.getByText('96,000원').waitFor()
  expect(printed).not.toContain('the link is paid')
  await window.getByRole('button', { name: '결제', exact: true }).click()
  await ended
  expect(day.exitCode).toBe(0)
  expectRightDay(printed)
}, 60_000)
