import { fromPage } from './page.js'
import { program, shop } from './shop.js'

const compilerOptions = { target: 'ES2022', types: ['node'], strict: true, skipLibCheck: true }
const commonjs = { ...compilerOptions, module: 'commonjs', moduleResolution: 'node10' }

/** @type {(type: 'commonjs' | 'module') => import('../hosts.js').Host} */
const tsx = (type) => ({
  name: `tsx, ${type === 'module' ? 'ES modules' : 'CommonJS'}`,
  folder: 'tools',
  files: { 'package.json': JSON.stringify({ private: true, type }), 'shop.ts': shop, 'pay.ts': program('.js') },
  steps: [['tsx/dist/cli.mjs', 'pay.ts']],
})

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Node, require without ES modules',
    folder: 'tools',
    flags: ['--no-experimental-require-module'],
    files: {
      'package.json': JSON.stringify({ private: true }),
      ...fromPage('pay.cjs'),
      'run.js': program('').replace(/import .*/, "const { confirm } = require('./pay.cjs')"),
    },
    steps: [['./run.js']],
  },
  {
    name: 'ts-node, CommonJS',
    folder: 'tools',
    files: {
      'package.json': JSON.stringify({ private: true }),
      'tsconfig.json': JSON.stringify({ compilerOptions: commonjs }),
      'shop.ts': shop,
      'pay.ts': program(),
    },
    steps: [['ts-node/dist/bin.js', 'pay.ts']],
  },
  tsx('commonjs'),
  tsx('module'),
]
