import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const again = Symbol('resolved once')

/**
 * Bundles an example with the built package, as the bundler of its platform would.
 * @param {string} folder the example's, beneath examples/
 * @param {string} contents a module in that folder, such as `export { default } from './worker.ts'`
 * @param {import('esbuild').Platform} [platform]
 * @returns {Promise<string>} the code, as a module
 */
export const bundle = async (folder, contents, platform = 'neutral') => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${root}examples/${folder}`, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform,
    mainFields: ['module', 'main'],
    // The compiler's own paths lead to the sources.
    tsconfigRaw: {},
    plugins: [
      {
        // The example's folder is a project of its own; here it is not installed, so the package is found from its root.
        name: 'installed',
        setup: ({ onResolve, resolve }) => {
          onResolve({ filter: /^bootpay-fp(\/|$)/ }, ({ path, kind, pluginData }) =>
            pluginData === again ? undefined : resolve(path, { resolveDir: root, kind, pluginData: again }),
          )
        },
      },
    ],
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Bundles for Node, and imports it.
 * @param {string} folder
 * @param {string} contents
 * @returns {Promise<any>}
 */
export const bundleAndImport = async (folder, contents) => {
  const cache = `${root}node_modules/.cache/examples`
  const file = `${cache}/${folder}-${process.pid}-${Date.now()}.mjs`
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, await bundle(folder, contents, 'node'))
  try {
    return await import(/* @vite-ignore */ pathToFileURL(file).href)
  } finally {
    rmSync(file)
  }
}
