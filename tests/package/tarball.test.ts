import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { installTarball } from '../support/tarball.js'

const { project, files } = installTarball()

/** Runs a script in the project that has the tarball installed, in plain Node. */
const run = (script: string): string => {
  writeFileSync(join(project, 'script.mjs'), script)
  return execFileSync(process.execPath, ['script.mjs'], { cwd: project, encoding: 'utf8' })
}

const names = (entry: string): string[] =>
  JSON.parse(run(`console.log(JSON.stringify(Object.keys(await import('${entry}')).sort()))`)) as string[]

/** Bundles what a user would import, as small as it gets; fp-ts is not there, since only its types are used. */
const bundle = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

describe('the package', () => {
  test('holds what a user needs, and nothing else', () => {
    expect(files.filter((path) => !/^(dist|docs)\//.test(path))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ])
    expect(files.filter((path) => !/^dist\/.+\.(js|d\.ts)$|^docs\/.+\.md$|^[^/]+$/.test(path))).toEqual([])
  })

  test('depends on valibot alone at run time', () => {
    expect(manifest.dependencies).toEqual({ valibot: expect.any(String) })
    const imported = files
      .filter((path) => path.endsWith('.js'))
      .flatMap((path) => {
        const code = readFileSync(join(project, 'node_modules/bootpay-fp', path), 'utf8')
        return [...code.matchAll(/(?:from|import)\s*\(?\s*["']([^."'][^"']*)["']/g)].map(([, name]) => name)
      })
    expect([...new Set(imported)]).toEqual(['valibot'])
  })

  test.each(Object.keys(manifest.exports).filter((entry) => entry !== './package.json'))(
    'loads %s in plain Node',
    (entry) => {
      expect(names(entry.replace('.', 'bootpay-fp'))).toMatchSnapshot()
    },
  )

  test('works in plain Node with the combinators of fp-ts', () => {
    const output = run(`
      import { cancelPayment, confirmPayment, createContext } from 'bootpay-fp'
      import { createSandbox } from 'bootpay-fp/sandbox'
      import { pipe } from 'fp-ts/lib/function.js'
      import * as TE from 'fp-ts/lib/TaskEither.js'
      const sandbox = createSandbox()
      const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
      const receipt_id = sandbox.browser.requestPayment({ order_id: 'o-1', order_name: 'n', price: 1000, separately_confirmed: true })
      sandbox.browser.pay(receipt_id)
      const result = await pipe(
        confirmPayment(ctx, { receipt_id }),
        TE.flatMap((receipt) => cancelPayment(ctx, { receipt_id: receipt.receipt_id, cancel_price: 400, cancel_id: 'c-1' })),
        TE.map(({ price, cancelled_price, status }) => ({ price, cancelled_price, status })),
      )()
      console.log(JSON.stringify(result))
    `)
    expect(JSON.parse(output)).toEqual({ _tag: 'Right', right: { price: 1000, cancelled_price: 400, status: 1 } })
  })
})

const operations = (await import('../../src/index.js')) as Record<string, unknown>
const operationNames = Object.keys(operations).filter((name) => `${name}Request` in operations)

describe('a bundle', () => {
  /** Bytes after minifying and gzip. What grows past its limit is a question of design, not of the limit. */
  const limits: Record<string, number> = {
    cancelPayment: 3_100,
    chargeBillingKey: 3_750,
    issueBillingKey: 3_350,
    issueCashReceipt: 3_750,
    payWithWallet: 3_750,
    requestAuthentication: 3_350,
    requestTransferBillingKey: 3_600,
    reservePayment: 3_950,
  }

  test.each(operationNames)(
    'of %s alone stays within its budget and holds no path of another operation',
    async (name) => {
      const code = await bundle(`export { ${name} } from 'bootpay-fp'`)
      expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(limits[name] ?? 3_000)
      const paths = code.match(/["'`]\/[a-z_]+\/?[a-z_/-]*/g) ?? []
      expect(paths).toHaveLength(1)
    },
  )

  test('of one operation and the Context stays within its budget', async () => {
    const code = await bundle(`export { createContext, getReceipt, toPromise } from 'bootpay-fp'`)
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(6_200)
  })

  test('of all operations together stays within its budget', async () => {
    const code = await bundle(`export { ${operationNames.join()} } from 'bootpay-fp'`)
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(12_000)
  })
})
