import { readdirSync } from 'node:fs'

import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ROOT } from '../docs/support/markdown.js'
import { createScratch } from '../docs/support/scratch.js'

const DOMAINS = ['payment', 'billing', 'authentication', 'user', 'cash-receipt', 'escrow', 'wallet']
const schemas = DOMAINS.map((domain) => `${domain}/schemas`)
const operations = [...DOMAINS, ...schemas]
const COMMERCE = ['commerce/orders', 'commerce/products', 'commerce/users', 'commerce/shared', 'commerce/settlement']
const SHOP = ['commerce/orders', 'commerce/products', 'commerce/users']
const shopSchemas = SHOP.map((domain) => `${domain}/schemas`)

/** What each place may import besides itself. */
const walls: Readonly<Record<string, readonly string[]>> = {
  core: ['codes: types'],
  codes: [],
  pg: ['core', 'version.ts'],
  ...Object.fromEntries(DOMAINS.map((domain) => [domain, ['core', 'pg', 'codes', ...schemas]])),
  settlement: ['core', 'pg', 'codes', ...operations],
  flows: ['core', 'pg', 'settlement', ...operations],
  webhook: ['core', 'pg', ...operations],
  'commerce/shared': ['core', 'codes', 'version.ts', ...shopSchemas],
  ...Object.fromEntries(
    SHOP.map((domain) => [domain, ['core', 'codes', 'version.ts', 'commerce/shared', ...shopSchemas]]),
  ),
  'commerce/settlement': ['core', 'codes', 'version.ts', ...COMMERCE, ...shopSchemas],
  alimtalk: ['core', 'codes', 'version.ts'],
  sandbox: [],
  cli: ['codes/index.ts', 'explain.ts', 'sandbox/index.ts'],
  'node.ts': ['core'],
  'undici.ts': ['core'],
  'unstorage.ts': ['core'],
  'pretty.ts': ['core', 'explain.ts'],
  'explain.ts': ['core', 'codes'],
  'queue.ts': ['core'],
  'msw.ts': ['core', 'sandbox/index.ts'],
  'version.ts': [],
  'commerce/index.ts': COMMERCE.map((place) => `${place}/index.ts`),
  'index.ts': ['core', 'pg', 'codes', 'settlement', 'flows', 'webhook', ...DOMAINS].map((place) => `${place}/index.ts`),
}

const folders = Object.keys(walls).filter((place) => !place.endsWith('.ts'))
const fileOf = (place: string) => (place.endsWith('.ts') ? place : `${place}/one.ts`)
/** Every place that an import can lead to: one file of each folder, its index, and the files beside the folders. */
const targets = [
  ...Object.keys(walls),
  ...schemas,
  ...shopSchemas,
  ...folders.map((folder) => `${folder}/index.ts`),
].sort()

const project = createScratch()
afterAll(project.remove)

const eslint = () =>
  new ESLint({ cwd: project.path(''), overrideConfigFile: project.path('eslint.config.js'), warnIgnored: true })

/** The lines of a file at which the rules of the project find an import. */
const foundIn = async (path: string, lines: readonly string[]): Promise<readonly { rule: string; line: number }[]> => {
  const [result] = await eslint().lintText(`${lines.join('\n')}\n`, { filePath: project.path(`src/${path}`) })
  const messages = result?.messages ?? []
  expect(messages.filter(({ fatal }) => fatal)).toEqual([])
  return messages
    .filter(({ ruleId }) => /no-cycle|restricted-(paths|imports)/.test(ruleId ?? ''))
    .map(({ ruleId, line }) => ({ rule: ruleId ?? '', line }))
}

const upwards = (path: string) => '../'.repeat(path.split('/').length - 1) || './'

beforeAll(() => {
  for (const name of ['eslint.config.js', 'eslint.walls.js', 'package.json']) project.copy(name)
  project.link('node_modules', 'node_modules')
  project.write('tests/one.ts', 'export const one = 1\n')
  for (const target of targets) project.write(`src/${fileOf(target)}`, 'export const one = 1\nexport type One = 1\n')
})

describe('walls', () => {
  test('stand around every place in src/', () => {
    const places = readdirSync(`${ROOT}src`).filter((name) => name !== 'commerce')
    expect(places.filter((place) => !(place in walls))).toEqual([])
  })

  test.each(Object.entries(walls))('%s may import %j', async (place, may) => {
    const path = fileOf(place)
    const others = targets.filter((target) => fileOf(target) !== path && !fileOf(target).startsWith(`${place}/`))
    const allowed = async (lineOf: (from: string) => string) => {
      const from = others.map((target) => upwards(path) + fileOf(target).replace(/ts$/, 'js'))
      const found = await foundIn(path, from.map(lineOf))
      const forbidden = new Set(found.map(({ line }) => line - 1))
      return others.filter((_, index) => !forbidden.has(index))
    }
    const ofTypes = may.map((target) => target.replace(': types', ''))
    const ofValues = may.filter((target) => !target.includes(': types'))
    const isOther = (target: string) => others.includes(target)
    expect(await allowed((from) => `import { one } from '${from}'`)).toEqual(ofValues.filter(isOther).sort())
    expect(await allowed((from) => `export { one } from '${from}'`)).toEqual(ofValues.filter(isOther).sort())
    expect(await allowed((from) => `import type { One } from '${from}'`)).toEqual(ofTypes.filter(isOther).sort())
  })

  test.each(folders)('%s imports neither the package by its name, nor what is outside of src/', async (place) => {
    const path = fileOf(place)
    const found = await foundIn(path, [
      "import { one } from 'bootpay-fp'",
      "import type { One } from 'bootpay-fp/payment'",
      `import { one } from '${upwards(path)}../tests/one.js'`,
    ])
    expect(found).toEqual([
      { rule: '@typescript-eslint/no-restricted-imports', line: 1 },
      { rule: '@typescript-eslint/no-restricted-imports', line: 2 },
      { rule: 'import-x/no-restricted-paths', line: 3 },
    ])
  })
})

describe('a circle of imports is found', () => {
  const circles = [
    ['of values', "import { one } from './two.js'"],
    ['of effects', "import './two.js'"],
    ['of types', "import type { One } from './two.js'"],
    ['of types, named one by one', "import { type One } from './two.js'"],
    ['of what is handed on', "export { one } from './two.js'"],
    ['of types that are handed on', "export type { One } from './two.js'"],
    ['of all that is handed on', "export * from './two.js'"],
    ['of what is loaded later', "export const load = () => import('./two.js')"],
    ['of a file and itself', "import type { One } from './one.js'"],
  ] as const

  test.each(folders)('in %s, whatever it is of', async (place) => {
    const found = []
    for (const [what, line] of circles) {
      project.write(`src/${place}/two.ts`, line.replace('two.js', 'one.js'))
      found.push([what, await foundIn(fileOf(place), [line])])
    }
    project.write(`src/${place}/two.ts`, "export { one } from './three.js'")
    project.write(`src/${place}/three.ts`, "import type { One } from './one.js'")
    found.push(['of three files', await foundIn(fileOf(place), ["import { one } from './two.js'"])])
    const circle = [{ rule: 'walls/no-cycle', line: 1 }]
    expect(found).toEqual([...circles.map(([what]) => [what, circle]), ['of three files', circle]])
  })

  test('and nothing else is', async () => {
    project.write('src/payment/two.ts', "import type { One } from './three.js'\nexport { one } from '../core/one.js'")
    project.write('src/payment/three.ts', "// import './one.js'\nexport type { One } from '../core/one.js'")
    expect(
      await foundIn(
        'payment/one.ts',
        circles.slice(0, -1).map(([, line]) => line),
      ),
    ).toEqual([])
  })
})
