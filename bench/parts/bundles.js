// Size of what a user imports, minified and gzipped, by esbuild and by rollup (whose output esbuild minifies).
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import commonjs from '@rollup/plugin-commonjs'
import json from '@rollup/plugin-json'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build, transform } from 'esbuild'
import { rollup } from 'rollup'

import * as sdk from 'bootpay-fp'

import { median } from './numbers.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param {string} code */
const gzip = (code) => gzipSync(code, { level: 9 }).length

/** @typedef {{ name: string, code: string, node?: boolean }} Program */

/** @param {Program} program */
const byEsbuild = async ({ code, node = false }) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: node ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'silent',
    // Without it the paths of tsconfig.json lead to `src`.
    tsconfigRaw: {},
  })
  return gzip(outputFiles[0]?.text ?? '')
}

/** @param {Program} program */
const byRollup = async ({ code, node = false }) => {
  const entry = {
    name: 'entry',
    resolveId: (/** @type {string} */ id) => (id === 'entry' ? `${root}entry.js` : null),
    load: (/** @type {string} */ id) => (id === `${root}entry.js` ? code : null),
  }
  const plugins = [entry, nodeResolve({ preferBuiltins: node, exportConditions: node ? ['node'] : [] })]
  // Their types are those of CommonJS.
  if (node) plugins.push(/** @type {any} */ (commonjs)(), /** @type {any} */ (json)())
  const bundle = await rollup({ input: 'entry', plugins, external: node ? [/^node:/] : [], onLog: () => undefined })
  const { output } = await bundle.generate({ format: 'esm', inlineDynamicImports: true })
  return gzip((await transform(output[0].code, { minify: true, format: 'esm', target: 'es2022' })).code)
}

/** @param {Program} program */
const sizesOf = async (program) => ({
  name: program.name,
  esbuild: await byEsbuild(program),
  rollup: await byRollup(program),
})

const operations = Object.keys(sdk)
  .filter((name) => `${name}Request` in sdk)
  .sort()

/** @type {Program[]} */
const others = [
  { name: 'hand-written floor', code: `export { createClient } from './bench/floor.js'` },
  { name: '@portone/server-sdk, PaymentClient', code: `export { PaymentClient } from '@portone/server-sdk/payment'` },
  {
    name: 'stripe, paymentIntents.retrieve',
    code: `import Stripe from 'stripe'; export const look = (key, id) => new Stripe(key).paymentIntents.retrieve(id)`,
    node: true,
  },
  {
    name: 'official SDK, receiptPayment',
    code: `import { Bootpay } from '@bootpay/backend-js'; export const look = (id) => Bootpay.receiptPayment(id)`,
    node: true,
  },
]
/** @type {Program[]} */
const ours = [
  { name: 'bootpay-fp, getReceipt alone', code: `export { getReceipt } from 'bootpay-fp'` },
  { name: 'bootpay-fp, getReceipt and createContext', code: `export { createContext, getReceipt } from 'bootpay-fp'` },
  {
    name: 'bootpay-fp, getReceipt, createContext and createTokenState',
    code: `export { createContext, createTokenState, getReceipt } from 'bootpay-fp'`,
  },
  {
    name: 'bootpay-fp, a look-up, a confirm and a cancel',
    code: `export { cancelPayment, confirmPayment, createContext, getReceipt } from 'bootpay-fp'`,
  },
  { name: `bootpay-fp, all ${operations.length} operations`, code: `export { ${operations} } from 'bootpay-fp'` },
  {
    name: `bootpay-fp, all ${operations.length} operations and createContext`,
    code: `export { createContext, ${operations} } from 'bootpay-fp'`,
  },
]

const compared = []
for (const program of [...ours, ...others]) compared.push(await sizesOf(program))
const each = []
for (const name of operations) {
  const alone = await sizesOf({ name, code: `export { ${name} } from 'bootpay-fp'` })
  const withContext = await byEsbuild({ name, code: `export { createContext, ${name} } from 'bootpay-fp'` })
  each.push({ ...alone, withContext })
}
const medians = {
  esbuild: median(each.map(({ esbuild }) => esbuild)),
  rollup: median(each.map(({ rollup }) => rollup)),
  withContext: median(each.map(({ withContext }) => withContext)),
}
console.log(JSON.stringify({ compared, each, medians }))
