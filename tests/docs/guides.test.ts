import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'

import * as sdk from 'bootpay-fp'
import { transform } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { REFUSALS } from '../../src/pg/refusals.js'
import { hosts } from '../consumers/hosts.js'
import { fromPage, PAGES as hosted } from '../consumers/hosts/page.js'
import { createConsumer } from './support/consumer.js'
import { blocksOf, codeIn, read, ROOT, sectionOf, tableOf } from './support/markdown.js'
import { specifyPrograms } from './support/programs.js'
import { specifyReferences } from './support/references.js'
import { operations } from './support/source.js'

/** Guides by what developers search for. */
const TOPICS = [
  'payment-flow',
  'separate-confirm',
  'virtual-account',
  'cancel',
  'subscription',
  'error-codes',
  'tax-free',
  'cash-receipt',
  'installments',
  'escrow',
  'identity',
  'test-and-live',
  'open-checklist',
  'admin-console',
  'gateways',
]
/** Guides in both languages, with the same blocks. */
const TWINS = [
  'getting-started',
  'token-and-credentials',
  'errors',
  'webhooks',
  'serverless',
  'testing',
  'cookbook',
  'commerce',
  ...TOPICS,
]
/** Korean pages that are shorter than the English ones: of those they have some of the blocks, or blocks of their own. */
const EXTRACTS = { 'README.ko.md': 'README.md', 'docs/ko/money-safety.md': 'docs/money-safety.md' }
/** Pages whose blocks are files for frameworks that are not installed here: `npm run test:consumers` builds and runs them. */
const HOSTED = ['nestjs-express-fastify', 'commonjs-jest-vite']
/** English pages that have tests of their own. */
const ELSEWHERE = ['money-safety', 'migrating', 'sandbox']

const english = TWINS.map((name) => `docs/${name}.md`)
const korean = [...TWINS, ...ELSEWHERE].map((name) => `docs/ko/${name}.md`)
const pages = [...english, ...korean, 'README.ko.md', 'docs/llms.txt', 'docs/ko/llms.txt']

const consumer = createConsumer(['fp-ts', '@types', '@opentelemetry', 'unstorage'])
afterAll(consumer.remove)

specifyPrograms(consumer, pages)
const koreanHosted = HOSTED.map((name) => `docs/ko/${name}.md`)
for (const page of [...pages, ...hosted, ...koreanHosted]) specifyReferences(page)

const OPTIONS = {
  loader: 'ts',
  minifyWhitespace: true,
  // The decorators of Nest.
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
} as const

/** What is left of the blocks of a page without comments, types and layout, and with what the comments say is printed. */
const essenceOf = (page: string): Promise<readonly string[]> =>
  Promise.all(
    blocksOf(page)
      .filter(({ lang }) => /^[jt]s$/.test(lang))
      .map(async ({ code }) => {
        const printed = [...code.matchAll(/\bconsole\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
        return (await transform(code, OPTIONS)).code + printed.join('\n')
      }),
  )

/** What a page has beside its words: levels of headings, lengths of tables, items of lists, and where its links lead. */
const shapeOf = (page: string) => {
  const text = read(page).replace(/^(```|~~~)[^]*?^\1/gm, '')
  const links = [...text.matchAll(/\]\(([^)\s#]+)/g)].map(([, link = '']) => link)
  return {
    headings: [...text.matchAll(/^#+(?= )/gm)].map(([marks]) => marks),
    tables: [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => table.split('\n').length),
    items: [...text.matchAll(/^(?:-|\d\.) /gm)].length,
    links: [...new Set(links.map((link) => link.replace(/^(\.\.\/)+/, '').replace('README.ko', 'README')))].sort(),
  }
}

describe('pages', () => {
  test('no page is left out', () => {
    const found = (folder: string) => readdirSync(ROOT + folder).filter((name) => name.endsWith('.md'))
    expect(found('docs').sort()).toEqual([...TWINS, ...HOSTED, ...ELSEWHERE].map((name) => `${name}.md`).sort())
    expect(
      found('docs/ko')
        .map((name) => `docs/ko/${name}`)
        .sort(),
    ).toEqual([...korean, ...koreanHosted].sort())
    // The site shows a page only if it is in both languages.
    expect(found('docs/ko')).toEqual(found('docs'))
  })

  test('a block for a framework is a file of a host that is built and run', () => {
    expect(hosted).toEqual(HOSTED.map((name) => `docs/${name}.md`))
    const blocks = hosted.flatMap(blocksOf)
    const names = blocks.map(({ code }) => /^\/\/ (\S+)\n/.exec(code)?.[1] ?? '')
    const used = (name: string, code = '') => hosts.some(({ files }) => files[name] === code)
    expect(names.length).toBeGreaterThan(10)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !used(name, fromPage(name)[name]))).toEqual([])
  })

  test('no block is left out', () => {
    const others = pages.flatMap(blocksOf).filter(({ lang }) => lang !== 'ts' && lang !== 'mermaid')
    expect(others.map(({ page, lang }) => [page, lang])).toEqual([
      ['docs/getting-started.md', 'sh'],
      ['docs/ko/getting-started.md', 'sh'],
      ['docs/ko/migrating.md', 'sh'],
      ['README.ko.md', 'sh'],
      ['README.ko.md', 'sh'],
    ])
  })

  test.each([...TWINS, ...HOSTED])('%s has the same blocks in both languages', async (name) => {
    expect(await essenceOf(`docs/ko/${name}.md`)).toEqual(await essenceOf(`docs/${name}.md`))
  })

  test('llms.txt has the same blocks in both languages', async () => {
    expect(await essenceOf('docs/ko/llms.txt')).toEqual(await essenceOf('docs/llms.txt'))
  })

  test.each([...TWINS, ...HOSTED])('%s has the same sections, tables, links and sources in both languages', (name) => {
    expect(shapeOf(`docs/ko/${name}.md`)).toEqual(shapeOf(`docs/${name}.md`))
  })

  test.each(Object.entries(EXTRACTS))('%s has no block that is not in %s', async (page, whole) => {
    const blocks = await essenceOf(whole)
    expect((await essenceOf(page)).filter((block) => !blocks.includes(block))).toEqual([])
  })
})

describe('README.ko.md says what README.md says', () => {
  const columns = (page: string, marker: string, ...names: readonly string[]) =>
    tableOf(read(page), marker).map((row) => names.map((name) => row[name] ?? ''))

  test('the operations, with their endpoints and sub-paths', () => {
    const wanted = ['operation', 'from', 'endpoint'] as const
    const here = columns('README.ko.md', 'endpoint', '오퍼레이션', 'from', 'endpoint')
    expect(here).toEqual(columns('README.md', 'endpoint', ...wanted))
  })

  test.each([
    ['docs/commerce.md', 'operation', 'role', 'settled by'],
    ['docs/ko/commerce.md', '오퍼레이션', '역할', '결과 확인'],
  ])('%s lists all operations of Commerce, as their builders make them', (page, name, role, settled) => {
    const told = tableOf(read(page), 'endpoint').map((row) => ({
      name: codeIn(row[name]),
      domain: `commerce/${codeIn(row['from'])}`,
      endpoint: row['endpoint']?.replace('{type}', 'id-exist'),
      role: row[role],
      effect: codeIn(row['`effect`']),
      isSettled: row[settled] !== '–',
    }))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    const real = operations.flatMap(({ name, domain, endpoint, role, effect }) =>
      domain.startsWith('commerce/') ? [{ name, domain, endpoint, role, effect, isSettled: effect !== 'read' }] : [],
    )
    expect(told.sort(byName)).toEqual(real.sort(byName))
    expect(read(page)).toContain(String(real.length))
  })

  test('the errors', () => {
    const tags = (page: string) => columns(page, '`_tag`', '`_tag`')
    expect(tags('README.ko.md')).toEqual(tags('README.md'))
    expect(tags('README.ko.md')).toHaveLength(8)
  })

  test('the members of a Context', () => {
    const names = (page: string, marker: string) =>
      columns(page, marker, marker).flatMap(([cell = '']) => cell.match(/\w+/g) ?? [])
    expect(names('README.ko.md', '필드').sort()).toEqual(names('README.md', 'member').sort())
  })

  test('what is sent again', () => {
    const effects = (page: string, column: string) =>
      columns(page, '`effect`', '`effect`', column).map(([effect, after = '']) => [effect, after.match(/\d{3}/g)])
    expect(effects('README.ko.md', '다시 보내는 경우')).toEqual(effects('README.md', 'sent again after'))
  })

  test('the sizes, which are measured for README.md', () => {
    const sizes = (page: string) => columns(page, 'gzip', 'import', 'minified', 'gzip')
    expect(sizes('README.ko.md')).toEqual(sizes('README.md'))
    expect(read('README.ko.md').replace(sectionOf('README.ko.md', '## 크기'), '')).not.toMatch(/\d\s?(KB|kB|KiB)/)
  })
})

describe('codes', () => {
  test.each([
    ['docs/errors.md', /a write is refused by these only[^:]*:([^.]+)\./],
    ['docs/ko/errors.md', /`OutcomeUnknown`입니다\.\n((?:`\w+`[, \n]*)+)\./],
  ] as const)('%s names those that are a refusal under any status', (page, list) => {
    const told = [...(list.exec(read(page))?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code)
    expect(told).toEqual(REFUSALS)
  })

  const codesOf = (page: string) =>
    [...read(page).matchAll(/`((?:RC|APP|TOKEN|SUBSCRIBE|AUTH)_[A-Z_]+)`/g)].map(([, code = '']) => code)

  test.each(['docs/errors.md', 'docs/token-and-credentials.md'].flatMap((page) => [page, page.replace('/', '/ko/')]))(
    '%s names codes that exist',
    (page) => {
      expect(codesOf(page).length).toBeGreaterThan(2)
      expect(codesOf(page).filter((code) => !(code in sdk.errorCodes))).toEqual([])
    },
  )

  test.each(['docs', 'docs/ko'])('the pages by topic in %s name codes that exist', (folder) => {
    const codes = TOPICS.flatMap((name) => codesOf(`${folder}/${name}.md`))
    expect(codes.length).toBeGreaterThan(30)
    expect(codes.filter((code) => !(code in sdk.errorCodes))).toEqual([])
  })
})

describe.each([
  {
    page: 'docs/error-codes.md',
    code: 'code',
    korean: '`errorText`',
    others: ['meaning', 'tell the buyer', 'what to do'],
  },
  { page: 'docs/ko/error-codes.md', code: '코드', korean: '뜻', others: ['구매자에게', '할 일'] },
])('$page', ({ page, code, korean, others }) => {
  const rows = tableOf(read(page), code)

  test('has a row for every code, with the meaning that errorText gives', () => {
    const told = Object.fromEntries(rows.map((row) => [codeIn(row[code]), row[korean]]))
    expect(told).toEqual(sdk.errorCodes)
    expect(rows).toHaveLength(Object.keys(sdk.errorCodes).length)
  })

  test('says of every code what to tell the buyer and what to do', () => {
    const toDo = others.at(-1) ?? ''
    expect(rows.filter((row) => others.some((name) => !row[name]) || row[toDo] === '–')).toEqual([])
  })
})

test('both pages on error codes have nothing to tell the buyer for the same codes', () => {
  const silent = (page: string, code: string, buyer: string) =>
    tableOf(read(page), code).flatMap((row) => (row[buyer] === '–' ? [codeIn(row[code])] : []))
  const told = silent('docs/error-codes.md', 'code', 'tell the buyer')
  expect(told).toEqual(silent('docs/ko/error-codes.md', '코드', '구매자에게'))
  expect(told.length).toBeGreaterThan(5)
})

describe('Korean words', () => {
  /** What Korean developers do not say, with what they say. */
  const WORDS: readonly (readonly [RegExp, string])[] = [
    [/멤버(?!십)/, '필드'],
    [/분리승인|서버 승인/, '분리 승인'],
    [/상점(?! 아이디)/, '가맹점'],
    [/(?<!구매)확정/, '결과 확인'],
    [/비밀 값/, '비밀값'],
    [/울[렸립]/, 'abort되었습니다'],
    [/신고해/, '이슈로 제보해 주세요'],
  ]

  const home = ['', 'api.', 'benchmarks.', 'reference.'].map((name) => `docs/.vitepress/home/${name}ko.md`)
  const others = [
    'docs/ko/llms.txt',
    ...home,
    'docs/.vitepress/theme/run/words.ts',
    'src/cli/page/index.html',
    'src/cli/page/script.js',
  ]

  test.each(['README.ko.md', ...korean, ...koreanHosted, ...others])(
    '%s has the words that Korean developers use',
    (page) => {
      expect(WORDS.flatMap(([wrong, right]) => (wrong.test(read(page)) ? [[wrong, right]] : []))).toEqual([])
    },
  )
})

const GATEWAYS = [
  {
    page: 'docs/gateways.md',
    section: '## Features',
    confirm: 'separate confirm',
    korean: 'in Korean',
    names: ['gateway', 'in Korean'],
    source: 'source',
    mark: 'mark',
  },
  {
    page: 'docs/ko/gateways.md',
    section: '## 기능',
    confirm: '분리 승인',
    korean: 'PG',
    names: ['PG'],
    source: '출처',
    mark: '표시',
  },
] as const

describe.each(GATEWAYS)('$page', ({ page, section, confirm, korean, names, source, mark }) => {
  const rows = tableOf(sectionOf(page, section), confirm)

  test('has a row for every payment gateway, by the name and the codes of the table', () => {
    const told = rows.flatMap((row) =>
      [...(row['`pg`'] ?? '').matchAll(/`(\w+)`/g)].map(([, code = '']) => [code, row[korean]]),
    )
    expect(Object.fromEntries(told)).toEqual(sdk.gateways)
  })

  test('names the source of each cell, or says that there is none', () => {
    const marks = tableOf(read(page), source).map((row) => row[mark])
    const sourced = new RegExp(`^–$|[${marks.join('')}]$`)
    const cells = rows.flatMap((row) => Object.entries(row).filter(([name]) => !names.some((it) => it === name)))
    expect(marks.length).toBeGreaterThan(5)
    expect(cells.length).toBeGreaterThan(100)
    expect(cells.filter(([, cell]) => !sourced.test(cell))).toEqual([])
  })
})

test('both pages on gateways name the same sources for the same cells', () => {
  const marksOf = ({ page, section, confirm, names }: (typeof GATEWAYS)[number]) =>
    tableOf(sectionOf(page, section), confirm).map((row) =>
      Object.entries(row).flatMap(([name, cell]) =>
        names.some((it) => it === name) ? [] : [/[①-⑦]+$|^–$/.exec(cell)?.[0]],
      ),
    )
  const [english, korean] = GATEWAYS
  expect(marksOf(english)).toEqual(marksOf(korean))
})

describe.each([
  ['docs/llms.txt', 'Operations', 'Operations of Commerce', 'Errors', 'deprecated'],
  ['docs/ko/llms.txt', '오퍼레이션', '커머스 오퍼레이션', '에러', '폐기 예정'],
])('%s', (file, ofPg, ofCommerce, errors, ending) => {
  const text = read(file)

  test('lists every operation, with its sub-path', () => {
    const sections = [ofPg, ofCommerce].map((title) => sectionOf(file, `## ${title}`))
    const lines = [...sections.join('\n').matchAll(/^- `(\w+)` \(`bootpay-fp\/([\w/-]+)`\): .+/gm)]
    const told = lines.map(([line, name, domain]) => ({ name, domain, deprecated: line.includes(ending) }))
    const real = operations.map(({ name, domain, deprecated }) => ({ name, domain, deprecated }))
    const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
      String(a.name) < String(b.name) ? -1 : 1
    expect(told.sort(byName)).toEqual(real.sort(byName))
  })

  test('names every function of the root, builders apart', () => {
    const functions = Object.entries(sdk).flatMap(([name, value]) =>
      typeof value === 'function' && !name.endsWith('Request') ? [name] : [],
    )
    expect(functions.length).toBeGreaterThan(50)
    expect(functions.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('names every error and every sub-path', () => {
    const tags = tableOf(read('README.md'), '`_tag`').map((row) => codeIn(row['`_tag`']))
    expect([...sectionOf(file, `## ${errors} (\`left._tag\`)`).matchAll(/^- `(\w+)`/gm)].map(([, tag]) => tag)).toEqual(
      tags,
    )
    const paths = Object.keys(manifest.exports).filter((path) => /^\.\/[\w/-]+$/.test(path))
    expect(paths.filter((path) => !text.includes(`\`bootpay-fp${path.slice(1)}\``))).toEqual([])
  })
})

test.each(['docs/llms.txt', 'docs/ko/llms.txt'])('%s links every page', (file) => {
  const ofKorean = [...korean, ...koreanHosted]
  const all = [...english, ...hosted, ...ELSEWHERE.map((name) => `docs/${name}.md`), ...ofKorean]
  const folder = file.replace('llms.txt', '')
  const wanted = (folder === 'docs/' ? all : ofKorean).map((page) => page.replace(folder, ''))
  expect(wanted.filter((page) => !read(file).includes(`(${page})`))).toEqual([])
})

test('the form for bugs asks for one of the errors', () => {
  const form = read('.github/ISSUE_TEMPLATE/bug.yml')
  const tags = tableOf(read('README.md'), '`_tag`').map((row) => codeIn(row['`_tag`']))
  expect([...form.matchAll(/^ {8}- ([A-Z]\w+)$/gm)].map(([, tag]) => tag)).toEqual(tags)
})

test('the reference is made without a warning', { timeout: 120_000 }, async () => {
  const printed = await new Promise<string>((resolve) => {
    const script = `${ROOT}node_modules/typedoc/bin/typedoc`
    const env = { PATH: process.env['PATH'], NO_COLOR: '1' }
    execFile(process.execPath, [script, '--emit', 'none'], { cwd: ROOT, env }, (error, out, err) => {
      resolve(error ? `${out}${err}${error.message}` : out + err)
    })
  })
  expect(printed).toBe('')
})
