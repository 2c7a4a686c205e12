import { program, shop, test } from './shop.js'

const manifest = JSON.stringify({ private: true, type: 'module' })

/** A server part whose pipeline spells fp-ts in one way; a build for servers leaves dependencies outside. */
const piped = (/** @type {string} */ taskEither) => `
import { getReceipt, createContext } from 'bootpay-fp'
import * as TE from '${taskEither}'
import './pay.js'

const ctx = createContext({ credentials: {} })
const price = TE.map((receipt) => receipt.price)(getReceipt(ctx, { receipt_id: 'r' }))
if ((await price())._tag !== 'Left') throw new Error('not run')
`
const build = ['vite/bin/vite.js', 'build', '--ssr', 'server.js', '--logLevel', 'error']
const files = { 'package.json': manifest, 'shop.js': shop, 'pay.js': program('.js') }

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Vite SSR, fp-ts/lib/TaskEither.js',
    folder: 'tools',
    files: { ...files, 'server.js': piped('fp-ts/lib/TaskEither.js') },
    steps: [build, ['./dist/server.js']],
  },
  {
    name: 'Vite SSR, fp-ts/TaskEither',
    folder: 'tools',
    files: { ...files, 'server.js': piped('fp-ts/TaskEither') },
    steps: [build, ['./dist/server.js']],
    // As the page says.
    fails: 'ERR_UNSUPPORTED_DIR_IMPORT',
  },
  {
    name: 'Vite SSR, fp-ts/TaskEither, noExternal',
    folder: 'tools',
    files: {
      ...files,
      'vite.config.js': "export default { ssr: { noExternal: ['fp-ts'] } }\n",
      'server.js': piped('fp-ts/TaskEither'),
    },
    steps: [build, ['./dist/server.js']],
  },
  {
    name: 'Vitest 4',
    folder: 'tools',
    files: {
      'package.json': manifest,
      'shop.ts': shop,
      'shop.test.ts': "import { expect, test } from 'vitest'\n" + test('.js'),
    },
    steps: [['vitest/vitest.mjs', 'run']],
  },
]
