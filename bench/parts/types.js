// What TypeScript takes to check a file that imports one operation.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { interleave, median } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 7)
const root = fileURLToPath(new URL('../..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'bootpay-fp-types-'))
for (const [name, target] of [
  ['bootpay-fp', root],
  ...['fp-ts', '@bootpay/backend-js', '@types/node'].map((name) => [name, join(root, 'node_modules', name)]),
]) {
  const link = join(project, 'node_modules', String(name))
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(String(target), link, 'dir')
}
writeFileSync(join(project, 'package.json'), '{ "type": "module" }')

/** @type {Record<string, string>} */
const files = {
  nothing: `export {}`,
  'official SDK': `import { Bootpay } from '@bootpay/backend-js'\nexport const look = (id: string) => Bootpay.receiptPayment(id)`,
  'bootpay-fp': `import { createContext, getReceipt } from 'bootpay-fp'
const ctx = createContext({ credentials: { client_key: 'c', secret_key: 's' } })
export const look = (receipt_id: string) => getReceipt(ctx, { receipt_id })()`,
  'bootpay-fp/payment': `import type { Context } from 'bootpay-fp/core'\nimport { getReceipt } from 'bootpay-fp/payment'
export const look = (ctx: Context, receipt_id: string) => getReceipt(ctx, { receipt_id })()`,
}
const names = Object.keys(files)
names.forEach((name, index) => {
  writeFileSync(join(project, `file${index}.ts`), files[name] ?? '')
})

const measured = await interleave(names, ROUNDS, (name) => {
  const options =
    '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --extendedDiagnostics --pretty false'
  const output = execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), ...options.split(' '), `file${names.indexOf(name)}.ts`],
    { cwd: project, encoding: 'utf8' },
  )
  const of = (/** @type {string} */ label) =>
    parseFloat(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? '')
  return { total: of('Total time'), check: of('Check time'), files: of('Files'), types: of('Types') }
})
rmSync(project, { recursive: true })
const rows = names.map((name) => {
  const of = (/** @type {'total' | 'check' | 'files' | 'types'} */ what) =>
    median((measured[name] ?? []).map((round) => round[what]))
  return { name, total: of('total'), check: of('check'), files: of('files'), types: of('types') }
})
console.log(JSON.stringify(rows))
