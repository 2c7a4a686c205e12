import * as sdk from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { commerceInputs } from '../fixtures/commerceInputs.js'
import { inputs } from '../fixtures/inputs.js'
import { startChromium } from '../support/chromium.js'
import { behaviourOf, behaviours, type Behaviour } from './pictures/send.js'
import { drawPictures, picturesOf, withPictures, type Draw } from './pictures/pictures.js'
import { read, ROOT } from './support/markdown.js'
import { operations } from './support/source.js'

/** Where each picture stands. `npm run pictures` puts what it is now there. */
const PAGES = {
  'docs/payment-flow.md': ['confirm', 'receipt'],
  'docs/money-safety.md': ['send'],
  'docs/subscription.md': ['billing-key', 'reservation'],
  'docs/ko/payment-flow.md': ['confirm', 'receipt'],
  'docs/ko/money-safety.md': ['send'],
  'docs/ko/subscription.md': ['billing-key', 'reservation'],
} as const

let pictures: Readonly<Record<string, Draw>> = {}
beforeAll(async () => {
  pictures = await drawPictures()
}, 60_000)

describe('the pictures', () => {
  test.each(Object.entries(PAGES))('of %s are what the code does now', async (page, names) => {
    expect(picturesOf(read(page))).toEqual(names)
    const text = withPictures(read(page), pictures, page.startsWith('docs/ko/') ? 'ko' : 'en')
    // With `-u` it is written into the page.
    await expect(text).toMatchFileSnapshot(ROOT + page)
    expect(text.match(/^```mermaid$/gm)).toHaveLength(names.length)
  })

  test('stand in both languages, each of them', () => {
    const placed = (korean: boolean) =>
      Object.entries(PAGES).flatMap(([page, names]) => (page.startsWith('docs/ko/') === korean ? names : []))
    const all = Object.keys(pictures).sort()
    expect([...new Set(placed(true))].sort()).toEqual(all)
    expect([...new Set(placed(false))].sort()).toEqual(all)
  })
})

describe('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  test('Mermaid understands each picture, with its title and description', async () => {
    const page = await browser.newPage()
    await page.addScriptTag({ content: readFileSync(`${ROOT}node_modules/mermaid/dist/mermaid.min.js`, 'utf8') })
    const texts = Object.values(pictures).flatMap((draw) => [draw('ko'), draw('en')])
    const told = await page.evaluate(async (all) => {
      const { mermaid } = globalThis as unknown as {
        mermaid: { render: (id: string, text: string) => Promise<{ svg: string }> }
      }
      const svgs: string[] = []
      for (const [index, text] of all.entries()) svgs.push((await mermaid.render(`p${index}`, text)).svg)
      return svgs
    }, texts)
    const wordsOf = (text: string) => /accTitle: (.*)\n {2}accDescr: (.*)/.exec(text)?.slice(1)
    expect(
      told.map((svg) => [/<title[^>]*>(.*?)<\/title>/.exec(svg)?.[1], /<desc[^>]*>(.*?)<\/desc>/.exec(svg)?.[1]]),
    ).toEqual(texts.map(wordsOf))
  })
})

describe('what is sent again', () => {
  type Run = Parameters<typeof behaviourOf>[0]
  type Operation = (ctx: sdk.Context, input: unknown) => ReturnType<Run>

  const runOf = (name: string): Run => {
    const operation = ({ ...commerce, ...sdk } as unknown as Readonly<Record<string, Operation>>)[name] as Operation
    return (ctx) => operation(ctx, { ...inputs, ...commerceInputs }[name as keyof typeof inputs])
  }

  let known: Readonly<Record<string, Behaviour>> = {}
  beforeAll(async () => {
    known = Object.fromEntries(await behaviours())
  })

  test.each(operations.filter(({ domain, effect }) => !domain.startsWith('commerce') && effect !== 'token'))(
    '$name behaves as the picture has it for its effect, $effect',
    async ({ name, effect }) => {
      expect(await behaviourOf(runOf(name))).toEqual(known[effect])
    },
  )
})

test('no status that the sandbox has a word for is left out', () => {
  const drawn = ['receipt', 'billing-key'].flatMap((name) =>
    [...(pictures[name]?.('ko') ?? '').matchAll(/^ {2}state "(-?\d+) /gm)].map(([, status]) => Number(status)),
  )
  const words = [...read('src/sandbox/pg/names.ts').matchAll(/^ {2}'(-?\d+)': '/gm)].map(([, status]) => Number(status))
  expect(words.length).toBeGreaterThan(15)
  // Identity verifications (12, 50) and cash receipts (60, 61) are no payments.
  expect(words.filter((status) => !drawn.includes(status))).toEqual([12, 50, 60, 61])
})
