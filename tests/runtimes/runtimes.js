import { build } from 'esbuild'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { versionOf } from './support/tools.js'

/**
 * A runtime, and how it lives the journey.
 * @typedef {object} Runtime
 * @property {string} name
 * @property {readonly string[]} packages what brings it from the registry; none for the Node at hand
 * @property {(tools: string) => string} version
 * @property {(tools: string, project: string) => Promise<readonly string[]>} command what to start; a task as JSON goes last
 * @property {Record<string, string>} [env]
 * @property {Record<string, string>} [without] entries that make no sense there, and why
 * @property {boolean} codes whether it says by a code that nobody listened
 */

const JOURNEY = 'journey/process.js'

/**
 * The journey as one file, for a runtime that does not look into node_modules.
 * @param {string} project
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 */
const bundle = async (project, entry, options) => {
  const outfile = join(project, `${entry}.bundle.js`)
  await build({
    entryPoints: [join(project, 'journey', `${entry}.js`)],
    outfile,
    bundle: true,
    conditions: ['worker', 'browser'],
    logLevel: 'silent',
    ...options,
  })
  return outfile
}

const host = (/** @type {string} */ name) => fileURLToPath(new URL(`hosts/${name}.js`, import.meta.url))

/**
 * A Node that the npm package `node` brings; none at all means the one at hand.
 * @param {string} [version]
 * @returns {Runtime}
 */
const node = (version) => ({
  name: 'Node',
  packages: version === undefined ? [] : [`node@${version}`],
  version: () => version ?? process.versions.node,
  command: async (tools) => [
    version === undefined ? process.execPath : join(tools, 'node_modules/node/bin/node'),
    JOURNEY,
  ],
  codes: true,
})

/** Entries that only Node has a use for. */
const nodeOnly = {
  'bootpay-fp/node': 'it is made of node:http',
  'bootpay-fp/undici': 'undici is a client for Node',
  'bootpay-fp/msw': 'msw is a mock server for tests in Node',
}

/**
 * A Bun, by the npm package `bun`.
 * @param {string} version
 * @param {boolean} codes
 * @returns {Runtime}
 */
const bun = (version, codes) => ({
  name: 'Bun',
  packages: [`bun@${version}`],
  version: () => version,
  command: async (tools) => [join(tools, 'node_modules/bun/bin/bun.exe'), 'run', JOURNEY],
  without: nodeOnly,
  codes,
})

/**
 * All runtimes, in exact versions.
 * @type {readonly Runtime[]}
 */
export const runtimes = [
  node(),
  node('22.23.3'),
  node('24.21.0'),
  node('26.10.0'),
  // The older one sends a POST twice by itself, the newer one only a PUT and a DELETE; the older one has codes of its own.
  bun('1.3.5', false),
  bun('1.4.5', true),
  {
    name: 'Deno',
    packages: ['deno@2.9.6'],
    version: (tools) => versionOf(tools, 'deno'),
    command: async (tools) => [
      join(tools, 'node_modules/.bin/deno'),
      'run',
      '--allow-all',
      '--no-prompt',
      '--node-modules-dir=manual',
      JOURNEY,
    ],
    env: { DENO_NO_UPDATE_CHECK: '1' },
    without: nodeOnly,
    codes: false,
  },
  {
    name: 'workerd',
    packages: ['miniflare@4.20260426.0'],
    version: (tools) => `${versionOf(tools, 'workerd')} (miniflare ${versionOf(tools, 'miniflare')})`,
    command: async (tools, project) => [
      process.execPath,
      host('workerd'),
      tools,
      await bundle(project, 'worker', { format: 'esm', conditions: ['workerd', 'worker', 'browser'] }),
    ],
    without: nodeOnly,
    codes: false,
  },
  {
    name: 'edge-runtime',
    packages: ['edge-runtime@4.0.1'],
    version: (tools) => versionOf(tools, 'edge-runtime'),
    command: async (tools, project) => [
      process.execPath,
      host('edge-runtime'),
      tools,
      await bundle(project, 'script', { format: 'iife', conditions: ['edge-light', 'worker', 'browser'] }),
    ],
    without: nodeOnly,
    codes: true,
  },
]

/** Runtimes that people use and no package of the registry brings; each with what stands in for it. */
export const absent = {
  'Supabase Edge Runtime': 'is not on the registry; Deno, which it is built on, stands in',
  'AWS Lambda': 'its runtime interface client compiles curl with autoconf; the Node of the same version stands in',
}
