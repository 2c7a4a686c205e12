// What TypeScript takes to check a file that imports one operation. Who uses this package has fp-ts, so ours count over a file
// that imports `TaskEither`, and the official SDK over an empty one. Processor time: the difference is small, and the time on
// the clock depends on what else the machine does.
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

const taskEither = `import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
export type Task = TaskEither<string, number>
`

/** @type {Record<string, string>} */
const files = {
  nothing: `export {}`,
  'fp-ts, TaskEither': taskEither,
  'official SDK': `import { Bootpay } from '@bootpay/backend-js'\nexport const look = (id: string) => Bootpay.receiptPayment(id)`,
  'bootpay-fp': `${taskEither}import { createContext, getReceipt } from 'bootpay-fp'
const ctx = createContext({ credentials: { client_key: 'c', secret_key: 's' } })
export const look = (receipt_id: string) => getReceipt(ctx, { receipt_id })()`,
  'bootpay-fp/payment': `${taskEither}import type { Context } from 'bootpay-fp/core'\nimport { getReceipt } from 'bootpay-fp/payment'
export const look = (ctx: Context, receipt_id: string) => getReceipt(ctx, { receipt_id })()`,
}
const names = Object.keys(files)
names.forEach((name, index) => {
  writeFileSync(join(project, `file${index}.ts`), files[name] ?? '')
})

/** Tells the processor time of the process as it ends. */
const tellTime =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.log(`Processor time: ${(user+system)/1e6}`)})'

const measured = await interleave(names, ROUNDS, (name) => {
  const options =
    '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --extendedDiagnostics --pretty false'
  const output = execFileSync(
    process.execPath,
    [
      '--import',
      tellTime,
      join(root, 'node_modules/typescript/bin/tsc'),
      ...options.split(' '),
      `file${names.indexOf(name)}.ts`,
    ],
    { cwd: project, encoding: 'utf8' },
  )
  const of = (/** @type {string} */ label) =>
    parseFloat(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? '')
  return { time: of('Processor time'), check: of('Check time'), files: of('Files'), types: of('Types') }
})
rmSync(project, { recursive: true })
const rows = names.map((name) => {
  const of = (/** @type {'time' | 'check' | 'files' | 'types'} */ what) =>
    median((measured[name] ?? []).map((round) => round[what]))
  return { name, time: of('time'), check: of('check'), files: of('files'), types: of('types') }
})
const timeOf = (/** @type {string} */ name) => rows.find((row) => row.name === name)?.time ?? NaN
const official = timeOf('official SDK') - timeOf('nothing')
const ofOfficial = (/** @type {string} */ name) =>
  (timeOf(name) - timeOf(name.startsWith('bootpay-fp') ? 'fp-ts, TaskEither' : 'nothing')) / official
console.log(JSON.stringify(rows.map((row) => ({ ...row, ofOfficial: ofOfficial(row.name) }))))
