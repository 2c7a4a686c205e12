import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

import { fetchTools, root } from '../runtimes/support/tools.js'

const run = promisify(execFile)

/** A Node that the newest peers run on; the one of the project may be too old for them. */
const NODE = 'node@24.21.0'

/** The newest of the optional peers that an adapter imports. */
const NEWEST = ['undici@8.13.1', 'msw@3.0.5']

/** What a user may have or install beside the package: the newest peers, and some that no adapter knows. */
export const besides = [...NEWEST, 'undici@7.30.2', 'msw@2.15.0', 'unstorage@1.17.6', 'undici@6.22.0', 'msw@1.3.5']

/**
 * Installs a tarball and another package beside it with Node 24, as far as npm agrees to it; throws where it does not.
 * @param {string} tarball its path
 * @param {string} beside
 */
export const installBeside = async (tarball, beside) => {
  const bin = join(await fetchTools([NODE]), 'node_modules/.bin')
  const project = mkdtempSync(join(tmpdir(), 'bootpay-fp-'))
  const install = async (/** @type {string[]} */ ...packages) => {
    const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', ...packages]
    await run('npm', args, { cwd: project, env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` } })
  }
  try {
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true }))
    await install(tarball, 'fp-ts')
    await install(beside)
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

/**
 * Runs the tests of an adapter with the newest of its peer and Node 24; throws where one fails.
 * @param {'undici' | 'msw'} peer
 */
export const testNewest = async (peer) => {
  const tools = await fetchTools([NODE, ...NEWEST])
  const { names, tests } = {
    undici: { names: 'undici', tests: 'tests/fetches' },
    msw: { names: 'msw msw/node', tests: 'tests/msw/node.test.ts' },
  }[peer]
  const args = ['run', '--config', 'tests/consumers/peers.config.ts', tests]
  await run(join(tools, 'node_modules/.bin/node'), [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, FOLDER: tools, NAMES: names },
  })
}
