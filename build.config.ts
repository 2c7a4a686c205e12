import { readFileSync } from 'node:fs'

import type { Plugin } from 'rollup'
import { defineBuildConfig } from 'unbuild'

import { writeMaps } from './build.maps.js'
import manifest from './package.json' with { type: 'json' }

const define = { __VERSION__: JSON.stringify(manifest.version) }

/** `import text from './file?raw'` is the file's text, as in vite. */
const raw: Plugin = {
  name: 'raw',
  resolveId: async function (source, importer) {
    if (!source.endsWith('?raw')) return null
    const found = await this.resolve(source.slice(0, -4), importer, { skipSelf: true })
    // A null byte keeps other plugins from reading it as code.
    return found && `\0raw:${found.id}`
  },
  load: (id) =>
    id.startsWith('\0raw:') ? `export default ${JSON.stringify(readFileSync(id.slice(5), 'utf8'))}` : null,
}

const bundled = ['citty', 'picocolors']

/** The licences of what is bundled, which ask to be kept with it. */
const licences = (): string =>
  bundled.map((name) => `/*! ${name}\n${readFileSync(`./node_modules/${name}/LICENSE`, 'utf8').trim()} */`).join('\n')

export default defineBuildConfig({
  entries: [
    // One output file per source file: in a single bundle esbuild keeps every valibot schema, used or not.
    {
      builder: 'mkdist',
      input: './src',
      outDir: './dist',
      ext: 'js',
      format: 'esm',
      esbuild: { target: 'es2022', define, sourcemap: 'inline' },
    },
    // The command line in one file, with what it needs besides valibot; dist/cli stays out of the package.
    { builder: 'rollup', input: './src/cli/main.ts', name: 'bootpay-fp' },
  ],
  rollup: {
    inlineDependencies: bundled,
    esbuild: { target: 'es2022', define },
    output: { entryFileNames: '[name].js' },
  },
  hooks: {
    'mkdist:done': () => writeMaps('src', 'dist'),
    'rollup:options': (_, options) => {
      options.plugins.unshift(raw)
      for (const output of [options.output].flat()) if (output) output.footer = licences
    },
  },
})
