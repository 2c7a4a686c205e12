import { fromPage } from './page.js'

const modules = { commonjs: 'CommonJS', module: 'ES modules' }

/** @type {(version: 4 | 5, type: keyof typeof modules) => import('../hosts.js').Host} */
const express = (version, type) => ({
  name: `Express ${version}, ${modules[type]}`,
  folder: version === 4 ? 'express4' : 'tools',
  files: {
    ...fromPage('src/express.ts'),
    'package.json': JSON.stringify({ private: true, type }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...(type === 'commonjs'
          ? { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true }
          : { module: 'nodenext' }),
        target: 'ES2022',
        types: ['node'],
        strict: true,
        skipLibCheck: true,
        outDir: 'dist',
      },
    }),
  },
  steps: [['typescript/bin/tsc', '-p', '.']],
  serves: ['./dist/express.js'],
})

export const hosts = [express(4, 'commonjs'), express(4, 'module'), express(5, 'commonjs'), express(5, 'module')]
