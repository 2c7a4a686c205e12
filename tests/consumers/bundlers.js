import { build } from 'esbuild'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import { requireFrom } from '../runtimes/support/tools.js'

/**
 * A bundler: writes one file for Node, as small as it can.
 * @typedef {object} Bundler
 * @property {string} name
 * @property {readonly string[]} packages
 * @property {(tools: string, project: string, entry: string, file: string) => Promise<void>} bundle
 */

const load = async (/** @type {string} */ tools, /** @type {string} */ name) => {
  const path = requireFrom(tools).resolve(name)
  const loaded = await import(path)
  return loaded.default ?? loaded
}

/** @type {readonly Bundler[]} */
export const bundlers = [
  {
    name: 'esbuild',
    packages: ['esbuild@0.28.2'],
    bundle: async (tools, project, entry, file) => {
      const { build } = await load(tools, 'esbuild')
      await build({
        entryPoints: [join(project, entry)],
        outfile: file,
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'node',
        mainFields: ['module', 'main'],
        logLevel: 'silent',
      })
    },
  },
  {
    name: 'rollup',
    packages: ['rollup@4.68.7', '@rollup/plugin-node-resolve@16.0.3', '@rollup/plugin-commonjs@29.0.3'],
    bundle: async (tools, project, entry, file) => {
      const { rollup } = requireFrom(tools)('rollup')
      const nodeResolve = requireFrom(tools)('@rollup/plugin-node-resolve').nodeResolve
      // `fp-ts/lib/…js` is CommonJS.
      const commonjs = requireFrom(tools)('@rollup/plugin-commonjs')
      const plugins = [nodeResolve(), commonjs()]
      const bundle = await rollup({ input: join(project, entry), plugins, logLevel: 'silent' })
      await bundle.write({ file, format: 'es' })
      // Rollup leaves this to a plugin.
      await build({ entryPoints: [file], outfile: file, allowOverwrite: true, minify: true, format: 'esm' })
    },
  },
  {
    name: 'webpack',
    packages: ['webpack@5.112.2'],
    bundle: async (tools, project, entry, file) => {
      const webpack = requireFrom(tools)('webpack')
      const compiler = webpack({
        mode: 'production',
        context: project,
        entry: `./${entry}`,
        target: 'node20',
        // In a project of ES modules webpack follows `fp-ts/TaskEither` only if it is told so.
        module: { rules: [{ test: /\.js$/, resolve: { fullySpecified: false } }] },
        experiments: { outputModule: true },
        output: { path: project, filename: file.slice(project.length + 1), module: true },
      })
      await new Promise((resolve, reject) => {
        compiler.run((/** @type {unknown} */ error, /** @type {any} */ stats) => {
          if (error) reject(error)
          else if (stats.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })))
          else resolve(undefined)
        })
      })
    },
  },
  {
    name: 'Vite',
    packages: ['vite@8.3.8'],
    bundle: async (tools, project, entry, file) => {
      const { build } = await import(join(tools, 'node_modules/vite/dist/node/index.js'))
      await build({
        root: project,
        configFile: false,
        logLevel: 'silent',
        ssr: { noExternal: true },
        build: {
          ssr: entry,
          outDir: project,
          emptyOutDir: false,
          minify: true,
          target: 'es2022',
          rollupOptions: { output: { entryFileNames: file.slice(project.length + 1) } },
        },
      })
    },
  },
]

/**
 * Bundles a program, runs it in this Node, and weighs it.
 * @param {Bundler} bundler
 * @param {string} tools
 * @param {string} project
 * @param {string} entry
 * @returns {Promise<{ bytes: number, gzipped: number, output: string }>}
 */
export const bundleAndRun = async ({ name, bundle }, tools, project, entry) => {
  const file = join(project, `${entry}.${name.toLowerCase()}.mjs`)
  await bundle(tools, project, entry, file)
  const code = readFileSync(file)
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: project, timeout: 60_000 })
  return { bytes: code.length, gzipped: gzipSync(code, { level: 9 }).length, output: stdout.trim() }
}
