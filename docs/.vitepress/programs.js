// The blocks that a reader can run on the page, as whole programs.
import manifest from '../../package.json' with { type: 'json' }
import { pages, textOf } from './pages.js'
import { HERE } from './run/imports.js'

/** What no browser has, or what the pages do not run: they stand on Node, or on packages of others. */
const ABSENT = ['bootpay-fp/node', 'bootpay-fp/undici', 'bootpay-fp/unstorage', 'bootpay-fp/msw']

/** The modules that a program may import, with the file that each is bundled from. */
export const modules = new Map([
  ...Object.entries(manifest.exports).flatMap(([path, entry]) => {
    const name = path.replace('.', manifest.name)
    if (typeof entry === 'string' || ABSENT.includes(name)) return []
    return [/** @type {const} */ ([name, entry.default.replace(/^\.\/dist(.*)\.js$/, 'src$1.ts')])]
  }),
  // The ES modules of fp-ts are for bundlers, and this is one.
  ...['function', 'TaskEither', 'ReaderTaskEither', 'Either', 'Task'].map(
    (name) => /** @type {const} */ ([`fp-ts/lib/${name}.js`, `node_modules/fp-ts/es6/${name}.js`]),
  ),
])

/**
 * The `ts` blocks of a page, each with the section it stands in.
 * @param {string} text
 */
const blocksOf = (text) => {
  let section = ''
  return [...text.matchAll(/^## (.*)$|^```(\w*)\n([^]*?)^```$/gm)].flatMap(([, heading, language, code = '']) => {
    section = heading ?? section
    return language === 'ts' ? [{ section, code }] : []
  })
}

/**
 * The programs of a page by the code of the block that ends each. As the tests of the pages have it: a block continues the
 * first one and the earlier ones of its section, `before`; one that makes a `ctx` of its own starts anew.
 * @param {string} text
 */
export const programsOf = (text) => {
  const blocks = blocksOf(text)
  const [first] = blocks
  /** @type {(typeof blocks)[]} */
  const groups = []
  for (const block of blocks) {
    const group = groups.at(-1)
    if (/\bconst ctx\b|^import .*\bcreateSandbox\b/m.test(block.code) || !first) groups.push([block])
    else if (group?.at(-1)?.section === block.section && group[0] === first && group.length > 1)
      groups.push([...group, block])
    else groups.push([first, block])
  }
  return groups.flatMap((group) => {
    const last = group.at(-1)?.code ?? ''
    const before = group
      .slice(0, -1)
      .map(({ code }) => `${code}\n`)
      .join('')
    const code = before + HERE + last
    const names = [...code.matchAll(/\bfrom '([^']+)'/g)].map(([, name = '']) => name)
    const runs = names.every((name) => modules.has(name)) && !/\b(process|Buffer|require)\b/.test(code)
    return runs ? [{ block: last, before, code }] : []
  })
}

/** Pages whose blocks are no such programs: a test of their own puts them together. */
const OTHERWISE = /(^|\/)(migrating|money-safety|nestjs-express-fastify|commonjs-jest-vite)\.md$/

/** The pages whose blocks can be run, with their programs. */
export const runnable = () =>
  pages.flatMap((page) =>
    page.kind === 'reference' || OTHERWISE.test(page.path)
      ? []
      : [{ path: page.path, programs: programsOf(textOf(page)) }],
  )
