import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { blocksOf, read, ROOT } from './support/markdown.js'
import { createScratch } from './support/scratch.js'
import { sources } from './support/source.js'

/** A copy of the repository in which the steps of CONTRIBUTING.md are carried out. */
const copy = createScratch()
afterAll(copy.remove)

const added: string[] = []

beforeAll(() => {
  for (const name of ['src', 'tests/support', 'tests/fixtures']) copy.copy(name)
  for (const name of ['package.json', 'tsconfig.json', 'vitest.config.ts', '.prettierrc.json']) copy.copy(name)
  for (const name of ['eslint.config.js', 'eslint.walls.js']) copy.copy(name)
  copy.link('node_modules', 'node_modules')
  for (const { code, lang, line } of blocksOf('CONTRIBUTING.md')) {
    if (lang !== 'ts') continue
    const [head = '', ...rest] = code.split('\n')
    const [, add, path] = /^\/\/ (add to )?(\S+\.ts)$/.exec(head) ?? []
    if (!path) throw new Error(`CONTRIBUTING.md:${line}: the first line of a block names its file`)
    copy.write(path, `${add ? read(path) : ''}${rest.join('\n')}\n`)
    added.push(path)
  }
})

/** Runs a tool of the repository in the copy; gives what it printed if it failed. */
const complaintsOf = (tool: string, ...options: string[]): Promise<string> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], NO_COLOR: '1', CI: '1' }
    const script = `${ROOT}node_modules/${tool}`
    execFile(
      process.execPath,
      [script, ...options],
      { cwd: copy.path(''), env, timeout: 60_000 },
      (error, out, err) => {
        resolve(error ? `${out}\n${err}` : '')
      },
    )
  })

test('the tree names what exists, and every file of core and settlement', () => {
  const tree = blocksOf('CONTRIBUTING.md').find(({ section, lang }) => section === 'The tree' && lang === '')
  const folders: string[] = []
  const named = (tree?.code.split('\n') ?? []).flatMap((line) => {
    const [, indent = '', names = ''] = /^( *)((?:[\w-]+\/ )*\S+)/.exec(line) ?? []
    folders.length = indent.length / 2
    const paths = names.split(' ').map((name) => folders.join('') + name)
    folders.push(names)
    return paths
  })
  // What stands for several files: an operation, a noun, a write that settles itself.
  const stated = named.filter((path) => !/[<]|wallet\/.+/.test(path))
  expect(stated.length).toBeGreaterThan(40)
  expect(stated.filter((path) => !existsSync(ROOT + path))).toEqual([])
  const shared = sources().filter((path) => /^src\/(core|settlement)\/(?!\w+Once\.ts$|index\.ts$)/.test(path))
  expect(shared.filter((path) => !named.includes(path))).toEqual([])
})

test('the steps name files in the domain and in its tests', () => {
  expect(added).toEqual([
    'src/payment/schemas/Memo.ts',
    'src/payment/getMemo.ts',
    'src/payment/index.ts',
    'tests/payment/getMemo.test.ts',
  ])
})

test.concurrent('the new operation passes its new test', { timeout: 90_000 }, async () => {
  const test = added.filter((path) => path.endsWith('.test.ts'))
  expect(await complaintsOf('vitest/vitest.mjs', 'run', ...test, '--typecheck.enabled=false')).toBe('')
})

test.concurrent('it compiles', { timeout: 90_000 }, async () => {
  expect(await complaintsOf('typescript/bin/tsc', '-p', '.')).toBe('')
})

test.concurrent('it passes lint', { timeout: 90_000 }, async () => {
  expect(await complaintsOf('eslint/bin/eslint.js', ...added)).toBe('')
})

test.concurrent('it is laid out as Prettier would', { timeout: 90_000 }, async () => {
  expect(await complaintsOf('prettier/bin/prettier.cjs', '--check', ...added)).toBe('')
})
