// Lays out what the site is made of: `node docs/.vitepress/stage.js`, after TypeDoc and before VitePress. Beside the pages these
// are the programs that a reader can run, in JavaScript, and the modules of the package, bundled for browsers.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build, transformSync } from 'esbuild'

import manifest from '../../package.json' with { type: 'json' }
import { descriptions } from './api.js'
import { pages, SITE, textOf } from './pages.js'
import { modules, runnable } from './programs.js'
import { declarationsFor } from './run/declarations.js'
import { withRunImports } from './run/imports.js'
import { watched, worker } from './run/watched.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, SITE, 'pages')
const run = join(folder, 'public/run')

/**
 * @param {string} file
 * @param {string} text
 */
const write = (file, text) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/**
 * A program without its types. What it imports gets its address where it runs.
 * @param {string} code
 */
const javascript = (code) => withRunImports(transformSync(code, { loader: 'ts', format: 'esm', target: 'es2022' }).code)

rmSync(folder, { recursive: true, force: true })
const staged = pages.map((page) => ({ ...page, text: textOf(page) }))
for (const { path, text } of staged) write(join(folder, path), text)
for (const [name, text] of Object.entries(descriptions())) write(join(folder, 'public', name), JSON.stringify(text))
cpSync(join(root, 'docs/images'), join(folder, 'images'), { recursive: true })

// For language models: the map of each language, the pages as Markdown, to which it leads, and all of them in one file.
for (const [locale, source, below] of /** @type {const} */ ([
  ['ko', 'docs/ko/llms.txt', ''],
  ['en', 'docs/llms.txt', 'en/'],
])) {
  const map = textOf({ locale, kind: 'guide', source, path: `${below}llms.txt`, title: '' })
  const whole = staged.filter((page) => page.locale === locale && (page.kind === 'overview' || page.kind === 'guide'))
  for (const { path, text } of whole) write(join(folder, 'public', path), text)
  write(join(folder, 'public', below, 'llms.txt'), map)
  write(join(folder, 'public', below, 'llms-full.txt'), [map, ...whole.map(({ text }) => text)].join('\n'))
}

for (const { path, programs } of runnable())
  write(
    join(run, path.replace(/\.md$/, '.json')),
    JSON.stringify(programs.map(({ code, ...texts }) => ({ ...texts, code: javascript(code) }))),
  )
await build({
  // With the worker, which is to know the same modules as the program that it runs.
  entryPoints: Object.fromEntries(
    [...modules, /** @type {const} */ (['worker', worker])].map(([name, file]) => [name, join(root, file)]),
  ),
  outdir: join(run, 'modules'),
  plugins: [watched],
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  define: { __VERSION__: JSON.stringify(manifest.version) },
})

const names = [...modules.keys()]
write(join(run, 'editor/declarations.json'), JSON.stringify({ files: declarationsFor(names), modules: names }))
await build({
  entryPoints: { language: join(root, 'docs/.vitepress/run/language-worker.ts') },
  outdir: join(run, 'editor'),
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  // The compiler asks for what Node has, where it finds itself in Node.
  external: ['fs', 'path', 'os', 'url', 'inspector', 'perf_hooks', 'module', 'source-map-support', 'crypto'],
})
