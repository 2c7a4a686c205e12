import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { root, versionOf } from './tools.js'

const run = promisify(execFile)

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The entries of the package, as a user writes them. */
export const entryNames = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => path.replace('.', manifest.name))

/** A package in the version that is developed against. */
const asDeveloped = (/** @type {string} */ name) => `${name}@${versionOf(root, name)}`

/**
 * Packs the package as it would be published and installs it, with its dependencies and peers, into a project of its own,
 * as a user would. The build must be there.
 * @param {readonly string[]} [besides] other packages that the project needs
 * @returns {Promise<{ project: string, tarball: string, remove: () => void }>}
 */
export const installIntoScratch = async (besides = []) => {
  const project = mkdtempSync(join(tmpdir(), 'bootpay-fp-'))
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: root,
  })
  const [{ filename }] = JSON.parse(stdout)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  const packages = [
    ...new Set([...Object.keys({ ...manifest.peerDependencies, ...manifest.peerDependenciesMeta }), ...besides]),
  ].map(asDeveloped)
  await run('npm', ['install', ...options, `./${filename}`, ...packages], { cwd: project, timeout: 600_000 })
  return { project, tarball: filename, remove: () => rmSync(project, { recursive: true, force: true }) }
}

/**
 * Copies the journey into a project, with a list of the entries that it shall import.
 * @param {string} project
 * @param {readonly string[]} entries
 */
export const copyJourney = (project, entries) => {
  cpSync(new URL('../journey', import.meta.url), join(project, 'journey'), { recursive: true })
  const lines = entries.map((name) => `  '${name}': () => import('${name}'),\n`)
  writeFileSync(join(project, 'journey/entries.js'), `export const entries = {\n${lines.join('')}}\n`)
}
