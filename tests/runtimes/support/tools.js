import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The root of the project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where big tools are kept: they are no dependencies of the project, and are fetched when they are first asked for. */
const cache = join(root, 'node_modules/.cache/tools')

/**
 * A folder that holds some packages in exact versions, from the registry the first time.
 * @param {readonly string[]} packages as in `node@22.23.3`
 * @returns {Promise<string>}
 */
export const fetchTools = async (packages) => {
  const folder = join(cache, packages.map((name) => name.replace(/^@/, '').replace(/[/@]/g, '-')).join('+'))
  const done = join(folder, 'complete')
  if (existsSync(done)) return folder
  console.log(`fetching ${packages.join(', ')} into ${folder.slice(root.length)}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', ...packages], {
    cwd: folder,
    timeout: 600_000,
  })
  writeFileSync(done, '')
  return folder
}

/**
 * The version of a package in a folder of tools.
 * @param {string} folder
 * @param {string} name
 * @returns {string}
 */
export const versionOf = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version

/**
 * `require` as a file in a folder of tools would have it.
 * @param {string} folder
 */
export const requireFrom = (folder) => createRequire(join(folder, 'package.json'))

/**
 * What is worth printing of an error of a program: its last words.
 * @param {unknown} error
 * @returns {string}
 */
export const lastWords = (error) => {
  const { stderr = '', stdout = '', message = String(error) } = /** @type {any} */ (error)
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
  return (lines.length > 0 ? lines.slice(-6).join('\n') : message).slice(0, 1_000)
}
