import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

import { complain, isComplaint, type Complaint } from '../complaint.js'
import type { Terminal } from '../terminal.js'
import { differenceOf } from './difference.js'
import type { MARK as Mark, OURS as Ours, THEIRS as Theirs } from './draft.js'
import type { Report } from './transform.js'

// Said again, as the compiler sees to: what both programs import would be a third file.
const THEIRS: typeof Theirs = '@bootpay/backend-js'
const OURS: typeof Ours = 'bootpay-fp'
const MARK: typeof Mark = 'bootpay-fp: TODO'

/** The version of jscodeshift that this is tested with. */
export const JSCODESHIFT = '17.4.0'

/** What `bootpay-fp migrate` was given. */
export type MigrateOptions = {
  /** Files and folders, as they were given. */
  readonly paths: readonly string[]
  /** Whether it only shows what would change. */
  readonly dry: boolean
  /** Whether it changes files that git could not bring back. */
  readonly force: boolean
}

type Source = { readonly path: string; readonly text: string }

const isSource = (path: string): boolean => /\.([mc]?[jt]s|[jt]sx)$/.test(path) && !/\.d\.[mc]?ts$/.test(path)
const isSkipped = (folder: string): boolean => folder.startsWith('.') || ['node_modules', 'dist'].includes(folder)

const filesIn = (path: string): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) return isSkipped(entry.name) ? [] : filesIn(inner)
    return entry.isFile() && isSource(entry.name) ? [inner] : []
  })
}

/** Those of the files that git has not as they are; none where there is no git, or no repository. */
const uncommitted = (folder: string, paths: readonly string[]): Promise<readonly string[]> =>
  new Promise((done) => {
    const given = [
      '-c',
      'core.quotePath=off',
      'status',
      '--porcelain',
      '--untracked-files=all',
      '--ignored=no',
      '--',
      ...paths,
    ]
    execFile('git', given, { cwd: folder, maxBuffer: 2 ** 26 }, (error, output) => {
      done(
        error
          ? []
          : output
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => line.slice(3)),
      )
    })
  })

/** The files whose keys others use: the only one that has any, or one that others import. Next.js lets a route export no more. */
const sharedIn = (sources: readonly Source[]): readonly string[] => {
  const configures = ({ text }: Source) => /\.setConfiguration\s*\(/.test(text)
  const configured = sources.filter((it) => configures(it) && !/[\\/]route\.[jt]sx?$|[\\/]pages[\\/]/.test(it.path))
  const others = sources.filter((it) => !configures(it))
  if (others.length === 0) return []
  const isImported = ({ path }: Source) => {
    const specifier = new RegExp(
      `['"/]${basename(path)
        .replace(/\.\w+$/, '')
        .replace(/\W/g, '\\$&')}(\\.\\w+)?['"]`,
    )
    return others.some(({ text }) => specifier.test(text))
  }
  const shared = sources.filter(configures).length === 1 ? configured : configured.filter(isImported)
  return shared.map(({ path }) => path)
}

type Outcome = { readonly reports: ReadonlyMap<string, Report>; readonly failures: readonly string[] }

/** Runs jscodeshift, which npx brings where it is not installed. */
const runJscodeshift = (
  folder: string,
  files: readonly string[],
  dry: boolean,
  shared: readonly string[],
): Promise<Outcome | Complaint> =>
  new Promise((done) => {
    const isWindows = process.platform === 'win32'
    const transform = join(dirname(fileURLToPath(import.meta.url)), 'migrate.cjs')
    const given = [
      '--yes',
      `jscodeshift@${JSCODESHIFT}`,
      '--no-babel',
      '--silent',
      '--stdin',
      `--transform=${transform}`,
    ]
    if (dry) given.push('--dry')
    if (shared.length > 0) given.push(`--context=${shared.join('|')}`)
    // Node starts no .cmd without a shell, which takes a text apart at its blanks.
    const words = isWindows ? given.map((word) => `"${word}"`) : given
    const child = spawn(isWindows ? 'npx.cmd' : 'npx', words, { cwd: folder, shell: isWindows, stdio: 'pipe' })
    let [output, complaint] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.on('error', () => {
      done(complain('npx could not be started: it comes with npm, and brings jscodeshift'))
    })
    child.on('close', (code) => {
      const lines = stripVTControlCharacters(output).split('\n')
      const reports = new Map<string, Report>()
      for (const line of lines) {
        const [, path, report] = /^ REP (.+?) (\{"calls".*\})$/.exec(line) ?? []
        if (path !== undefined && report !== undefined) reports.set(path, JSON.parse(report) as Report)
      }
      const failures = lines.flatMap((line) => {
        const [, path, reason] = /^ ERR (.+?) Transformation error \((.*)\)$/.exec(line) ?? []
        return path === undefined ? [] : [`${relative(folder, path)}: ${reason ?? ''}`]
      })
      if (code === 0) done({ reports, failures })
      else done(complain(`jscodeshift@${JSCODESHIFT} could not be run by npx:\n${(complaint || output).trim()}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(files.join('\n'))
  })

const count = (number: number, what: string): string => `${String(number)} ${what}${number === 1 ? '' : 's'}`

/** Turns the files of a project; gives the exit code, or what is wrong. */
export const runMigrate = async (
  { paths, dry, force }: MigrateOptions,
  terminal: Terminal,
  folder = process.cwd(),
): Promise<number | Complaint> => {
  const { out, colors } = terminal
  const given = paths.length > 0 ? paths : [existsSync(join(folder, 'src')) ? 'src' : '.']
  const missing = given.find((path) => !existsSync(resolve(folder, path)))
  if (missing !== undefined) return complain(`there is no ${missing}`)
  const shown = (path: string) => relative(folder, path)
  const sources: Source[] = [...new Set(given.flatMap((path) => filesIn(resolve(folder, path))))].map((path) => ({
    path,
    text: readFileSync(path, 'utf8'),
  }))
  const theirs = sources.filter(({ text }) => text.includes(THEIRS))
  if (theirs.length === 0) {
    out(`Nothing in ${given.join(', ')} uses ${THEIRS}.`)
    return 0
  }
  const files = theirs.map(({ path }) => path)
  const changed = dry || force ? [] : await uncommitted(folder, files)
  if (changed.length > 0)
    return complain(
      ['git has not all of this, so nothing was changed. Commit or stash it, or give --force:', ...changed].join(
        '\n  ',
      ),
    )

  const outcome = await runJscodeshift(folder, files, dry, sharedIn(theirs))
  if (isComplaint(outcome)) return outcome
  const { reports, failures } = outcome
  const [done, still] = [
    new Map([...reports].filter(([path, { output }]) => theirs.some((it) => it.path === path && it.text !== output))),
    [...reports.values()].filter(({ needsTheirs }) => needsTheirs).length,
  ]

  for (const [path, { calls, comments, output }] of done) {
    out(`${shown(path)}: ${count(calls, 'call')}, ${count(comments, 'comment')}`)
    const before = theirs.find((it) => it.path === path)?.text ?? ''
    if (dry)
      for (const line of differenceOf(before, output))
        out(line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : colors.dim(line))
  }
  for (const failure of failures) terminal.err(`${colors.red('not changed:')} ${failure}`)

  const sum = (member: 'calls' | 'comments') => [...done.values()].reduce((total, report) => total + report[member], 0)
  const comments = sum('comments')
  out('')
  out(
    done.size === 0
      ? 'No file changes.'
      : `${count(done.size, 'file')}${dry ? ' would change' : ''}: ${count(sum('calls'), 'call')} turned, ${count(comments, 'comment')} left for you.`,
  )
  if (done.size > 0 && comments > 0 && !dry)
    out(`Find them with: grep -rn "${MARK}" ${given.map((it) => (/\s/.test(it) ? `"${it}"` : it)).join(' ')}`)
  const readers = sources.filter(
    ({ text, path }) => !files.includes(path) && /\berror_code\b/.test(text.replaceAll(/.*bootpay-fp: TODO.*/g, '')),
  )
  if (readers.length > 0) {
    out(
      `These read an error_code, and were not touched. If a call of Bootpay threw it, errorOf of ${OURS} gives the code now:`,
    )
    for (const { path } of readers) out(`  ${shown(path)}`)
  }
  if (done.size > 0) {
    const more =
      still > 0 || failures.length > 0
        ? `; ${THEIRS} stays, since ${count(still + failures.length, 'file')} need${still + failures.length === 1 ? 's' : ''} it`
        : ` && npm uninstall ${THEIRS}`
    out(`Next: npm i ${OURS} fp-ts${more}`)
    out('Then look at the difference, run your formatter, the compiler and your tests.')
  }
  return failures.length > 0 ? 1 : 0
}
