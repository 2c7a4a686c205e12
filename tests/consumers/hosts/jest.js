import { shop, test } from './shop.js'

const typescript = { module: 'commonjs', target: 'ES2022', strict: true, skipLibCheck: true }

/** @type {(version: 29 | 30) => readonly import('../hosts.js').Host[]} */
const jest = (version) => {
  const folder = version === 29 ? 'nest10' : 'nest11'
  const step = ['jest/bin/jest.js']
  const manifest = (/** @type {object} */ configuration, /** @type {string} */ type = 'commonjs') =>
    JSON.stringify({ private: true, type, jest: { testEnvironment: 'node', ...configuration } })
  return [
    {
      name: `Jest ${version}, ts-jest`,
      folder,
      files: {
        'package.json': manifest({ preset: 'ts-jest' }),
        'tsconfig.json': JSON.stringify({ compilerOptions: typescript }),
        'shop.ts': shop,
        'shop.test.ts': test(),
      },
      steps: [step],
    },
    {
      name: `Jest ${version}, @swc/jest`,
      folder,
      files: {
        'package.json': manifest({ transform: { '^.+\\.ts$': '@swc/jest' } }),
        'shop.ts': shop,
        'shop.test.ts': test(),
      },
      steps: [step],
    },
    {
      name: `Jest ${version}, babel-jest`,
      folder,
      // No configuration at all: files of CommonJS, as they are.
      files: {
        'package.json': manifest({}),
        'shop.js':
          shop
            .replace('import {', 'const {')
            .replace("} from 'bootpay-fp'", "} = require('bootpay-fp')")
            .replace('export const confirm', 'const confirm') + 'module.exports = { confirm }\n',
        'shop.test.js': test().replace('import {', 'const {').replace("} from './shop'", "} = require('./shop')"),
      },
      steps: [step],
    },
    {
      name: `Jest ${version}, ES modules`,
      folder,
      flags: ['--experimental-vm-modules'],
      files: { 'package.json': manifest({ transform: {} }, 'module'), 'shop.js': shop, 'shop.test.js': test('.js') },
      steps: [step],
    },
  ]
}

export const hosts = [...jest(29), ...jest(30)]
