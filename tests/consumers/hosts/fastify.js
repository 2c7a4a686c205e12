import { fromPage } from './page.js'

const compilerOptions = { module: 'nodenext', target: 'ES2022', types: ['node'], strict: true, outDir: 'dist' }

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Fastify 5',
    folder: 'tools',
    files: {
      ...fromPage('src/fastify.ts'),
      'package.json': JSON.stringify({ private: true, type: 'module' }),
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true } }),
    },
    steps: [['typescript/bin/tsc', '-p', '.']],
    serves: ['./dist/fastify.js'],
  },
]
