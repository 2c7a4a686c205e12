import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'
import { ESLint } from 'eslint'
import { afterAll, describe, expect, test } from 'vitest'

import { createConsumer, runNode } from './support/consumer.js'
import { blocksOf, codeIn, read, sectionOf, tableOf } from './support/markdown.js'
import { specifyPrograms } from './support/programs.js'
import { specifyReferences } from './support/references.js'
import { membersOf, operations, unionOf } from './support/source.js'

const consumer = createConsumer(['fp-ts', '@types', 'typescript', 'typescript-eslint', 'eslint'])
afterAll(consumer.remove)

/** Pages whose `ts` blocks are programs. The README says so itself; the first block of any page continues nothing. */
const PAGES = ['README.md', 'docs/sandbox.md']

specifyPrograms(consumer, PAGES)

describe('blocks', () => {
  test('the first block is a whole program in plain JavaScript', async () => {
    const [first] = blocksOf('README.md')
    expect(await runNode(consumer.write('shop.mjs', first?.code ?? ''))).toEqual({
      stdout: '결제완료\n',
      stderr: '',
      failed: false,
    })
  })

  describe.each(['README.md', 'README.ko.md'])('the first block of %s, with another payment than the order', (page) => {
    const [first] = blocksOf(page)
    const asOrdered = "requestPayment({ ...order, order_name: '스웨터', separately_confirmed: true })"

    test.each([
      ['price', 'price: 100', 'price is 100 and not 39000'],
      ['order', "order_id: 'order-1'", 'order_id is order-1 and not order-1024'],
    ])('refuses another %s, and no money moves', async (name, changed, message) => {
      const code = first?.code ?? ''
      expect(code.split(asOrdered)).toHaveLength(2)
      const tampered = code.replace(asOrdered, asOrdered.replace('...order,', `...order, ${changed},`))
      const ending = `
        const { receipts, cancellations } = sandbox.state()
        console.log(outcome._tag, receipts.map(({ status, cancelled_price }) => [status, cancelled_price]), cancellations)
        console.log(sandbox.requests().map(({ operation }) => operation))`
      const file = consumer.write(`tampered-${page}-${name}.mjs`, tampered + ending)
      expect(await runNode(file)).toEqual({
        // It waits for the confirm as before (status 2), and a look-up is all that was sent.
        stdout: `refused: ${message}\nMismatch [ [ 2, 0 ] ] []\n[ 'getReceipt' ]\n`,
        stderr: '',
        failed: false,
      })
    })
  })

  test('no block is left out', () => {
    const others = PAGES.flatMap(blocksOf).filter(({ lang }) => lang !== 'ts')
    expect(others.map(({ page, section, lang }) => [page, section, lang])).toEqual([
      ['README.md', 'Install', 'sh'],
      ['README.md', 'Install', 'sh'],
      ['README.md', 'The forgotten `()`', 'js'],
    ])
  })
})

describe('tables', () => {
  test('all 30 operations with their endpoints and sub-paths', () => {
    const rows = tableOf(sectionOf('README.md', '## Operations'), 'endpoint')
    const told = rows.map((row) => ({
      name: codeIn(row['operation']),
      domain: codeIn(row['from']),
      endpoint: row['endpoint'],
      deprecated: row['operation']?.includes('(deprecated)'),
    }))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    // Those of Commerce are in the table of its own page.
    const ofPayments = operations.filter(({ domain }) => !domain.startsWith('commerce/'))
    const real = ofPayments.map(({ effect: _, role: __, ...rest }) => rest)
    expect([...told].sort(byName)).toEqual(real.sort(byName))
    expect(ofPayments).toHaveLength(30)
  })

  test('all eight errors', () => {
    const rows = tableOf(sectionOf('README.md', '### Error'), '`_tag`')
    expect(rows.map((row) => codeIn(row['`_tag`']))).toEqual(unionOf('BootpayError'))
  })

  test('all members of a Context', () => {
    const members = membersOf('Context')
    const rows = tableOf(sectionOf('README.md', '### Context'), 'member')
    const told = rows.flatMap((row) => row['member']?.match(/\w+/g) ?? [])
    expect(told.sort()).toEqual([...members].sort())
  })
})

describe('size', () => {
  const rows = tableOf(sectionOf('README.md', '## Size'), 'gzip')

  test.each(rows.map((row) => [codeIn(row['import']), row] as const))('%s', async (line, row) => {
    const result = await build({
      stdin: { contents: line.replace(/^import/, 'export'), resolveDir: consumer.path('') },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      write: false,
      metafile: true,
    })
    expect(Object.keys(result.metafile.inputs).filter((path) => path.includes('fp-ts/'))).toEqual([])
    const contents = result.outputFiles[0]?.contents ?? new Uint8Array()
    for (const [column, bytes] of [
      ['minified', contents.length],
      ['gzip', gzipSync(contents, { level: 9 }).length],
    ] as const) {
      const told = Number(/^([\d.]+) KB$/.exec(row[column] ?? '')?.[1]) * 1_000
      expect(Math.abs(told / bytes - 1), `${column} is ${(bytes / 1_000).toFixed(1)} KB`).toBeLessThanOrEqual(0.05)
    }
  })

  test('is stated in that table only', () => {
    expect(read('README.md').replace(sectionOf('README.md', '## Size'), '')).not.toMatch(/\d\s?(KB|kB|KiB)/)
  })
})

describe('speed', () => {
  const calls = ['A read, 1 at a time', 'A read, 64 at a time', 'A write, 1 at a time', 'A write, 64 at a time']
  const starts = ['as installed, HTTP', 'as installed, TLS', 'bundled, HTTP', 'bundled, TLS']
  const clients = ['bootpay-fp/node', 'bootpay-fp/undici', 'bootpay-fp, global fetch']
  const titles = [...calls, ...starts.map((start) => `First call, ${start}`)]
  const measured = titles.map((title) => {
    const rows = tableOf(sectionOf('bench/RESULTS.md', `### ${title}`), 'client')
    return clients.map((client) => Number(rows.find((row) => row['client'] === client)?.['of the official SDK']))
  })

  test.each([
    ['README.md', '## Servers on Node', ['call', 'first call']],
    ['README.ko.md', '## Node 서버', ['호출', '첫 호출']],
  ])('in %s is what the bench measured, to a fifth', (page, heading, tables) => {
    const told = tables.flatMap((column) =>
      tableOf(sectionOf(page, heading), column).map((row) => Object.values(row).slice(1).map(Number)),
    )
    expect(told).toHaveLength(titles.length)
    const far = measured.flatMap((row, call) =>
      row.flatMap((value, client) =>
        Math.abs((told[call]?.[client] ?? NaN) / value - 1) <= 0.2
          ? []
          : `${titles[call]}, ${clients[client]}: ${value}`,
      ),
    )
    expect(far).toEqual([])
  })
})

describe('lint against the forgotten ()', () => {
  const section = sectionOf('README.md', '## The forgotten `()`')
  const rows = tableOf(section, 'what you wrote')
  const config = blocksOf('README.md').find(({ lang }) => lang === 'js')?.code ?? ''
  const columns = {
    '`no-floating-promises`': '@typescript-eslint/no-floating-promises',
    '`await-thenable`': '@typescript-eslint/await-thenable',
    'the selector below': 'no-restricted-syntax',
  }

  test('finds what the table says, and nothing in code that is right', async () => {
    consumer.write('eslint.config.js', config)
    consumer.write(
      'tsconfig.json',
      '{ "compilerOptions": { "module": "NodeNext", "strict": true, "types": ["node"] } }',
    )
    const code = [
      "import { confirmPayment, createContext } from 'bootpay-fp'",
      'const ctx = createContext({ credentials: {} })',
      "const input = { receipt_id: '1' }",
      'export const result = await confirmPayment(ctx, input)()',
      'await confirmPayment(ctx, input)()',
      ...rows.map((row) => codeIn(row['what you wrote'])),
    ]
    const file = consumer.write('lint/forgotten.ts', code.join('\n'))
    const eslint = new ESLint({
      cwd: consumer.path(''),
      overrideConfigFile: consumer.path('eslint.config.js'),
      overrideConfig: { rules: { '@typescript-eslint/no-floating-promises': 'error' } },
    })
    const [found] = await eslint.lintFiles(file)
    const rulesAt = (line: number) => found?.messages.filter((m) => m.line === line).map((m) => m.ruleId)
    expect(found?.messages.filter(({ line }) => line <= 5)).toEqual([])
    for (const [index, row] of rows.entries()) {
      const told = Object.entries(columns).flatMap(([column, rule]) => (row[column] === 'finds it' ? [rule] : []))
      expect(rulesAt(index + 6)?.sort(), codeIn(row['what you wrote'])).toEqual(told.sort())
    }
  }, 60_000)
})

for (const page of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/sandbox.md']) specifyReferences(page)
