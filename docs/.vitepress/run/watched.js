import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../../..')

/** The worker that a program runs in. */
export const worker = relative(root, join(here, 'worker.ts'))

/** What is bundled in the place of a file, so that the page hears of it; only what stands here sees the file itself. */
const PLACES = new Map([
  ['src/core/call.ts', 'call.ts'],
  ['src/sandbox/index.ts', 'sandbox.ts'],
])

/** Puts them there. @type {import('esbuild').Plugin} */
export const watched = {
  name: 'watched',
  setup: (build) => {
    build.onResolve({ filter: /\/(call|index)\.(js|ts)$/ }, ({ path, importer, resolveDir }) => {
      if (importer.startsWith(here)) return undefined
      const file = relative(root, join(path.startsWith('/') ? '' : resolveDir, path)).replace(/\.js$/, '.ts')
      const place = PLACES.get(file)
      return place === undefined ? undefined : { path: join(here, place) }
    })
  },
}
