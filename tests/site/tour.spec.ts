import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { transformSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { ROOT } from '../docs/support/markdown.js'
import { startChromium } from '../support/chromium.js'
import { installTarball } from '../support/tarball.js'
import { breakBlock, linesOf, runBlock } from './block.js'

const { home, trouble } = inject('site')

/** Where the picture of each step goes: `IMAGES=docs/images npm run test:site -- tour` renews those of the pages. */
const images = join(ROOT, process.env['IMAGES'] ?? 'site/tour')

let browser: Browser
let page: Page

beforeAll(async () => {
  expect(trouble).toBe('')
  mkdirSync(images, { recursive: true })
  browser = await startChromium()
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'ko-KR',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  page = await context.newPage()
})

afterAll(() => browser.close())

const picture = async (name: string): Promise<void> => {
  await page.screenshot({ path: join(images, `site-${name}.png`) })
}

const firstBlock = () => page.locator('.run-block').first()

describe('somebody new', () => {
  test('opens the site', async () => {
    await page.goto(home, { waitUntil: 'networkidle' })
    expect(await page.locator('.VPHero .text').innerText()).toContain('부트페이')
    await picture('1-open')
  })

  test('runs the first block', async () => {
    await runBlock(firstBlock())
    expect(await linesOf(firstBlock())).toBe('결제완료')
    await firstBlock().evaluate((block) => {
      block.scrollIntoView({ block: 'center' })
    })
    await picture('2-run')
  })

  test('breaks it, and sees that the money may have moved', async () => {
    await breakBlock(firstBlock(), 'fault:reset_after')
    await picture('3-break')
    expect(await firstBlock().innerText()).toContain('OutcomeUnknown')
  })

  test('settles it, and sees that it has', async () => {
    await firstBlock().locator('.run-settle').first().click()
    await firstBlock().locator('.run-settle').first().waitFor({ state: 'detached' })
    await picture('4-settle')
    expect(await firstBlock().innerText()).toContain('Done')
  })

  test('searches for 가상계좌', async () => {
    await page.locator('.VPNavBarSearch button').first().click()
    await page.locator('.VPLocalSearchBox input').fill('가상계좌')
    await page.locator('.VPLocalSearchBox .result').first().waitFor()
    await picture('5-search')
    expect(await page.locator('.VPLocalSearchBox .result').first().innerText()).toContain('가상계좌')
    await page.locator('.VPLocalSearchBox .result').first().click()
    await page.waitForURL(/virtual-account/)
  })

  test('copies the recipe into an empty project, and runs it there', async () => {
    const copied: string[] = []
    for (const button of (await page.locator('.vp-doc div.language-ts > button.copy').all()).slice(0, 3)) {
      await button.click({ force: true })
      copied.push(await page.evaluate(() => navigator.clipboard.readText()))
    }
    await page.locator('.vp-doc div.language-ts').first().scrollIntoViewIfNeeded()
    await picture('6-copy')
    const { project } = installTarball()
    writeFileSync(join(project, 'shop.mjs'), transformSync(copied.join('\n'), { loader: 'ts', format: 'esm' }).code)
    const run = execFileSync(process.execPath, ['shop.mjs'], { cwd: project, encoding: 'utf8' })
    expect(run).toBe('국민 string string\nawaiting deposit\npaid\n')
    await page.setContent('<pre style="padding: 24px; color: #eee; background: #111; font-size: 18px"></pre>')
    const terminal = page.locator('pre')
    await terminal.evaluate((pre, text) => {
      pre.textContent = text
    }, `$ npx esbuild shop.ts --format=esm --outfile=shop.mjs\n$ node shop.mjs\n${run}`)
    await terminal.screenshot({ path: join(images, 'site-7-project.png') })
  })
})
