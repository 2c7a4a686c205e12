import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import MagicString from 'magic-string'
import type { OutputOptions, Plugin, RenderedChunk } from 'rollup'
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

/** The licences of the packages in a file, which ask to be kept with it, and of what those packages have bundled. */
const licencesOf = ({ moduleIds }: RenderedChunk): string =>
  [...new Set(moduleIds.flatMap((id) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []))]
    .sort()
    .map((name) => {
      const folder = join('node_modules', name)
      const others = join(folder, 'dist/THIRD-PARTY-LICENSES.md')
      const texts = [join(folder, 'LICENSE'), ...(existsSync(others) ? [others] : [])]
      return `/*! ${name}\n${texts.map((path) => readFileSync(path, 'utf8').trim()).join('\n\n')} */`
    })
    .join('\n')

/**
 * Leaves the sources out of maps where they are files of the package, beside the output; those of the command line are not. The
 * command line itself is a program and needs no second form.
 */
const tidy: Plugin = {
  name: 'tidy',
  generateBundle: ({ format }, files) => {
    for (const [path, file] of Object.entries(files)) {
      if (path.startsWith(`${commandLine}.`)) {
        if (format === 'cjs') Reflect.deleteProperty(files, path)
      } else if (file.type === 'asset' && path.endsWith('.map')) {
        const { sourcesContent: _, ...map } = JSON.parse(String(file.source)) as { sourcesContent: unknown }
        file.source = JSON.stringify(map)
      }
    }
  },
}

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
  // The sandbox imports nothing from the rest, nor the rest from it.
  if (path.startsWith('sandbox/')) continue
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

/** The same files in both module systems, the names of those in CommonJS ending in `.cjs`. */
const output = ({ format }: OutputOptions): OutputOptions => {
  const ending = format === 'cjs' ? 'cjs' : 'js'
  return { entryFileNames: `[name].${ending}`, chunkFileNames: `[name].${ending}` }
}

export default defineBuildConfig({
  entries: [
    ...entries.map((name) => ({ builder: 'rollup' as const, input: `./src/${name}.ts`, name })),
    { builder: 'rollup', input: './src/cli/main.ts', name: commandLine },
  ],
  sourcemap: true,
  rollup: {
    emitCJS: true,
    inlineDependencies: bundled,
    esbuild: { target: 'es2022', define: { __VERSION__: JSON.stringify(manifest.version) } },
    output: {
      manualChunks: fileOf,
      minifyInternalExports: false,
      hoistTransitiveImports: false,
      // In CommonJS, what is imported has its names as well: no helper has to make a namespace of it.
      esModule: true,
      interop: (id: string | null) => (id?.startsWith('node:') ? 'default' : 'esModule'),
      // The sources are in the package, beside the output.
      sourcemapPathTransform: (path: string) => path.replace(/^((?:\.\.\/)*)\.\.\/src\//, '$1src/'),
      footer: licencesOf,
    },
  },
  hooks: {
    'rollup:options': (_, options) => {
      options.plugins.unshift(raw)
      options.plugins.push(pure, tidy)
      options.output = [options.output ?? []].flat().map((it) => ({ ...it, ...output(it) }))
    },
    'rollup:done': () => writeDeclarations('src', 'dist'),
  },
})
