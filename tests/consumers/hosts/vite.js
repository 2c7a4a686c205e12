import { fromPage } from './page.js'
import { program, shop, test } from './shop.js'

const manifest = JSON.stringify({ private: true, type: 'module' })

/** What starts the server that was built, and pays. */
const start = `
import { priceOf } from './dist/server.js'
import './pay.js'

const price = await priceOf(process.env.RECEIPT)()
if (price.right !== 39_000) throw new Error(JSON.stringify(price))
`
const page = fromPage('server.js', 'vite.config.js')
const files = { 'package.json': manifest, 'shop.js': shop, 'pay.js': program('.js'), 'start.js': start }
/** The page's own server, with the other spelling of fp-ts. */
const folderSpelling = (page['server.js'] ?? '').replaceAll(/fp-ts\/lib\/(\w+)\.js/g, 'fp-ts/$1')
const steps = [['vite/bin/vite.js', 'build', '--ssr', 'server.js', '--logLevel', 'error'], ['./start.js']]

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Vite SSR, fp-ts/lib/TaskEither.js',
    folder: 'tools',
    files: { ...files, 'server.js': page['server.js'] ?? '' },
    steps,
  },
  {
    name: 'Vite SSR, fp-ts/TaskEither',
    folder: 'tools',
    files: { ...files, 'server.js': folderSpelling },
    steps,
    fails: 'ERR_UNSUPPORTED_DIR_IMPORT',
  },
  {
    name: 'Vite SSR, fp-ts/TaskEither, noExternal',
    folder: 'tools',
    files: { ...files, ...page, 'server.js': folderSpelling },
    steps,
  },
  {
    name: 'Vitest 4',
    folder: 'tools',
    files: {
      'package.json': manifest,
      'shop.ts': shop,
      'shop.test.ts': `import { expect, test } from 'vitest'\n${test('.js')}`,
    },
    steps: [['vitest/vitest.mjs', 'run']],
  },
]
