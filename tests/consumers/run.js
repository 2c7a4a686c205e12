// `npm run test:consumers`: what users do with the packed tarball. Compilers read its declarations and make CommonJS of a program
// with it, bundlers bundle it, Node runs it as it is, frameworks and test runners build shops with it and pay, npm installs other
// packages beside it, and two tools look for mistakes in how it is packed.
//
// `-- --only nest,express` runs the rows whose name holds one of the words.
import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs, promisify } from 'node:util'

import pc from 'picocolors'

import { entryNames, installIntoScratch } from '../runtimes/support/scratch.js'
import { printTable } from '../runtimes/support/table.js'
import { runtimes } from '../runtimes/runtimes.js'
import { fetchTools, lastWords, root, versionOf } from '../runtimes/support/tools.js'
import { bundleAndRun, bundlers } from './bundlers.js'
import { commonJsResolutions, COMPILERS, compileToCommonJs, typeCheck } from './compilers.js'
import { folders, hosts, installFolder, runHost } from './hosts.js'
import { doors, installNext, nexts, visit } from './next.js'
import { besides, installBeside, testNewest } from './peers.js'

const run = promisify(execFile)
// `--strict`: what cannot be fetched is a failure, and not skipped.
const { values } = parseArgs({ options: { strict: { type: 'boolean' }, only: { type: 'string' } } })
const words = values.only?.toLowerCase().split(',')
const isWanted = (/** @type {string} */ name) => words?.some((word) => name.toLowerCase().includes(word)) ?? true
const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1_000).toFixed(1)} s`

const { project, tarball, remove } = await installIntoScratch(['@types/node'])
cpSync(new URL('fixture', import.meta.url), project, { recursive: true })
console.log(`installed ${tarball} with ${entryNames.length} entries into a scratch project\n`)

/** @type {string[]} */
const notes = []
let failed = 0

/** Runs a proof; gives the cell that says how it went. */
const prove = async (/** @type {string} */ name, /** @type {() => Promise<string>} */ proof) => {
  try {
    return await proof()
  } catch (error) {
    failed += 1
    notes.push(`${pc.red('failed')} ${name}: ${lastWords(error)}`)
    return pc.red('fails')
  }
}

/**
 * Fetches something; what the registry cannot bring is skipped, with its reason.
 * @template A
 * @param {string} name
 * @param {() => Promise<A>} fetch
 * @returns {Promise<A | undefined>}
 */
const bringOrSkip = async (name, fetch) => {
  try {
    return await fetch()
  } catch (error) {
    failed += values.strict ? 1 : 0
    notes.push(`${values.strict ? pc.red('absent') : pc.yellow('skipped')} ${name}: ${lastWords(error)}`)
    return undefined
  }
}
const fetchOrSkip = (/** @type {readonly string[]} */ packages) =>
  bringOrSkip(packages.join(), () => fetchTools(packages))

/**
 * Type-checks the consumer in one way; errors in other packages are noted and fail nothing.
 * @param {string} version
 * @param {string} tools
 * @param {keyof typeof import('./compilers.js').resolutions} way
 * @param {keyof typeof import('./compilers.js').surroundings} lib
 */
const compile = (version, tools, way, lib) => {
  const name = `TypeScript ${version}, ${way}, ${lib}`
  return prove(name, async () => {
    const { own, others } = await typeCheck(project, entryNames, version, tools, way, lib)
    if (own.length > 0) throw new Error(own.slice(0, 5).join('\n'))
    const [first] = others
    if (first === undefined) return pc.green('compiles')
    notes.push(`${pc.yellow('elsewhere')} ${name}: ${others.length} errors in other packages, such as ${first}`)
    return pc.yellow('compiles, *')
  })
}

const columns = /** @type {const} */ ([
  ['nodenext', 'dom'],
  ['nodenext', 'node'],
  ['nodenext', 'both'],
  ['node16', 'dom'],
  ['node16', 'node'],
  ['bundler', 'dom'],
  ['bundler', 'node'],
])
/** @type {string[][]} */
const checked = []
for (const version of COMPILERS) {
  if (!isWanted(`TypeScript ${version}`)) continue
  const tools = await fetchOrSkip([`typescript@${version}`])
  if (tools === undefined) {
    checked.push([`TypeScript ${version}`, ...columns.map(() => pc.yellow('skipped'))])
    continue
  }
  /** @type {string[]} */
  const cells = []
  const left = [...columns.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [column, [way, lib]] = next
      cells[column] = await compile(version, tools, way, lib)
    }
  }
  await Promise.all([work(), work()])
  checked.push([`TypeScript ${version}`, ...cells])
}
if (checked.length > 0) {
  console.log('Strict, with every declaration file that is reached (skipLibCheck: false).')
  console.log(
    'dom: the types of fetch come from the DOM library; node: from @types/node. The entries node and undici need the latter, msw both.\n',
  )
  printTable(['', ...columns.map(([way, lib]) => `${way}, ${lib}`)], checked)
}

const ways = /** @type {(keyof typeof commonJsResolutions)[]} */ (Object.keys(commonJsResolutions))
/** @type {string[][]} */
const emitted = []
for (const version of COMPILERS) {
  const row = `TypeScript ${version}, CommonJS`
  if (!isWanted(row)) continue
  const tools = await fetchOrSkip([`typescript@${version}`])
  const cellOf = (/** @type {string} */ compiler, /** @type {typeof ways[number]} */ way) =>
    prove(`${row}, ${way}`, async () => {
      const { own, others, gone } = await compileToCommonJs(project, entryNames, version, compiler, way)
      if (gone !== undefined) {
        notes.push(`${pc.yellow('gone')} ${row}, ${way}: ${gone}`)
        return pc.yellow('gone, *')
      }
      if (own.length > 0) throw new Error(own.slice(0, 5).join('\n'))
      const [first] = others
      if (first === undefined) return pc.green('runs')
      notes.push(
        `${pc.yellow('elsewhere')} ${row}, ${way}: ${others.length} errors in other packages, such as ${first}`,
      )
      return pc.yellow('runs, *')
    })
  const cells = []
  for (const way of ways) cells.push(tools === undefined ? pc.yellow('skipped') : await cellOf(tools, way))
  emitted.push([row, ...cells])
}
if (emitted.length > 0) {
  console.log(
    '\nCompiled to CommonJS with every entry, as strictly and with decorators, and what came of it run in Node\n',
  )
  printTable(['', ...ways], emitted)
}

/** What the pipeline of the two programs has to print. */
const right = JSON.stringify({ _tag: 'Right', right: { price: 1_000, cancelled_price: 400 } })

/**
 * The size of a program once bundled; what it prints is checked too.
 * @param {import('./bundlers.js').Bundler} bundler
 * @param {string} tools
 * @param {string} entry
 * @param {string} expected
 */
const weigh = (bundler, tools, entry, expected) =>
  prove(`${entry} by ${bundler.name}`, async () => {
    const { bytes, gzipped, output } = await bundleAndRun(bundler, tools, project, entry)
    if (output !== expected) throw new Error(`printed ${output.slice(0, 300)}`)
    return `${(bytes / 1_000).toFixed(1)} (${(gzipped / 1_000).toFixed(1)})`
  })

const programs = /** @type {const} */ ([
  ['one.js', 'Left'],
  ['app.bundled.js', right],
  ['app.node.js', right],
])
/** @type {string[][]} */
const bundled = []
for (const bundler of bundlers) {
  if (!isWanted(bundler.name)) continue
  const tools = await fetchOrSkip(bundler.packages)
  if (tools === undefined) {
    bundled.push([bundler.name, '–', ...programs.map(() => pc.yellow('skipped'))])
    continue
  }
  const row = [bundler.name, versionOf(tools, bundler.name.toLowerCase())]
  for (const [entry, expected] of programs) row.push(await weigh(bundler, tools, entry, expected))
  bundled.push(row)
}
if (bundled.length > 0) {
  console.log('\nBundled, and the bundle run in Node: KB minified (and gzipped)\n')
  printTable(
    ['', '', 'createContext, getReceipt', 'two operations, sandbox, fp-ts/…', '… with fp-ts/lib/….js'],
    bundled,
  )
}

/** The package as the scratch project has it. */
const load = (/** @type {string} */ file) =>
  import(pathToFileURL(join(project, 'node_modules/bootpay-fp/dist', file)).href)
/** @type {[typeof import('bootpay-fp'), typeof import('bootpay-fp/sandbox')]} */
const [bootpay, { createSandbox }] = [await load('index.js'), await load('sandbox/index.js')]
const functional = `fp-ts@${versionOf(project, 'fp-ts')}`
/** @type {string[][]} */
const served = []
for (const next of nexts) {
  const name = `Next.js ${next.version}`
  if (!isWanted(name)) continue
  const app = await bringOrSkip(name, () => installNext(join(project, tarball), functional, next))
  if (app === undefined) {
    served.push([name, ...doors.map(() => pc.yellow('skipped')), pc.yellow('skipped')])
    continue
  }
  try {
    const wrong = await visit(app.folder, bootpay, createSandbox())
    const cells = [...doors.map((door) => door.name), 'kept'].map((cell) =>
      prove(`${name}, ${cell}`, async () => {
        if (wrong[cell] !== undefined) throw new Error(wrong[cell])
        return pc.green(cell === 'kept' ? 'nothing' : '2 of 2')
      }),
    )
    served.push([name, ...(await Promise.all(cells))])
  } catch (error) {
    served.push([name, await prove(name, () => Promise.reject(error))])
  } finally {
    app.remove()
  }
}
if (served.length > 0) {
  console.log('\nIn an app that was built and started: calls that reached the server, and told the truth, of two')
  console.log('kept: what of the answers lies in .next/cache afterwards\n')
  printTable(['', ...doors.map(({ name }) => name), 'kept'], served)
}

/** @type {string[][]} */
const hosted = []
for (const name of /** @type {(keyof typeof folders)[]} */ (Object.keys(folders))) {
  const here = hosts.filter((host) => host.folder === name && isWanted(host.name))
  if (here.length === 0) continue
  const installed = await bringOrSkip(`the packages of ${here.map((host) => host.name).join(', ')}`, () =>
    installFolder(name, join(project, tarball), functional),
  )
  for (const host of here) {
    const since = Date.now()
    const cell =
      installed === undefined
        ? pc.yellow('skipped')
        : await prove(host.name, async () => {
            await runHost(host, installed.folder, createSandbox())
            return pc.green(host.fails === undefined ? 'pays' : `fails with ${host.fails}, as the pages say`)
          })
    hosted.push([host.name, cell, seconds(since)])
  }
  installed?.remove()
}
if (hosted.length > 0) {
  console.log(
    '\nShops that were built and run: of two payments for one order they take the money of the one with its price,',
  )
  console.log("and servers believe Bootpay's webhook and no other, and end after SIGTERM\n")
  printTable(['', '', ''], hosted)
}

/** @type {string[][]} */
const rest = []
const add = async (/** @type {string} */ name, /** @type {() => Promise<string>} */ proof) => {
  if (isWanted(name)) rest.push([name, await prove(name, proof)])
}
await add('plain Node, fp-ts/lib/….js', async () => {
  const { stdout } = await run(process.execPath, ['app.node.js'], { cwd: project })
  if (stdout.trim() !== right) throw new Error(`printed ${stdout.slice(0, 300)}`)
  return pc.green('works')
})
for (const beside of besides)
  await add(`npm i ${beside} beside it, Node 24`, async () => {
    await installBeside(join(project, tarball), beside)
    return pc.green('installs')
  })
for (const peer of /** @type {const} */ (['undici', 'msw']))
  await add(`the tests of bootpay-fp/${peer} with the newest ${peer}, Node 24`, async () => {
    await testNewest(peer)
    return pc.green('pass')
  })
const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name)
await add('publint --strict', async () => {
  await run(bin('publint'), ['run', '--strict', join(project, tarball)], { cwd: root })
  return pc.green('clean')
})
await add('attw', async () => {
  await run(bin('attw'), [join(project, tarball), '-f', 'ascii'], { cwd: root })
  return pc.green('clean')
})
if (isWanted('deno publish --dry-run')) {
  const tools = await fetchOrSkip(runtimes.find(({ name }) => name === 'Deno')?.packages ?? [])
  // It fails where a type of an export is not written out, as JSR makes declarations of the sources alone.
  if (tools !== undefined)
    await add('deno publish --dry-run', async () => {
      const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }
      const deno = join(tools, 'node_modules/.bin/deno')
      await run(deno, ['publish', '--dry-run', '--allow-dirty'], { cwd: root, env })
      return pc.green('clean')
    })
}
if (rest.length > 0) {
  console.log()
  printTable(['', ''], rest)
}
remove()

console.log()
for (const note of notes) console.log(note)
console.log(failed === 0 ? pc.green('every consumer at hand is served') : pc.red(`${failed} proofs fail`))
process.exitCode = failed === 0 ? 0 : 1
