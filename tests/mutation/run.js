// `npm run mutation`: changes the sources one thing at a time, and lists the files in which too many changes go unnoticed.
// `npm run mutation -- src/webhook` does so for a part, `-- --scores` only prints what was found before.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import config from '../../stryker.config.js'
import { equivalents } from './equivalents.js'

/** How many of a hundred changes must be noticed in each file. */
const LEAST = 92
const HOUR_MS = 3_600_000
/** How much code is changed in one go: a file with more is a group of its own. Some minutes on two cores. */
const MOST_CODE = 4_000

/**
 * The tests that are about a file or a folder, where not all are: fewer of them may notice less, never more.
 * @type {Readonly<Record<string, string>>}
 */
const TESTS = {
  'src/core/guarded.ts': 'flows,settlement',
  'src/core/parseBootpayDate.ts': 'codes',
  'src/core/unseen.ts': 'flows,settlement',
  'src/core': 'billing,core,payment,unstorage',
  'src/pg': 'core,payment,unstorage',
  'src/webhook': 'webhook',
  'src/flows': 'flows',
  src: 'unstorage',
  'src/settlement': 'flows,settlement',
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const reports = join(root, 'node_modules/.cache/mutation')

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8')

/** @type {readonly string[]} */
const patterns = /** @type {any} */ (config.mutate)

/** The files that are changed, by the patterns of the configuration. */
const sources = patterns
  .filter((pattern) => !pattern.startsWith('!'))
  .flatMap((pattern) => {
    const folder = dirname(pattern)
    return pattern.endsWith('*.ts')
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
          .map((name) => `${folder}/${name}`)
      : [pattern]
  })
  .filter((file) => !patterns.includes(`!${file}`))
  .filter((file) => process.argv.slice(2).every((part) => part.startsWith('--') || file.startsWith(part)))

/** What is changed in one go, so that an hour that is over leaves behind what was done until then. */
const groups = () => {
  /** @type {{ folder: string, tests: string, code: number, files: string[] }[]} */
  const made = []
  for (const file of sources) {
    const folder = dirname(file)
    const code = read(file).replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '').length
    const tests = TESTS[file] ?? TESTS[folder] ?? ''
    const group = made.find((each) => each.folder === folder && each.tests === tests && each.code + code <= MOST_CODE)
    if (group) {
      group.code += code
      group.files.push(file)
    } else made.push({ folder, tests, code, files: [file] })
  }
  return made.map(({ folder, tests, files }) => ({
    tests,
    files,
    report: join(reports, `${basename(folder)}-${basename(files[0] ?? '', '.ts')}.json`),
  }))
}

/** When a report was written; 0 where there is none. */
const writtenAt = (/** @type {string} */ report) => (existsSync(report) ? statSync(report).mtimeMs : 0)

/** Each file as it was changed last, from all reports; what has been edited since is not one of them. */
const results = () => {
  /** @type {Record<string, { source: string, mutants: any[] }>} */
  const found = {}
  const written = existsSync(reports) ? readdirSync(reports).map((name) => join(reports, name)) : []
  for (const report of written.filter((name) => name.endsWith('.json')).sort((a, b) => writtenAt(a) - writtenAt(b)))
    for (const [file, result] of Object.entries(JSON.parse(readFileSync(report, 'utf8')).files))
      if (sources.includes(file) && result.source === read(file)) found[file] = result
  return found
}

/**
 * Runs Stryker over a group. What it found before, and what is unchanged since, is not tried again; what it finds is kept only
 * if it came to an end.
 * @param {{ tests: string, files: readonly string[], report: string }} group
 * @param {number} ms
 * @returns {Promise<boolean>} whether it came to an end
 */
const stryker = ({ tests, files, report }, ms) =>
  new Promise((resolve) => {
    console.log(`${files.join(', ')}:`)
    const cli = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js')
    const tempDir = `${config.tempDirName}/${basename(report, '.json')}`
    const options = ['run', '--mutate', files.join(','), '--incrementalFile', report, '--tempDirName', tempDir]
    const env = { ...process.env, MUTATION_TESTS: tests }
    // A process group of its own, so that those which Stryker starts end with it.
    const child = spawn(process.execPath, [cli, ...options], { cwd: root, stdio: 'inherit', detached: true, env })
    const end = () => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    const timer = setTimeout(end, ms)
    process.once('SIGINT', end)
    child.on('exit', (code) => {
      clearTimeout(timer)
      process.off('SIGINT', end)
      if (code !== 0) rmSync(join(root, tempDir), { recursive: true, force: true })
      resolve(code === 0)
    })
  })

/**
 * The text at a place in a source, on one line.
 * @param {string} source
 * @param {{ start: { line: number, column: number }, end: { line: number, column: number } }} location
 */
const textAt = (source, { start, end }) => {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines.push((lines.pop() ?? '').slice(0, end.column - 1))
  lines[0] = (lines[0] ?? '').slice(start.column - 1)
  return lines.join(' ').replace(/\s+/g, ' ')
}

/** Prints the score of each file, and each change that nobody noticed; gives the files with too low a score. */
const printScores = () =>
  Object.entries(results()).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n')
    const listed = equivalents.filter((each) => each.file === file)
    const changes = mutants.map(({ status, location, replacement }) => ({
      status,
      line: location.start.line,
      change: `${textAt(source, location)} → ${String(replacement).replace(/\s+/g, ' ')}`,
    }))
    const noticed = changes.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
    const missed = changes.filter(
      ({ status, line, change }) =>
        (status === 'Survived' || status === 'NoCoverage') &&
        !listed.some((each) => each.line === lines[line - 1]?.trim() && each.changes.includes(change)),
    )
    const score = (100 * noticed) / (noticed + missed.length || 1)
    console.log(`${score.toFixed(1).padStart(6)} %  ${file}  (${noticed} of ${noticed + missed.length})`)
    for (const { line, change } of missed) console.log(`          ${line}: ${change}`)
    return missed.length > 0 && score < LEAST ? [file] : []
  })

/** Listed changes of lines that are no longer there. */
const stale = equivalents.filter(
  ({ file, line }) =>
    !read(file)
      .split('\n')
      .some((each) => each.trim() === line),
)
for (const { file, line } of stale) console.log(`listed, but no longer in ${file}: ${line}`)

const end = Date.now() + HOUR_MS
mkdirSync(reports, { recursive: true })
/** @type {string[]} */
const failed = []
if (!process.argv.includes('--scores')) {
  const done = results()
  /** @param {{ files: readonly string[] }} group */
  const isNew = ({ files }) => files.some((file) => !done[file])
  // What has no result yet comes first, then what was tried longest ago.
  const order = groups().sort(
    (a, b) => Number(isNew(b)) - Number(isNew(a)) || writtenAt(a.report) - writtenAt(b.report),
  )
  for (const group of order) {
    const rest = end - Date.now()
    if (rest > 0 && !(await stryker(group, rest)) && Date.now() < end) failed.push(...group.files)
  }
}
const low = printScores()
const done = results()
const left = sources.filter((file) => !done[file] && !failed.includes(file))
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
if (left.length > 0) console.log(`left: ${left.join(', ')}; run it again to go on`)
if (low.length > 0) console.log(`below ${LEAST} %: ${low.join(', ')}`)
process.exitCode = stale.length > 0 || low.length + left.length + failed.length > 0 ? 1 : 0
