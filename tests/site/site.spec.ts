import { readFileSync } from 'node:fs'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { pages, textOf } from '../../docs/.vitepress/pages.js'
import { runnable } from '../../docs/.vitepress/programs.js'
import { blocksOf, codeIn, ROOT, sectionOf, tableOf } from '../docs/support/markdown.js'
import { operations } from '../docs/support/source.js'
import { startChromium } from '../support/chromium.js'
import { linesOf, runBlock } from './block.js'
import { builtFiles, builtPages } from './build.js'
import { visit, type Visit } from './visit.js'

const { home, trouble } = inject('site')

let browser: Browser
const visits: Visit[] = []

beforeAll(async () => {
  expect(trouble).toBe('')
  browser = await startChromium()
  const left = [...builtPages()]
  const walk = async (): Promise<void> => {
    const path = left.shift()
    if (path === undefined) return
    visits.push(await visit(browser, home, path))
    await walk()
  }
  await Promise.all([walk(), walk(), walk()])
})

afterAll(async () => {
  await browser.close()
})

/** What is wrong with each page, where anything is. */
const wrong = (of: (visit: Visit) => readonly string[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(visits.map((page) => [page.path, of(page)] as const).filter(([, found]) => found.length > 0))

describe('every page', () => {
  test('is in Korean at the root and in English below en/', () => {
    const paths = visits.map(({ path }) => path)
    const english = paths.filter((path) => path.startsWith('en/'))
    expect(paths.filter((path) => !english.includes(path)).sort()).toEqual(
      english.map((path) => path.slice('en/'.length)).sort(),
    )
    expect(wrong(({ path, lang }) => (lang === (path.startsWith('en/') ? 'en' : 'ko') ? [] : [lang]))).toEqual({})
    // The guides, the README, the home page; and the reference of each sub-path.
    expect(english.filter((path) => !path.includes('/reference/')).length).toBeGreaterThan(14)
    expect(english.filter((path) => path.includes('/reference/')).length).toBeGreaterThan(20)
  })

  test('has a title of its own', () => {
    const titles = visits.map(({ title, lang }) => `${lang}: ${title}`)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  test('shows the boxes of a list to tick off, and not the brackets that they are written with', () => {
    const boxes = pages.map(
      (page) =>
        [
          page.path,
          textOf(page)
            .match(/^- (?:☐|\[[ x]\])/gm)
            ?.join('') ?? '',
        ] as const,
    )
    const lists = boxes.filter(([, found]) => found !== '')
    expect(lists.map(([path]) => path)).toEqual(['open-checklist.md', 'en/open-checklist.md'])
    expect(lists.filter(([, found]) => found.includes('['))).toEqual([])
  })

  test('makes no error in the console and asks no other host', () => {
    expect(wrong(({ troubles }) => troubles)).toEqual({})
  })

  test('has links that lead to pages and headings that exist', () => {
    const known = new Map(visits.map(({ path, ids }) => [home + path, new Set(ids)] as const))
    const idsAt = (address: string) => known.get(address.endsWith('/') ? `${address}index.html` : address)
    const broken = ({ links }: Visit) =>
      links.filter((link) => {
        if (/^https:/.test(link)) return false
        const [address = '', anchor = ''] = link.split('#')
        const ids = idsAt(address)
        if (builtFiles('.json').includes(address.replace(home, ''))) return false
        return !ids || (anchor !== '' && !ids.has(decodeURIComponent(anchor)))
      })
    expect(wrong(broken)).toEqual({})
    expect(visits.flatMap(({ links }) => links).length).toBeGreaterThan(visits.length * 20)
  })

  test('is no wider than a phone: what is wide scrolls within itself', () => {
    expect(wrong(({ excess }) => (excess > 0 ? [`${excess} px`] : []))).toEqual({})
  })

  test('has body text of 16 px or more on a phone', () => {
    expect(wrong(({ small }) => small)).toEqual({})
  })

  test.each(['light', 'dark'] as const)('has text that can be told from what is behind it, in %s', (scheme) => {
    expect(wrong(({ faint }) => faint[scheme])).toEqual({})
  })
})

test.each([
  ['overview.html', 'README.ko.md', '## 오퍼레이션', '오퍼레이션'],
  ['en/overview.html', 'README.md', '## Operations', 'operation'],
])('in the tables of %s each operation leads to its entry in the reference', (path, source, section, column) => {
  const names = tableOf(sectionOf(source, section), 'endpoint').map((row) => codeIn(row[column]))
  const folder = path.replace('overview.html', 'reference/')
  const wanted = names.map((name) => {
    const domain = operations.find((operation) => operation.name === name)?.domain
    return `${home}${folder}${domain}.html#${name.toLowerCase()}`
  })
  expect(wanted).toHaveLength(30)
  const links = visits.find((page) => page.path === path)?.links
  expect(wanted.filter((link) => !links?.includes(link))).toEqual([])
})

describe('the reference', () => {
  test.each(['', 'en/'])('has an entry for every operation, with its builder (%s)', (folder) => {
    const missing = operations.flatMap(({ name, domain }) => {
      const ids = visits.find(({ path }) => path === `${folder}reference/${domain}.html`)?.ids
      return [name, `${name}Request`].filter((entry) => !ids?.includes(entry.toLowerCase()))
    })
    expect(missing).toEqual([])
  })

  test('is in Korean where it does not quote the sources', () => {
    const left = pages
      .filter(({ locale, kind }) => locale === 'ko' && kind === 'reference')
      .flatMap((page) => [...textOf(page).matchAll(/^## [A-Z].*|^\*\*[A-Z][\w ]*\*\*$|^\| [A-Z].*(?=\n\| -)/gm)])
    expect(left.map(([words]) => words)).toEqual([])
  })
})

describe('in Chromium', () => {
  const open = async (path: string, width = 1280): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 844 } })
    await page.goto(home + path, { waitUntil: 'networkidle' })
    return page
  }

  test.each([
    ['', 'README.ko.md', '부트페이'],
    ['en/', 'README.md', 'Bootpay'],
  ])('the home page (/%s) shows the first block of %s', async (path, source, word) => {
    const page = await open(path)
    try {
      expect(await page.locator('.VPHero').innerText()).toContain(word)
      const blocks = await page.locator('.vp-doc div.language-ts code').allInnerTexts()
      expect(blocks).toEqual([blocksOf(source)[0]?.code])
    } finally {
      await page.close()
    }
  })

  test.each([
    ['', 390],
    ['', 1280],
    ['en/', 390],
    ['en/', 1280],
  ])('the search of /%s finds 가상계좌, cancelPayment, and a name by a word in it at %i px', async (path, width) => {
    for (const word of ['가상계좌', 'cancelPayment', 'Sequential']) {
      const page = await open(path, width)
      try {
        await page.locator('.VPNavBarSearch button').first().click()
        await page.locator('.VPLocalSearchBox input').fill(word)
        const results = page.locator('.VPLocalSearchBox .result')
        await results.first().waitFor()
        const targets = await results.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
        expect(targets.filter((link) => !link.startsWith(home + path))).toEqual([])
        // The entry of a function comes first where there is one, and each leads to a page that has the word.
        const first = targets[0] ?? ''
        if (word === 'cancelPayment') expect(first).toBe(`${home}${path}reference/payment.html#cancelpayment`)
        await results.first().click()
        await page.waitForURL(first)
        await page.locator('.vp-doc', { hasText: word }).first().waitFor()
      } finally {
        await page.close()
      }
    }
  })

  test.each([
    ['errors.html', 'en/errors.html'],
    ['en/reference/payment.html', 'reference/payment.html'],
  ])('the menu of languages leads from %s to %s', async (from, to) => {
    const page = await open(from)
    try {
      await page.locator('.VPNavBarTranslations button').hover()
      await page.locator('.VPNavBarTranslations a').first().click()
      await page.waitForURL(home + to)
      await page.locator('.vp-doc h1').waitFor()
    } finally {
      await page.close()
    }
  })
})

describe('the blocks with a button', () => {
  const withBlocks = runnable().filter(({ programs }) => programs.length > 0)
  const printed = (code: string) => [...code.matchAll(/^.*\bconsole\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)

  test.each(withBlocks.map(({ path, programs }) => [path.replace(/md$/, 'html'), programs] as const))(
    'of %s print in the browser what the page says, and ask no other host',
    async (path, programs) => {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
      try {
        const outside: string[] = []
        page.on('request', (request) => {
          if (
            !request
              .url()
              .replace(/^blob:/, '')
              .startsWith(new URL(home).origin)
          )
            outside.push(request.url())
        })
        await page.goto(home + path, { waitUntil: 'networkidle' })
        const blocks = page.locator('.run-block')
        const shown: string[] = []
        for (let index = 0; index < (await blocks.count()); index += 1) {
          const block = blocks.nth(index)
          await runBlock(block)
          shown.push(await linesOf(block))
        }
        const nothing = path.startsWith('en/') ? 'It printed nothing.' : '출력한 것이 없습니다.'
        expect(shown).toEqual(programs.map(({ block }) => printed(block).join('\n') || nothing))
        expect(outside).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      } finally {
        await page.close()
      }
    },
  )

  test('are on many pages, in both languages', () => {
    const count = (english: boolean) =>
      withBlocks.flatMap(({ path, programs }) => (path.startsWith('en/') === english ? programs : [])).length
    expect(count(true)).toBeGreaterThan(40)
    expect(count(false)).toBeGreaterThan(40)
  })
})

describe('the pictures', () => {
  const drawn = pages.flatMap((page) => {
    const texts = [...textOf(page).matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(([, text = '']) => text)
    return texts.length > 0 ? [[page.path.replace(/md$/, 'html'), texts] as const] : []
  })
  const dense = (text: string) => text.replace(/\s/g, '')
  /** What is to be read in a picture: titles, names and labels, line by line. */
  const labelsOf = (text: string) =>
    [
      ...text.matchAll(
        /"([^"]+)"\]|\|"(.+?)"\||state "(.+)" as|participant .* as (.+)|(?:>\S+|bootpay): (.+)|acc\w+: (.+)/g,
      ),
    ].flatMap(([, ...found]) => (found.find(Boolean) ?? '').split('<br/>').map(dense))

  test('are on pages of both languages', () => {
    const pathsOf = (english: boolean) =>
      drawn.filter(([path]) => path.startsWith('en/') === english).map(([path]) => path)
    expect(pathsOf(true)).toEqual(pathsOf(false).map((path) => `en/${path}`))
    expect(drawn.flatMap(([, texts]) => texts.flatMap(labelsOf)).length).toBeGreaterThan(200)
  })

  test.each(drawn)(
    'of %s are drawn with their labels, in light and in dark, and scroll on a phone',
    async (path, texts) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'light' })
      try {
        const page = await context.newPage()
        await page.goto(home + path, { waitUntil: 'networkidle' })
        const boxes = page.locator('.drawn-picture')
        const fills: string[][] = []
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme })
          const before = fills.at(-1)?.[0]
          await page.waitForFunction(
            ([count, old]) => {
              const all = [...document.querySelectorAll('.drawn-picture svg')]
              return all.length === count && all.every((svg) => svg.querySelector('style')?.textContent !== old)
            },
            [texts.length, before] as const,
          )
          const shown = (await boxes.locator('svg').allTextContents()).map(dense)
          expect(texts.map((text, at) => labelsOf(text).filter((label) => !shown[at]?.includes(label)))).toEqual(
            texts.map(() => []),
          )
          fills.push(await boxes.locator('svg style').allTextContents())
        }
        expect(fills[0]).not.toEqual(fills[1])
        expect(await boxes.locator('pre').count()).toBe(0)
        const widths = await boxes.evaluateAll((all) => all.map((box) => [box.clientWidth, box.scrollWidth] as const))
        expect(widths.filter(([box]) => box > 390)).toEqual([])
        expect(widths.filter(([box, whole]) => whole > box).length).toBeGreaterThan(0)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
      } finally {
        await context.close()
      }
    },
  )
})

describe('a page that does not exist', () => {
  test.each([
    ['nothing.html', '페이지가 없습니다', ''],
    ['en/nothing.html', 'There is no such page', 'en/'],
  ])('%s says so, and leads to the first page', async (path, words, first) => {
    const page = await browser.newPage()
    try {
      const response = await page.goto(home + path, { waitUntil: 'networkidle' })
      expect(response?.status()).toBe(404)
      expect(await page.locator('.NotFound h1').innerText()).toBe(words)
      await page.locator('.NotFound a').click()
      await page.waitForURL(home + first)
    } finally {
      await page.close()
    }
  })
})

describe.each(['', 'en/'])('for language models, /%sllms.txt', (below) => {
  const textOf = async (path: string) => {
    const response = await fetch(home + below + path)
    expect([path, response.status]).toEqual([path, 200])
    return response.text()
  }

  test('leads to every page as Markdown, and llms-full.txt has them all', async () => {
    const map = await textOf('llms.txt')
    const links = [...map.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(10)
    const whole = await textOf('llms-full.txt')
    expect(whole.startsWith(map)).toBe(true)
    for (const link of links) expect(whole).toContain(await textOf(link))
  })
})

test('nothing of the site goes to npm', () => {
  const { files } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { files: readonly string[] }
  expect(files).toContain('!docs/.vitepress')
  expect(files).not.toContain('site')
})
