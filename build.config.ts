import { defineBuildConfig } from 'unbuild'

import manifest from './package.json' with { type: 'json' }

// One output file per source file: in a single bundle esbuild keeps every valibot schema, used or not.
export default defineBuildConfig({
  entries: [
    {
      builder: 'mkdist',
      input: './src',
      outDir: './dist',
      ext: 'js',
      format: 'esm',
      declaration: true,
      esbuild: { target: 'es2022', define: { __VERSION__: JSON.stringify(manifest.version) } },
    },
  ],
})
