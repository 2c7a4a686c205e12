import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import MagicString from 'magic-string'
import type { Plugin, RenderedChunk } from 'rollup'
import { defineBuildConfig } from 'unbuild'

import { writeDeclarations } from './build.declarations.js'
import manifest from './package.json' with { type: 'json' }

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

/**
 * Marks every value that a module computes when it loads, such as a schema, as free of effects: a bundler then drops what its
 * user does not import. The mark counts for one call and not for those within it, so the whole value becomes one call, which
 * a minifier undoes where the value is kept.
 */
const pure: Plugin = {
  name: 'pure',
  transform(code, id) {
    if (!/\/src\/(?!cli\/).+\.ts$/.test(id)) return null
    const text = new MagicString(code)
    for (const statement of this.parse(code).body) {
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
      if (declaration?.type !== 'VariableDeclaration') continue
      for (const { init } of declaration.declarations) {
        if (init == null || init.type.endsWith('FunctionExpression') || init.type === 'Literal') continue
        const { start, end } = init as unknown as { start: number; end: number }
        const value = code.slice(start, end)
        if (!/[(.]/.test(value)) continue
        const [open, close] = value.startsWith('{') ? ['(', ')'] : ['', '']
        text.appendLeft(start, `/* @__PURE__ */ (() => ${open}`).appendRight(end, `${close})()`)
      }
    }
    return { code: text.toString(), map: text.generateMap({ hires: true }) }
  },
}

const commandLine = 'bootpay-fp'
/** What the command line needs besides valibot, which its file brings along. */
const bundled = ['citty', 'picocolors']

/** The licences of what is bundled, which ask to be kept with it. */
const licences = (): string =>
  bundled.map((name) => `/*! ${name}\n${readFileSync(`./node_modules/${name}/LICENSE`, 'utf8').trim()} */`).join('\n')

/** The entry points, by the names of their files. */
const entries = Object.values(manifest.exports)
  .flatMap((target) => (typeof target === 'string' ? [] : [target.default]))
  .map((path) => path.replace(/^\.\/dist\/(.+)\.js$/, '$1'))

/** Each source file, and the source files whose values it imports. */
const imports = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const found = readFileSync(join('src', path), 'utf8').matchAll(
        /^(?:im|ex)port (?!type )[^']*from '(\.[^']+)\.js'/gm,
      )
      return [path, Array.from(found, ([, to = '']) => `${join(dirname(path), to)}.ts`)]
    }),
)

/** The files that operations import from outside their own folder, and what those import in turn. */
const shared = new Set<string>()
const share = (path: string): void => {
  if (shared.has(path)) return
  shared.add(path)
  imports.get(path)?.forEach(share)
}
for (const [path, to] of imports) {
  const text = readFileSync(join('src', path), 'utf8')
  if (/^export const \w+Request = /m.test(text)) to.filter((other) => dirname(other) !== dirname(path)).forEach(share)
  // What `core/index.ts` does not export must not be in its file: Rollup would split it.
  to.filter((other) => dirname(other) === 'core' && !imports.get('core/index.ts')?.includes(other)).forEach(share)
}

/**
 * One file for each entry point, and `core.js` for what operations share: Node takes about a millisecond for every file that
 * it loads, whatever is in it.
 */
const fileOf = (id: string): string | undefined => {
  const [, path = ''] = /\/src\/(.+\.ts)$/.exec(id) ?? []
  if (shared.has(path)) return 'core'
  const [domain = ''] = path.split('/')
  return domain === path || domain === 'cli' ? undefined : `${domain}/index`
}

export default defineBuildConfig({
  entries: [
    ...entries.map((name) => ({ builder: 'rollup' as const, input: `./src/${name}.ts`, name })),
    { builder: 'rollup', input: './src/cli/main.ts', name: commandLine },
  ],
  sourcemap: true,
  rollup: {
    inlineDependencies: bundled,
    esbuild: { target: 'es2022', define: { __VERSION__: JSON.stringify(manifest.version) } },
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      manualChunks: fileOf,
      minifyInternalExports: false,
      hoistTransitiveImports: false,
      // The sources are in the package, beside the output.
      sourcemapPathTransform: (path: string) => path.replace(/^((?:\.\.\/)*)\.\.\/src\//, '$1src/'),
      footer: ({ name }: RenderedChunk) => (name === commandLine ? licences() : ''),
    },
  },
  hooks: {
    'rollup:options': (_, options) => {
      options.plugins.unshift(raw)
      options.plugins.push(pure)
    },
    'rollup:done': () => writeDeclarations('src', 'dist'),
  },
})
