import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { ROOT } from '../docs/support/markdown.js'
import { createScratch } from '../docs/support/scratch.js'

/** A package in small that is built as this one is. */
const project = createScratch()
afterAll(project.remove)

const entryOf = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` })

const sources: Readonly<Record<string, string>> = {
  'index.ts': `export * from './core/index.js'
export * from './payment/index.js'`,
  'core/index.ts': "export { ping } from './ping.js'",
  'core/ping.ts': "export const ping = (): string => 'ping'",
  'core/call.ts': "export const call = (path: string): string => 'call' + path",
  'payment/index.ts': "export { getReceipt } from './getReceipt.js'",
  'payment/getReceipt.ts': `import { call } from '../core/call.js'
export const getReceipt = (): string => call('/receipt')`,
  'commerce/index.ts': `export * from './orders/index.js'
export * from './products/index.js'`,
  'commerce/shared/page.ts': "export const page = (path: string): string => 'page' + path",
  'commerce/shared/address.ts': "export const address = (): string => 'address'",
  'commerce/orders/index.ts': "export { getOrder } from './getOrder.js'\nexport { pack } from './pack.js'",
  'commerce/orders/getOrder.ts': `import { call } from '../../core/call.js'
import { page } from '../shared/page.js'
export const getOrder = (): string => page(call('/order'))`,
  'commerce/orders/pack.ts': `import { address } from '../shared/address.js'
export const pack = (): string => 'pack' + address()`,
  'commerce/products/index.ts': "export { getProduct } from './getProduct.js'",
  'commerce/products/getProduct.ts': `import { call } from '../../core/call.js'
import { page } from '../shared/page.js'
export const getProduct = (): string => page(call('/product'))`,
  'commerce/settlement/index.ts': "export { settle } from './settle.js'",
  'commerce/settlement/settle.ts': `import { getOrder } from '../orders/getOrder.js'
export const settle = (): string => 'settle' + getOrder()`,
  'sandbox/index.ts': "export { createSandbox } from './create.js'",
  'sandbox/create.ts': "export const createSandbox = (): string => 'sandbox'",
  'cli/main.ts': `import { createSandbox } from '../sandbox/index.js'
console.log(createSandbox())`,
  'cli/migrate/transform.ts': 'export default (): string => "turned"',
  'msw.ts': `import { createSandbox } from './sandbox/index.js'
export const handlers = (): string => 'handlers' + createSandbox()`,
}

/** What a file of the output imports, and the functions that it has. */
type Output = { readonly imports: readonly string[]; readonly has: readonly string[] }

const outputs = (): Readonly<Record<string, Output>> =>
  Object.fromEntries(
    readdirSync(project.path('dist'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js'))
      .map((path) => {
        const code = readFileSync(project.path(join('dist', path)), 'utf8')
        const imports = Array.from(code.matchAll(/ from '(.+)'/g), ([, to = '']) => join(path, '..', to))
        const has = Array.from(code.matchAll(/^const (\w+) =/gm), ([, name = '']) => name)
        return [path, { imports: [...new Set(imports)].sort(), has: has.sort() }]
      }),
  )

beforeAll(async () => {
  for (const name of readdirSync(ROOT)) if (/^(build\..+|tsconfig)\.(ts|json)$/.test(name)) project.copy(name)
  project.link('node_modules', 'node_modules')
  for (const [path, text] of Object.entries(sources)) project.write(`src/${path}`, `${text}\n`)
  const names = Object.keys(sources).flatMap((path) => /^((?:.+\/)?index|msw)\.ts$/.exec(path)?.[1] ?? [])
  const manifest = {
    name: 'bootpay-fp',
    version: '0.0.0',
    type: 'module',
    exports: Object.fromEntries(names.map((name) => [`./${name}`, entryOf(name)])),
  }
  project.write('package.json', JSON.stringify(manifest))
  await new Promise<void>((resolve, reject) => {
    const env = { PATH: process.env['PATH'], CONSOLA_LEVEL: '1' }
    execFile(
      process.execPath,
      [join(ROOT, 'node_modules/unbuild/dist/cli.mjs')],
      { cwd: project.path(''), env, timeout: 60_000 },
      (error, out, err) => (error ? reject(new Error(out + err)) : resolve()),
    )
  })
}, 90_000)

test('an entry point has a file with what it alone uses, whatever its folder; what several use is in core.js, or in that of their folder', () => {
  expect(outputs()).toEqual({
    'core.js': { imports: [], has: ['call', 'ping'] },
    'commerce/core.js': { imports: ['core.js'], has: ['getOrder', 'page'] },
    'core/index.js': { imports: ['core.js'], has: [] },
    'payment/index.js': { imports: ['core.js'], has: ['getReceipt'] },
    'commerce/orders/index.js': { imports: ['commerce/core.js'], has: ['address', 'pack'] },
    'commerce/products/index.js': { imports: ['commerce/core.js', 'core.js'], has: ['getProduct'] },
    'commerce/settlement/index.js': { imports: ['commerce/core.js'], has: ['settle'] },
    'sandbox/index.js': { imports: [], has: ['createSandbox'] },
    // What hands on what others have loads them.
    'commerce/index.js': {
      imports: ['commerce/core.js', 'commerce/orders/index.js', 'commerce/products/index.js'],
      has: [],
    },
    'index.js': { imports: ['core.js', 'payment/index.js'], has: [] },
    // What imports an entry point as a user would does too.
    'bootpay-fp.js': { imports: ['sandbox/index.js'], has: [] },
    'msw.js': { imports: ['sandbox/index.js'], has: ['handlers'] },
  })
})

test('each source that an entry point leads to by its types has declarations for both module systems, and maps to it', () => {
  const paths = readdirSync(project.path('dist'), { recursive: true, encoding: 'utf8' })
  const wanted = Object.keys(sources)
    .filter((path) => !/^(cli|commerce\/shared)\/|^core\/call/.test(path))
    .map((path) => path.replace(/\.ts$/, ''))
  for (const ending of ['d.ts', 'd.cts']) {
    const found = paths.filter((path) => path.endsWith(`.${ending}`)).sort()
    expect(found).toEqual(wanted.map((path) => `${path}.${ending}`).sort())
    for (const path of found) {
      const map = JSON.parse(readFileSync(project.path(`dist/${path}.map`), 'utf8')) as { sources: string[] }
      expect(map.sources.map((to) => join('dist', path, '..', to))).toEqual([`src/${path.replace(/d\.c?ts$/, 'ts')}`])
    }
  }
})
