import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { runnable } from '../../docs/.vitepress/programs.js'
import { declinesIn, faultsIn } from '../../docs/.vitepress/run/breakages.js'
import { shownOf } from '../../docs/.vitepress/run/shown.js'
import { sandboxFaults, type SandboxFault } from '../../src/sandbox/index.js'
import { startChromium } from '../support/chromium.js'
import { breakBlock, ended, linesOf, runBlock } from './block.js'
import { faintText } from './visit.js'

const { home, trouble } = inject('site')

let browser: Browser
let page: Page
/** Errors of the console, and requests that failed or went elsewhere. */
let troubles: string[] = []

beforeAll(async () => {
  expect(trouble).toBe('')
  browser = await startChromium()
})

afterAll(() => browser.close())

/** Opens a page at its block that has a text. */
const openBlock = async (path: string, text: string, width = 1280): Promise<Locator> => {
  await (page as Page | undefined)?.close()
  page = await browser.newPage({ viewport: { width, height: 844 }, reducedMotion: 'reduce' })
  troubles = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('request', (request) => {
    const url = request.url().replace(/^blob:/, '')
    if (!url.startsWith(new URL(home).origin) && !url.startsWith('data:')) troubles.push(url)
  })
  await page.goto(home + path.replace(/md$/, 'html'), { waitUntil: 'networkidle' })
  const programs = runnable().find((each) => each.path === path)?.programs ?? []
  const number = programs.findIndex(({ block }) => block.includes(text))
  expect(number).toBeGreaterThanOrEqual(0)
  return page.locator('.run-block').nth(number)
}

const rowsOf = (block: Locator): Promise<readonly string[]> =>
  block.locator('.run-panel :is(caption, tr)').evaluateAll((all) =>
    all.map((row) =>
      (row.tagName === 'TR' ? [...row.children].map(({ textContent }) => textContent) : [row.textContent])
        .join(' | ')
        .replace(/\d+ ms/, 'n ms')
        .replace(/…[0-9a-f]{4}/, '<id>'),
    ),
  )

const badgesOf = (block: Locator): Promise<readonly string[]> =>
  block.locator('.run-result > :is(.run-tree, .run-either) .run-badge').allInnerTexts()

const settleBlock = async (block: Locator): Promise<readonly string[]> => {
  await block.locator('.run-settle').first().click()
  await block.locator('.run-settle').first().waitFor({ state: 'detached' })
  return badgesOf(block)
}

describe('beside what a block prints', () => {
  test.each([
    ['webhooks.md', ['요청 1', '영수증 1', '웹훅 1'], '39,000 | 결제완료', '전달됨'],
    ['en/webhooks.md', ['Requests 1', 'Receipts 1', 'Webhooks 1'], '39,000 | paid', 'delivered'],
  ])('of %s stand the requests, receipts and webhooks of its sandbox', async (path, captions, paid, delivered) => {
    const block = await openBlock(path, 'const receive =')
    await runBlock(block)
    const [requests = '', receipts = '', webhooks = ''] = captions
    expect(await rowsOf(block)).toEqual([
      ...[requests, 'GET /receipt/<id> | 200 | n ms'],
      ...[receipts, `order-1024 | ${paid}`],
      ...[webhooks, `PAYMENT_COMPLETED | order-1024 | ${delivered}`],
    ])
    expect(troubles).toEqual([])
  })

  test('only those requests stand that the block itself sends', async () => {
    const block = await openBlock('errors.md', 'const twice')
    await runBlock(block)
    expect((await rowsOf(block)).slice(0, 4)).toEqual([
      ...['요청 3', 'POST /confirm | 200 | n ms', 'POST /cancel | 200 | n ms', 'POST /cancel | 400 | n ms'],
    ])
  })
})

describe('what is printed', () => {
  test('opens as a tree by the keyboard', async () => {
    const block = await openBlock('errors.md', 'differences[0]')
    await runBlock(block)
    const tree = block.locator('.run-line > details')
    expect(await tree.locator('.run-members').isVisible()).toBe(false)
    await tree.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await tree.locator('.run-members .run-leaf').allInnerTexts()).toEqual([
      ...["member: 'price'", 'expected: 100', 'actual: 39000'],
    ])
    await page.keyboard.press('Enter')
    expect(await tree.locator('.run-members').isVisible()).toBe(false)
  })

  test('says the side of an Either, and what is wrong in the language of the page', () => {
    const left = { _tag: 'Left', left: { _tag: 'CredentialsError', message: 'no keys at all' } }
    expect(shownOf({ _tag: 'Right', right: 1 }, 'en').either).toEqual({ side: 'Right', tag: undefined })
    expect(shownOf({ _tag: 'Right', right: { _tag: 'Done' } }, 'en').either).toEqual({ side: 'Right', tag: 'Done' })
    expect(shownOf(left, 'en').either).toEqual({ side: 'Left', tag: 'CredentialsError', meaning: 'no keys at all' })
    expect(shownOf(left, 'ko').either?.meaning).toMatch(/[가-힣]/)
    expect(shownOf({ _tag: 'Left', left: 'text' }, 'en').either).toEqual({ side: 'Left' })
    expect(shownOf({ _tag: 'Left' }, 'en').either).toBeUndefined()
  })

  const circle: Record<string, unknown> = { name: 'circle' }
  circle['self'] = circle
  const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), {})
  const hostile = Object.defineProperty({}, 'secret', {
    enumerable: true,
    get: () => {
      throw new Error('no')
    },
  })
  test.each([
    ['text', '텍스트', '텍스트', 0],
    ['a number', 1, '1', 0],
    ['undefined', undefined, 'undefined', 0],
    ['null', null, 'null', 0],
    ['a big integer', 10n, '10n', 0],
    ['a symbol', Symbol('s'), 'Symbol(s)', 0],
    ['a function', Math.max, '[Function: max]', 0],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z', 0],
    ['a date that is none', new Date(NaN), 'Invalid Date', 0],
    ['an error', new Error('no', { cause: 'why' }), 'Error: no', 1],
    ['a list', ['a', 1], "[ 'a', 1 ]", 2],
    ['an empty object', {}, '{}', 0],
    ['a map', new Map([['a', { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }", 1],
    ['a set', new Set([1, 2]), 'Set(2) { 1, 2 }', 2],
    ['a circle', circle, "{ name: 'circle', self: [Circular] }", 2],
    ['what is deep', deep, '{ inner: { inner: { inner: [Object] } } }', 1],
    ['a getter that throws', hostile, '[unreadable]', 0],
    ['a revoked proxy', (({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {})), '[unreadable]', 0],
  ])('can be %s, and is copied for the page', (_, value, text, members) => {
    const shown = shownOf(value, 'en')
    expect([shown.text, shown.members?.length ?? 0]).toEqual([text, members])
    expect(structuredClone(shown)).toEqual(shown)
  })

  test('is cut where it is long, wide or deep', () => {
    const shown = shownOf(
      Array.from({ length: 1_000 }, () => 'x'.repeat(1_000)),
      'en',
    )
    expect([shown.members?.length, shown.more, shown.text.length]).toEqual([100, 900, 2_001])
    expect(JSON.stringify(shownOf(deep, 'en')).length).toBeLessThan(2_000)
  })
})

/** What an operation that writes gives under a fault, as the pages have it: a repeat mends some, and some leave it open. */
const MENDED = ['connection_refused', 'too_many_requests', 'token_revoked', 'clock_forward', 'clock_backward']

describe('the menu of what can go wrong', () => {
  const faults = Object.keys(sandboxFaults) as SandboxFault[]

  test.each([
    ['errors.md', 'ko', '고장 내기'],
    ['en/errors.md', 'en', 'Break it'],
  ] as const)('of %s has all faults and declines', async (path, language, label) => {
    const block = await openBlock(path, 'const twice')
    const options = await block.getByLabel(label).locator('option').allInnerTexts()
    const names = [...faultsIn(language), ...declinesIn(language)].map(({ name }) => name)
    expect(options.slice(1)).toEqual(names)
    expect(new Set(names).size).toBe(26)
    expect(names.filter((name) => /[가-힣]/.test(name) !== (language === 'ko'))).toEqual([])
  })

  test('strikes the first write, which then gives what the pages say; and the outcome is what was done', async () => {
    const block = await openBlock('errors.md', 'const twice')
    const seen: Record<string, unknown> = {}
    const expected: Record<string, unknown> = {}
    for (const fault of faults) {
      await breakBlock(block, `fault:${fault}`)
      const { on, effect } = sandboxFaults[fault]
      const text = faultsIn('ko').find(({ value }) => value === `fault:${fault}`)?.does
      const struck = on === 'cancelPayment' ? 'cancelPayment' : 'confirmPayment'
      if (on === 'webhook') {
        seen[fault] = await block.locator('.run-note').allInnerTexts()
        expected[fault] = ['이 코드에는 해당하는 요청이 없어 고장이 나지 않았습니다.']
        continue
      }
      const isOpen = (await block.locator('.run-settle').count()) > 0
      const badges = isOpen ? await settleBlock(block) : (await badgesOf(block)).map((badge) => badge.split(' ')[0])
      seen[fault] = [await block.locator('.run-note').allInnerTexts(), badges[0], badges.at(-1)]
      // The block cancels a second time, which cannot be told from the first.
      const done = effect || on === 'cancelPayment'
      expected[fault] = [
        [`${struck}: ${text}`],
        ...(MENDED.includes(fault)
          ? ['Right', 'Right']
          : ['Left OutcomeUnknown', done ? 'Right Done' : 'Right NotDone']),
      ]
    }
    expect(seen).toEqual(expected)
    expect(troubles).toEqual([])
  })

  test('declines', async () => {
    const block = await openBlock('errors.md', 'const twice')
    const seen: Record<string, unknown> = {}
    for (const { value } of declinesIn('ko')) {
      await breakBlock(block, value)
      seen[value] = await badgesOf(block)
    }
    expect(seen).toEqual({
      'decline:insufficient_funds': ['Left ApiError'],
      'decline:over_limit': ['Left ApiError'],
      'decline:stolen': ['Left ApiError'],
      'decline:expired': ['Left ApiError'],
      'decline:network_error': ['Left OutcomeUnknown'],
      'decline:gateway': ['Left ApiError'],
    })
    expect(troubles).toEqual([])
  })

  test('strikes a look-up where nothing else is sent', async () => {
    const block = await openBlock('en/errors.md', 'differences[0]')
    await breakBlock(block, 'fault:reset_before')
    expect(await block.locator('.run-note').allInnerTexts()).toEqual([
      'getReceipt: connection reset before the effect: ECONNRESET',
    ])
    expect((await rowsOf(block)).slice(1, 3)).toEqual([
      ...['GET /receipt/<id> | broken | n ms', 'GET /receipt/<id> | 200 | n ms'],
    ])
  })

  test('shows an unknown outcome, what it means, and what became of it', async () => {
    const block = await openBlock('en/errors.md', 'const paid')
    await breakBlock(block, 'fault:reset_after')
    expect(await badgesOf(block)).toEqual(['Left OutcomeUnknown'])
    expect(await block.locator('.run-meaning').allInnerTexts()).toEqual([
      'confirmPayment: no certain answer, so it may have taken effect: find out with getReceipt before you send it again',
    ])
    expect(await settleBlock(block)).toEqual(['Left OutcomeUnknown', 'Right Done'])
  })

  test('settles what only time tells: nothing happened, and nothing will', async () => {
    const block = await openBlock('errors.md', 'const twice')
    await breakBlock(block, 'fault:bad_gateway_before')
    expect(await settleBlock(block)).toEqual(['Left OutcomeUnknown', 'Right StillUnknown', 'Right NotDone'])
    expect(await block.locator('.run-result .run-title').allInnerTexts()).toEqual([
      ...['confirmPayment', '시계를 15초 앞당겨 조회한 결과입니다.', '시계를 90초 앞당겨 조회한 결과입니다.'],
    ])
  })

  test('settles a write of the Commerce API by sending it again', async () => {
    const block = await openBlock('en/commerce.md', 'createInvoice(patient')
    await breakBlock(block, 'fault:cut_end')
    expect((await badgesOf(block))[0]).toBe('Left OutcomeUnknown')
    expect((await settleBlock(block)).slice(0, 2)).toEqual(['Left OutcomeUnknown', 'Right Done'])
  })
})

describe('the editor', () => {
  const edit = async (block: Locator): Promise<Locator> => {
    await block.locator('.run-edit').click()
    const content = block.locator('.cm-content')
    await content.waitFor()
    return content
  }
  const typeAtEnd = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText(text)
  }

  test('is not there before somebody asks for it', async () => {
    const sizes = new Map<string, number>()
    const block = await openBlock('errors.md', 'const paid')
    page.on('response', async (response) => sizes.set(response.url(), (await response.body()).length))
    await page.reload({ waitUntil: 'networkidle' })
    const before = [...sizes.keys()]
    expect(before.filter((url) => /editor|createEditor|askLanguage/.test(url))).toEqual([])
    await edit(block)
    await expect
      .poll(() => [...sizes.keys()].filter((url) => !before.includes(url)).map((url) => url.replace(/.*\//, '')), {
        timeout: 30_000,
      })
      .toEqual(expect.arrayContaining(['language.js', 'declarations.json']))
  })

  test.each(['errors.md', 'en/errors.md'])('runs what was written, after the blocks before it (%s)', async (path) => {
    const block = await openBlock(path, 'const paid', 390)
    await edit(block)
    await typeAtEnd(
      "\nconst left: number = (await getReceipt(ctx, { receipt_id })())._tag.length\nconsole.log('한글', left)",
    )
    await runBlock(block)
    expect(await linesOf(block)).toBe('결제완료\nRC_NOT_CONFIRM_READY\n한글 5')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await block.locator('.run-reset').click()
    expect(await block.locator('.cm-content').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('run-edit')
    await runBlock(block)
    expect(await linesOf(block)).toBe('결제완료\nRC_NOT_CONFIRM_READY')
    expect(troubles).toEqual([])
  })

  test('can be broken as the block can', async () => {
    const block = await openBlock('en/errors.md', 'const paid')
    await edit(block)
    await typeAtEnd('\n// edited')
    await breakBlock(block, 'fault:reset_after')
    expect(await settleBlock(block)).toEqual(['Left OutcomeUnknown', 'Right Done'])
  })

  test.each([
    ['const =', 'Variable declaration expected.'],
    ["import left from 'left-pad'\nleft()", "Cannot find module 'left-pad'."],
    ["throw new Error('mine')", 'Error: mine'],
  ])('says what is wrong with %o', async (text, message) => {
    const block = await openBlock('en/errors.md', 'const paid')
    await edit(block)
    await typeAtEnd(`\n${text}`)
    await runBlock(block)
    expect((await linesOf(block)).split('\n').at(-1)).toBe(message)
    expect(troubles).toEqual([])
  })

  test('completes what can be imported, and imports it', async () => {
    const block = await openBlock('en/errors.md', 'const paid')
    const content = await edit(block)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\nconfirmA')
    const options = page.locator('.cm-tooltip-autocomplete li')
    await options.filter({ hasText: 'confirmAndVerify' }).waitFor()
    expect(await page.locator('.cm-completionInfo').innerText()).toContain(
      'Confirms a payment if it is what your order says',
    )
    await options.filter({ hasText: 'confirmAndVerify' }).click()
    const text = await content.innerText()
    expect(text).toContain("import { confirmAndVerify } from 'bootpay-fp'")
    expect(text.trimEnd().split('\n').at(-1)).toBe('confirmAndVerify')
  })

  test('tells of a name below the pointer what its comment says', async () => {
    const block = await openBlock('errors.md', 'const paid')
    const content = await edit(block)
    await content
      .locator('.cm-line span', { hasText: /^confirmPayment$/ })
      .first()
      .hover()
    const card = page.locator('.cm-tooltip-hover .run-card')
    await card.waitFor()
    expect(await card.locator('p').innerText()).toContain('Approves a payment that waits for the server')
    expect(await card.locator('> code').innerText()).toBe(
      'confirmPayment(ctx: Context, input: ConfirmPaymentInput): TaskEither<BootpayError, Receipt>',
    )
  })

  test('marks what the compiler refuses, and nothing of a block as it stands', async () => {
    const block = await openBlock('errors.md', 'const paid')
    await edit(block)
    await typeAtEnd("\nconst price: number = 'free'")
    const mark = block.locator('.cm-lintRange-error')
    await mark.waitFor()
    expect(await mark.allInnerTexts()).toEqual(['price'])
  })

  test('takes Korean as an input method composes it', async () => {
    const block = await openBlock('errors.md', 'const paid')
    const content = await edit(block)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n// ')
    const method = await page.context().newCDPSession(page)
    for (const syllable of [
      ['ㅎ', '하', '한'],
      ['ㄱ', '그', '글'],
    ]) {
      for (const text of syllable) {
        await method.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 })
        // Longer than the compiler waits before it marks.
        await page.waitForTimeout(500)
      }
      await method.send('Input.insertText', { text: syllable.at(-1) ?? '' })
    }
    expect(await content.locator('.cm-line').last().innerText()).toBe('// 한글')
  })

  test('lets the Tab key lead on', async () => {
    const block = await openBlock('errors.md', 'const paid')
    await edit(block)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('run-start')
  })

  test('lets a program be stopped that would not end, and run again', async () => {
    const block = await openBlock('en/errors.md', 'const tell =')
    await edit(block)
    await typeAtEnd('\nwhile (true);')
    await block.locator('.run-start').click()
    await block.locator('.run-start', { hasText: 'Stop' }).click()
    await ended(block)
    expect(await block.locator('.run-note').allInnerTexts()).toEqual(['Stopped.'])
    await block.locator('.run-reset').click()
    await runBlock(block)
    expect(await linesOf(block)).toContain('결제완료')
  })

  test('runs by Ctrl and Enter', async () => {
    const block = await openBlock('errors.md', 'const paid')
    await edit(block)
    await page.keyboard.press('Control+Enter')
    await block.locator('.run-start', { hasText: '다시 실행' }).waitFor()
    expect(await linesOf(block)).toBe('결제완료\nRC_NOT_CONFIRM_READY')
  })
})

test.each(['light', 'dark'] as const)('all of it can be told from what is behind it, in %s', async (scheme) => {
  const block = await openBlock('errors.md', 'const twice', 390)
  await page.emulateMedia({ colorScheme: scheme })
  await block.locator('.run-edit').click()
  await block.locator('.cm-content').waitFor()
  await breakBlock(block, 'fault:reset_after')
  await settleBlock(block)
  for (const summary of await block.locator('.run-tree > summary').all())
    if (await summary.isVisible()) await summary.click()
  await page.waitForTimeout(600)
  expect(await page.evaluate(faintText)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
})
