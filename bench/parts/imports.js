// Cold import as whole processes, over a process that imports nothing.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { interleave, median } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 60)
const cwd = fileURLToPath(new URL('../..', import.meta.url))

/** @type {Record<string, string>} */
const programs = {
  nothing: '',
  'official SDK': `import '@bootpay/backend-js'`,
  'bootpay-fp': `import 'bootpay-fp'`,
  'bootpay-fp/payment': `import 'bootpay-fp/payment'`,
  'bootpay-fp/payment and /core (createContext)': `import 'bootpay-fp/payment'; import 'bootpay-fp/core'`,
  'bootpay-fp/billing, the largest domain': `import 'bootpay-fp/billing'`,
  'bootpay-fp/node': `import 'bootpay-fp/node'`,
  'bootpay-fp/undici': `import 'bootpay-fp/undici'`,
  undici: `import 'undici'`,
}

const measured = await interleave(Object.keys(programs), ROUNDS, (name) => {
  // Not by console.log, which loads what some of these imports have loaded already.
  const tell = `process.getBuiltinModule('node:fs').writeSync(1, String((user + system) / 1000))`
  const code = `${programs[name]}\nconst { user, system } = process.cpuUsage(); ${tell}`
  const start = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd })
  const wall = performance.now() - start
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  return { wall, cpu: Number(stdout) }
})

/**
 * @param {string} name
 * @param {'wall' | 'cpu'} what
 */
const over = (name, what) => {
  const of = (/** @type {string} */ program) => median((measured[program] ?? []).map((round) => round[what]))
  return of(name) - of('nothing')
}
const rows = Object.keys(programs)
  .slice(1)
  .map((name) => ({
    name,
    wall: over(name, 'wall'),
    cpu: over(name, 'cpu'),
    wallOfOfficial: over(name, 'wall') / over('official SDK', 'wall'),
    cpuOfOfficial: over(name, 'cpu') / over('official SDK', 'cpu'),
  }))
console.log(JSON.stringify(rows))
