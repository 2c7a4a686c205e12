// `npm run mutation`: changes the sources one thing at a time, and lists the files in which too many changes go unnoticed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import config from '../../stryker.config.js'
import { equivalents } from './equivalents.js'

/** How many of a hundred changes must be noticed in each file. */
const LEAST = 92
const HOUR_MS = 3_600_000

/** What is changed in one go, so that an hour that is over leaves behind what was done until then. */
const groups = [['src/settlement/*.ts'], ['src/flows/*.ts', 'src/webhook/*.ts', 'src/unstorage.ts'], ['src/core/*.ts']]

const root = fileURLToPath(new URL('../..', import.meta.url))
const report = join(root, config.incrementalFile ?? '')

/**
 * Runs Stryker over some files. What it found before, and what is unchanged since, is not tried again.
 * @param {readonly string[]} mutate
 * @param {number} ms
 * @returns {Promise<boolean>} whether it came to an end
 */
const stryker = (mutate, ms) =>
  new Promise((resolve) => {
    const cli = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js')
    const files = [...mutate, '!src/**/index.ts'].join(',')
    const child = spawn(process.execPath, [cli, 'run', '--mutate', files], { cwd: root, stdio: 'inherit' })
    const timer = setTimeout(() => child.kill('SIGTERM'), ms)
    child.on('exit', (code) => {
      clearTimeout(timer)
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
const printScores = () => {
  /** @type {{ files: Record<string, { source: string, mutants: any[] }> }} */
  const { files } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { files: {} }
  return Object.entries(files).filter(([file, { source, mutants }]) => {
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
    return missed.length > 0 && score < LEAST
  })
}

const end = Date.now() + HOUR_MS
/** @type {string[]} */
const left = []
if (!process.argv.includes('--scores'))
  for (const group of groups) {
    const rest = end - Date.now()
    if (rest <= 0 || !(await stryker(group, rest))) left.push(...group)
  }
const low = printScores()
if (left.length > 0) console.log(`not done within an hour, or failed: ${left.join(', ')}; run it again to go on`)
if (low.length > 0) console.log(`below ${LEAST} %: ${low.map(([file]) => file).join(', ')}`)
process.exitCode = low.length > 0 || left.length > 0 ? 1 : 0
