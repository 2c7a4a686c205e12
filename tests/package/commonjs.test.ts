import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { installTarball } from '../support/tarball.js'

const { project, files } = installTarball()
const installed = join(project, 'node_modules/bootpay-fp')

/** As where nobody may `require` an ES module: in Node before 20.19, and in functions of AWS Lambda. */
const STRICTLY = ['--no-experimental-require-module']

/** Runs a program in the project that has the tarball installed. */
const run = (name: 'script.cjs' | 'script.mjs', code: string, options = STRICTLY): unknown => {
  writeFileSync(join(project, name), code)
  return JSON.parse(execFileSync(process.execPath, [...options, name], { cwd: project, encoding: 'utf8' }))
}

const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === 'string' ? [] : [{ path, name: path.replace('.', 'bootpay-fp'), ...target }],
)

describe('as CommonJS, the package', () => {
  test.each(entries.map(({ name }) => name))('exports from %s what it exports as an ES module', (name) => {
    const [required, imported] = run(
      'script.mjs',
      `import { createRequire } from 'node:module'
      const required = createRequire(import.meta.url)('${name}')
      const imported = await import('${name}')
      console.log(JSON.stringify([required, imported].map((it) => Object.entries(it).map(([name, value]) => [name, typeof value]).sort())))`,
      // msw itself requires an ES module.
      name === 'bootpay-fp/msw' ? [] : STRICTLY,
    ) as [unknown[], unknown[]]
    expect(required).toEqual(imported)
    expect(required.length).toBeGreaterThan(0)
  })

  test('gives its manifest, and the names of its exports to an import of the file', () => {
    expect(run('script.cjs', `console.log(JSON.stringify(require('bootpay-fp/package.json').version))`)).toBe(
      manifest.version,
    )
    expect(
      run(
        'script.mjs',
        `import { getReceipt } from './node_modules/bootpay-fp/dist/index.cjs'
        console.log(JSON.stringify(typeof getReceipt))`,
      ),
    ).toBe('function')
  })

  test('works with the combinators of fp-ts', () => {
    const result = run(
      'script.cjs',
      `const { cancelPayment, confirmPayment, createContext } = require('bootpay-fp')
      const { createSandbox } = require('bootpay-fp/sandbox')
      const { pipe } = require('fp-ts/function')
      const TE = require('fp-ts/TaskEither')
      const sandbox = createSandbox()
      const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
      const receipt_id = sandbox.browser.requestPayment({ order_id: 'o-1', order_name: 'n', price: 1000, separately_confirmed: true })
      sandbox.browser.pay(receipt_id)
      pipe(
        confirmPayment(ctx, { receipt_id }),
        TE.flatMap((receipt) => cancelPayment(ctx, { receipt_id: receipt.receipt_id, cancel_price: 400, cancel_id: 'c-1' })),
        TE.map(({ price, cancelled_price, status }) => ({ price, cancelled_price, status })),
      )().then((result) => console.log(JSON.stringify(result)))`,
    )
    expect(result).toEqual({ _tag: 'Right', right: { price: 1000, cancelled_price: 400, status: 1 } })
  })

  test.each([
    ['required', 'imported'],
    ['imported', 'required'],
  ])('shares a Context with its other form: %s makes it, %s calls', (maker, caller) => {
    const result = run(
      'script.mjs',
      `import { createRequire } from 'node:module'
      import * as imported from 'bootpay-fp'
      import * as importedSandbox from 'bootpay-fp/sandbox'
      const require = createRequire(import.meta.url)
      const required = require('bootpay-fp')
      const requiredSandbox = require('bootpay-fp/sandbox')
      const sandbox = ${maker}Sandbox.createSandbox()
      const requests = []
      const fetch = (url, init) => {
        requests.push(init.method + ' ' + new URL(url).pathname)
        return sandbox.fetch(url, init)
      }
      const contextOf = (credentials) => ${maker}.createContext({ credentials, tokens: ${maker}.createTokenState(), fetch, sleep: () => Promise.resolve() })
      const { client_key, secret_key, application_id, private_key } = sandbox.credentials
      const ofToken = contextOf({ application_id, private_key })
      const receipt_id = sandbox.browser.requestPayment({ order_id: 'o-1', order_name: 'n', price: 1000 })
      sandbox.browser.pay(receipt_id)
      const results = [
        await ${caller}.getReceipt(contextOf({ client_key, secret_key }), { receipt_id })(),
        await ${caller}.getReceipt(ofToken, { receipt_id })(),
        await ${maker}.getReceipt(ofToken, { receipt_id })(),
      ]
      const tokens = requests.filter((it) => it.endsWith('/request/token')).length
      // An unknown outcome of the one is settled by the other.
      sandbox.failNext('reset_after', { operation: 'cancelPayment' })
      const unknown = await ${caller}.cancelPayment(ofToken, { receipt_id })()
      const settled = await ${maker}.reconcile(ofToken, unknown.left)()
      console.log(JSON.stringify({
        statuses: results.map(({ right }) => right?.status),
        tokens,
        unknown: unknown.left?._tag,
        settled: settled.right?._tag,
      }))`,
    )
    expect(result).toEqual({ statuses: [1, 1, 1], tokens: 1, unknown: 'OutcomeUnknown', settled: 'Done' })
  })

  test('has its own declarations, each file that they import included', () => {
    const declarations = files.filter((path) => path.endsWith('.d.cts'))
    expect(declarations).toEqual(
      files.filter((path) => path.endsWith('.d.ts')).map((path) => path.replace(/\.ts$/, '.cts')),
    )
    const lost = declarations.flatMap((path) => {
      const text = readFileSync(join(installed, path), 'utf8')
      const found = Array.from(text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g), ([, to = '']) => to)
      return found
        .filter(
          (to) => !to.endsWith('.cjs') || !existsSync(join(installed, path, '..', to.replace(/\.cjs$/, '.d.cts'))),
        )
        .map((to) => [path, to])
    })
    expect(lost).toEqual([])
  })

  test('is found by tools that know no `exports`', () => {
    const [root] = entries.filter(({ path }) => path === '.')
    expect(manifest.main).toBe(root?.require.default)
    expect(manifest.types).toBe(root?.require.types)
    expect(manifest.typesVersions['*']).toEqual({
      ...Object.fromEntries(
        entries.filter(({ path }) => path !== '.').map(({ path, require }) => [path.slice(2), [require.types]]),
      ),
      'openapi.json': [manifest.exports['./openapi.json']],
    })
  })
})
