import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { build, transform } from 'esbuild'
import { ESLint } from 'eslint'
import { afterAll, describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { complaintsOf, createConsumer, programOf, runNode } from './support/consumer.js'
import type { Complaint } from './support/consumer.js'
import { blocksOf, codeIn, read, ROOT, sectionOf, tableOf } from './support/markdown.js'
import { operationsOf } from './support/source.js'

const consumer = createConsumer(['fp-ts', '@types', 'typescript', 'typescript-eslint', 'eslint'])
afterAll(consumer.remove)

/** Pages whose `ts` blocks are programs. The README says so itself; the first block of any page continues nothing. */
const PAGES = ['README.md', 'docs/sandbox.md']

/** A whole program made of blocks, and where each line of it stands in the page. */
type Program = {
  readonly name: string
  readonly code: string
  readonly lines: readonly string[]
  readonly file: string
}

/**
 * The convention of the pages: a block continues the first block of the page and the earlier blocks of its own `##`
 * section. A block that makes a `ctx` of its own starts anew.
 */
const programsOf = (page: string): readonly Program[] => {
  const blocks = blocksOf(page).filter(({ lang }) => lang === 'ts')
  const [first] = blocks
  const groups: (typeof blocks)[] = []
  for (const block of blocks) {
    const group = groups.at(-1)
    if (/\bconst ctx\b/.test(block.code) || !first) groups.push([block])
    else if (group?.at(-1)?.section === block.section && group[0] === first && group.length > 1) group.push(block)
    else groups.push([first, block])
  }
  return groups.map((group) => {
    const last = group.at(-1)
    const name = `${page}:${last?.line}${last?.section ? ` (${last.section})` : ''}`
    return {
      name,
      code: group.map(({ code }) => code).join('\n'),
      lines: group.flatMap(({ code, line }) => code.split('\n').map((_, index) => `${page}:${line + index}`)),
      file: name.replace(/\W+/g, '-'),
    }
  })
}

const programs = PAGES.flatMap(programsOf)
const named = (list: readonly Program[]) => list.map((program) => [program.name, program] as const)
const inPage = (complaints: readonly Complaint[], { file, lines }: Program, suffix = '') =>
  complaints
    .filter((complaint) => complaint.file.endsWith(`/${file}${suffix}.ts`))
    .map(({ line, message }) => ({ at: lines[line - 1], message }))

describe('types', () => {
  // The second version of each program says what the compiler says where an error is expected.
  const files = programs.flatMap(({ file, code }) => [
    consumer.write(`${file}.ts`, code),
    consumer.write(`${file}-unexpected.ts`, code.replaceAll('@ts-expect-error', 'expected:')),
  ])
  const complaints = complaintsOf(programOf(consumer, files))

  test('the declarations of the package are sound', () => {
    expect(complaints.filter(({ file }) => !files.includes(file))).toEqual([])
  })

  test.each(named(programs))('%s', (_, program) => {
    expect(inPage(complaints, program)).toEqual([])
  })

  test.each(named(programs.filter(({ code }) => code.includes('@ts-expect-error'))))(
    'the stated errors are the real ones: %s',
    (_, program) => {
      const expected = program.code.split('\n').flatMap((line, index) => {
        const [, message] = /\/\/ @ts-expect-error (.+)$/.exec(line) ?? []
        return message ? [{ at: program.lines[index + 1], message: expect.stringContaining(message) as string }] : []
      })
      expect(inPage(complaints, program, '-unexpected')).toEqual(expected)
    },
  )
})

describe('runs', () => {
  /** What the comments behind `console.log(…)` say is printed. */
  const printed = (code: string) => [...code.matchAll(/^.*\bconsole\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)

  test.concurrent.each(named(programs))('%s', { timeout: 60_000 }, async (_, { file, code }) => {
    const { code: js } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' })
    const run = await runNode(consumer.write(`${file}.js`, js))
    expect(run).toMatchObject({ stderr: '', failed: false })
    expect(run.stdout.split('\n').slice(0, -1)).toEqual(printed(code))
  })

  test('the first block is a whole program in plain JavaScript', async () => {
    const [first] = blocksOf('README.md')
    expect(await runNode(consumer.write('shop.mjs', first?.code ?? ''))).toEqual({
      stdout: '결제완료\n',
      stderr: '',
      failed: false,
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
  const operations = operationsOf()

  test('all 28 operations with their endpoints and sub-paths', () => {
    const rows = tableOf(sectionOf('README.md', '## Operations'), 'endpoint')
    const told = rows.map((row) => ({
      name: codeIn(row['operation']),
      domain: codeIn(row['from']),
      endpoint: row['endpoint'],
      deprecated: row['operation']?.includes('(deprecated)'),
    }))
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect([...told].sort(byName)).toEqual([...operations].sort(byName))
    expect(operations).toHaveLength(28)
  })

  test('all eight errors', () => {
    const union = /export type BootpayError =([^\n]*\n[^\n]*)/.exec(read('src/core/errors.ts'))?.[1]
    const rows = tableOf(sectionOf('README.md', '### Error'), '`_tag`')
    expect(rows.map((row) => codeIn(row['`_tag`']))).toEqual(union?.match(/\w+/g))
  })

  test('all members of a Context', () => {
    const type = /export type Context = \{([\s\S]*?)\n\}/.exec(read('src/core/context.ts'))?.[1] ?? ''
    const members = [...type.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name)
    const rows = tableOf(sectionOf('README.md', '### Context'), 'member')
    const told = rows.flatMap((row) => row['member']?.match(/\w+/g) ?? [])
    // The transport is not for users to replace.
    expect(told.sort()).toEqual(members.filter((name) => name !== 'transport').sort())
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

describe('references', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/sandbox.md']

  test.each(pages)('%s links to files that exist', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, path]) => path ?? '')
    expect(links.filter((path) => !existsSync(join(ROOT, page, '..', path)))).toEqual([])
  })

  test.each(pages)('%s names npm scripts that exist', (page) => {
    const names = [...read(page).matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => run ?? short,
    )
    expect(names.filter((name) => !(name && name in manifest.scripts))).toEqual([])
  })
})
