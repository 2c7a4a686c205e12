// `npm run test:runtimes`: one journey, from the packed tarball, in every runtime that the registry can bring here.
//
//   npm run test:runtimes -- deno bun     only these
//   npm run test:runtimes -- --strict     what cannot be fetched is a failure, and not skipped
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs, promisify } from 'node:util'

import pc from 'picocolors'

import { absent, runtimes } from './runtimes.js'
import { copyJourney, entryNames, installIntoScratch } from './support/scratch.js'
import { serveSandbox } from './support/server.js'
import { fetchTools, lastWords } from './support/tools.js'
import { printTable } from './support/table.js'

const { values, positionals } = parseArgs({ options: { strict: { type: 'boolean' } }, allowPositionals: true })

/** @typedef {import('./journey/main.js').Report} Report */

/** The words of a program that hold its report: the last line of what it printed. */
const reportOf = (/** @type {string} */ stdout) =>
  /** @type {Report} */ (JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))

/** What a server saw of some writes, in a cell of the table. */
const cellOf = (/** @type {import('./journey/wire.js').Arrivals} */ { twice, all, died }) =>
  `${twice > 0 ? pc.red(twice) : twice} of ${all} (${died})`

const wanted = runtimes.filter(
  ({ name, packages }) =>
    positionals.length === 0 ||
    positionals.some((word) => `${name} ${packages.join()}`.toLowerCase().includes(word.toLowerCase())),
)
const { project, tarball, remove } = await installIntoScratch()
console.log(`installed ${tarball} with ${entryNames.length} entries into a scratch project`)

/** @type {{ createSandbox: typeof import('bootpay-fp/sandbox').createSandbox }} */
const { createSandbox } = await import(
  pathToFileURL(join(project, 'node_modules/bootpay-fp/dist/sandbox/index.js')).href
)

/** @type {string[][]} */
const rows = []
/** @type {string[]} */
const notes = Object.entries(absent).map(([name, why]) => `${pc.yellow('skipped')} ${name}: ${why}`)
let failed = 0

for (const { name, packages, version, command, env = {}, without = {}, codes } of wanted) {
  let tools = ''
  try {
    if (packages.length > 0) tools = await fetchTools(packages)
  } catch (error) {
    failed += values.strict ? 1 : 0
    notes.push(`${pc.yellow('skipped')} ${packages.join()}: ${lastWords(error)}`)
    rows.push([name, packages.join(), '–', '–', '–', values.strict ? pc.red('absent') : pc.yellow('skipped')])
    continue
  }
  console.log(`${name} ${version(tools)} …`)
  const left = Object.entries(without).filter(([entry]) => entryNames.includes(entry))
  for (const [entry, why] of left) notes.push(`${pc.yellow('skipped')} ${entry} in ${name}: ${why}`)
  const entries = entryNames.filter((entry) => !(entry in without))
  copyJourney(project, entries)
  const server = await serveSandbox(createSandbox())
  try {
    const [program = '', ...args] = await command(tools, project)
    const task = JSON.stringify({ base: server.base, codes })
    const { stdout } = await promisify(execFile)(program, [...args, task], {
      cwd: project,
      env: { ...process.env, ...env },
      timeout: 300_000,
      maxBuffer: 1 << 26,
    })
    const { imports, checks, writes } = reportOf(stdout)
    const wrong = checks.filter(({ ok }) => !ok)
    for (const { name: what, detail } of wrong)
      notes.push(`${pc.red('failed')} ${name} ${version(tools)}: ${what} ${detail}`)
    failed += wrong.length > 0 ? 1 : 0
    rows.push([
      name,
      version(tools),
      `${imports} of ${entries.length}`,
      `${checks.length - wrong.length} of ${checks.length}`,
      writes ? cellOf(writes.ours) : '–',
      writes ? cellOf(writes.baseline) : '–',
      wrong.length === 0 ? pc.green('works') : pc.red('fails'),
    ])
  } catch (error) {
    failed += 1
    notes.push(`${pc.red('failed')} ${name} ${version(tools)}: ${lastWords(error)}`)
    rows.push([name, version(tools), '–', '–', '–', '–', pc.red('fails')])
  } finally {
    await server.close()
  }
}
remove()

console.log()
console.log('died: under how many writes a pooled connection was closed before the answer')
console.log('as a plain client: the same writes by fetch with a string as body, or none\n')
printTable(
  ['runtime', 'version', 'imports', 'checks', 'writes sent twice (died)', 'as a plain client', 'verdict'],
  rows,
)
console.log()
for (const note of new Set(notes)) console.log(note)
console.log(
  failed === 0 ? pc.green('every runtime at hand works') : pc.red(`${failed} of ${wanted.length} runtimes fail`),
)
process.exitCode = failed === 0 ? 0 : 1
