import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import ts from 'typescript'

const src = join(import.meta.dirname, 'src')
const DOMAINS = ['payment', 'billing', 'authentication', 'user', 'cash-receipt', 'escrow', 'wallet']

/**
 * What each place in `src/` may import besides itself. A folder means its files without its `index.ts`, and `commerce/*` each
 * folder in `commerce`. Where two rows are about one place, the later one counts.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const walls = {
  codes: [],
  'version.ts': [],
  core: ['codes'],
  pg: ['core', 'version.ts'],
  ...rows(DOMAINS, ['core', 'pg', 'codes', ...DOMAINS.map((it) => `${it}/schemas`)]),
  settlement: ['core', 'pg', 'codes', ...DOMAINS],
  flows: ['core', 'pg', 'settlement', ...DOMAINS],
  webhook: ['core', 'pg', ...DOMAINS],
  'commerce/*': ['core', 'codes', 'version.ts', 'commerce/shared', 'commerce/*/schemas'],
  'commerce/settlement': ['core', 'codes', 'version.ts', 'commerce/*', 'settlement/settle.ts'],
  'commerce/index.ts': ['commerce/*/index.ts'],
  alimtalk: ['core', 'codes', 'version.ts'],
  sandbox: [],
  cli: ['sandbox/index.ts', 'codes/index.ts', 'explain.ts'],
  ...rows(['node.ts', 'undici.ts', 'unstorage.ts', 'queue.ts'], ['core']),
  'pretty.ts': ['core', 'explain.ts'],
  'explain.ts': ['core', 'codes'],
  'msw.ts': ['core', 'sandbox/index.ts'],
  'index.ts': ['core', 'pg', 'codes', 'settlement', 'flows', 'webhook', ...DOMAINS].map((it) => `${it}/index.ts`),
}

/**
 * The same row for several places.
 * @param {readonly string[]} places
 * @param {readonly string[]} may
 */
function rows(places, may) {
  return Object.fromEntries(places.map((place) => [place, may]))
}

/**
 * The places that a name with `*` stands for.
 * @param {string} name
 */
const placesOf = (name) => {
  const [above = '', below] = name.split('/*')
  if (below === undefined) return [name]
  const entries = existsSync(join(src, above)) ? readdirSync(join(src, above), { withFileTypes: true }) : []
  return entries.filter((entry) => entry.isDirectory()).map((folder) => `${above}/${folder.name}${below}`)
}

const rowOf = new Map(Object.entries(walls).flatMap(([name, may]) => placesOf(name).map((place) => [place, may])))

/** The walls as zones of `import-x/no-restricted-paths`. */
export const zones = [
  { target: './src', from: '.', except: ['src', 'node_modules'], message: 'The library is src/ alone.' },
  ...[...rowOf].flatMap(([place, may]) => {
    const target = `./src/${place}`
    const others = may.flatMap(placesOf).filter((other) => other !== place)
    const indexes = others.filter((other) => !other.endsWith('.ts')).map((other) => `./src/${other}/index.ts`)
    return [
      { target, from: './src', except: [place, ...others], message: `src/${place} may not: see eslint.walls.js.` },
      ...(indexes.length > 0 ? [{ target, from: indexes, message: 'Import from the file itself.' }] : []),
    ]
  }),
]

/**
 * The path of a source that another one imports.
 * @param {string} from
 * @param {string} specifier
 */
const pathOf = (from, specifier) => join(dirname(from), specifier.replace(/\.js$/, '.ts'))

/**
 * What the texts of sources import, so that each is read once while all are linted.
 * @type {Map<string, readonly string[]>}
 */
const scanned = new Map()

/**
 * What a source imports of the project, types included.
 * @param {string} path
 */
const importsOf = (path) => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const names = scanned.get(text) ?? ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
  scanned.set(text, names)
  return names.filter((name) => name.startsWith('.')).map((name) => pathOf(path, name))
}

/**
 * Every source that one leads to, and by which files, the shortest way of all.
 * @param {string} from
 */
const waysFrom = (from) => {
  const ways = new Map([[from, [from]]])
  for (const [path, way] of ways)
    for (const next of importsOf(path)) if (!ways.has(next)) ways.set(next, [...way, next])
  return ways
}

/**
 * No circles, of values or of types. The rule of this name in `import-x` passes over `import type`.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noCycle = {
  meta: { type: 'problem', schema: [] },
  create: ({ filename, report }) => {
    const check = (node) => {
      const { source } = node
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return
      const way = waysFrom(pathOf(filename, source.value)).get(filename)
      const names = way?.map((path) => relative(src, path)).join(' → ')
      if (names) report({ node, message: `A circle of imports: → ${names}` })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}
