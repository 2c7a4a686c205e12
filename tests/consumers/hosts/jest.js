import { fromPage } from './page.js'
import { shop, test } from './shop.js'

const typescript = { module: 'commonjs', target: 'ES2022', strict: true, skipLibCheck: true }

/** As CommonJS is written by hand. */
const required = (/** @type {string} */ code) =>
  code
    .replace(/import (\{.*?\}) from ('.*?')/s, 'const $1 = require($2)')
    .replace('export const confirm =', 'exports.confirm =')

/** @type {(version: 29 | 30) => readonly import('../hosts.js').Host[]} */
const jest = (version) => {
  const folder = version === 29 ? 'nest10' : 'nest11'
  const steps = [['jest/bin/jest.js']]
  const manifest = (/** @type {object} */ configuration, /** @type {string} */ type = 'commonjs') =>
    JSON.stringify({ private: true, type, jest: { testEnvironment: 'node', ...configuration } })
  const files = { 'shop.ts': shop, 'shop.test.ts': test(), ...fromPage('confirm.test.ts') }
  const tsconfig = JSON.stringify({ compilerOptions: typescript })
  return [
    {
      name: `Jest ${version}, ts-jest`,
      folder,
      files: { ...files, 'package.json': manifest({ preset: 'ts-jest' }), 'tsconfig.json': tsconfig },
      steps,
    },
    {
      name: `Jest ${version}, @swc/jest`,
      folder,
      files: { ...files, 'package.json': manifest({ transform: { '^.+\\.ts$': '@swc/jest' } }) },
      steps,
    },
    {
      name: `Jest ${version}, babel-jest`,
      folder,
      // What Jest does without any configuration.
      files: { 'package.json': manifest({}), 'shop.js': required(shop), 'shop.test.js': required(test()) },
      steps,
    },
    {
      name: `Jest ${version}, ES modules`,
      folder,
      flags: ['--experimental-vm-modules'],
      files: { 'package.json': manifest({ transform: {} }, 'module'), 'shop.js': shop, 'shop.test.js': test('.js') },
      steps,
    },
    {
      name: `Jest ${version}, bootpay-fp/msw`,
      folder,
      files: {
        ...files,
        ...fromPage('jest.config.js', 'handlers.test.ts'),
        'package.json': JSON.stringify({ private: true }),
        'tsconfig.json': tsconfig,
      },
      steps,
    },
  ]
}

export const hosts = [...jest(29), ...jest(30)]
