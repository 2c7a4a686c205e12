// `npm run bench`: everything that this package claims about speed and size, side by side with the official SDK and with the
// least that could do the job. Writes bench/RESULTS.md. `-- --quick` takes a fifth of the time and writes nothing.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs, promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import pc from 'picocolors'

import { render } from './results.js'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })

/** @type {[name: string, title: string, rounds: number | undefined, quick: number | undefined][]} */
const parts = [
  ['bundles', 'sizes of bundles', undefined, undefined],
  ['steps', 'building and decoding', undefined, undefined],
  ['types', 'time to check types', 3, 2],
  ['imports', 'cold imports', 30, 8],
  ['first', 'first calls of a process', 9, 3],
  ['calls', 'calls over loopback HTTP', 3, 1],
  ['hot', 'calls of a process that is always busy', 4, 1],
  ['memory', 'memory', 100_000, 20_000],
]

/** @type {Record<string, any>} */
const measured = {}
for (const [name, title, rounds, quick] of parts) {
  process.stderr.write(pc.dim(`${title} …\n`))
  const file = fileURLToPath(new URL(`parts/${name}.js`, import.meta.url))
  const count = values.quick ? quick : rounds
  const options = ['--expose-gc', file, ...(count === undefined ? [] : [String(count)])]
  const { stdout } = await promisify(execFile)(process.execPath, options, { maxBuffer: 1 << 24 })
  measured[name] = JSON.parse(stdout)
}
const page = await render(measured)
process.stdout.write(page)
if (!values.quick) writeFileSync(new URL('RESULTS.md', import.meta.url), page)
