import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { GetManualChunk, OutputOptions, Plugin, RenderedChunk } from 'rollup'
import { defineBuildConfig } from 'unbuild'

import { writeDeclarations } from './build.declarations.js'
import { pure } from './build.pure.js'
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

const COMMAND_LINE = 'bootpay-fp'
/** What the command line gives to jscodeshift, which loads CommonJS. */
const CODEMOD = 'migrate'
/** What the command line needs besides valibot, which its file brings along. */
const BUNDLED = ['citty', 'picocolors']

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
      if (path.startsWith(`${COMMAND_LINE}.`)) {
        if (format === 'cjs') Reflect.deleteProperty(files, path)
      } else if (path.startsWith(`${CODEMOD}.`)) {
        if (format !== 'cjs') Reflect.deleteProperty(files, path)
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

/** The name of an entry point's file; none for another module. */
const entryOf = (id: string): string | undefined => entries.find((name) => id === resolve('src', `${name}.ts`))

/**
 * One file for each entry point, with what it alone uses, and `core.js` for what several use: Node takes about a millisecond
 * for every file that it loads, whatever is in it. What the entry points of one folder alone share is in a `core.js` of that folder.
 * What an entry point imports from another one's index stays there.
 */
const fileOf: GetManualChunk = (id, { getModuleInfo }) => {
  const users = new Set<string | undefined>()
  const seen = new Set<string>()
  const visit = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    const entry = entryOf(id)
    if (entry) users.add(entry)
    else getModuleInfo(id)?.importers.forEach(visit)
  }
  visit(id)
  const [user, ...others] = users
  const [folder] = user?.split('/') ?? []
  return user === 'core/index' || others.some((other) => !other?.startsWith(`${folder}/`))
    ? 'core'
    : others.length > 0
      ? `${folder}/core`
      : user
}

/** The same files in both module systems, the names of those in CommonJS ending in `.cjs`. */
const output = ({ format }: OutputOptions): OutputOptions => {
  const ending = format === 'cjs' ? 'cjs' : 'js'
  return { entryFileNames: `[name].${ending}`, chunkFileNames: `[name].${ending}` }
}

export default defineBuildConfig({
  entries: [
    ...entries.map((name) => ({ builder: 'rollup' as const, input: `./src/${name}.ts`, name })),
    { builder: 'rollup', input: './src/cli/main.ts', name: COMMAND_LINE },
    { builder: 'rollup', input: './src/cli/migrate/transform.ts', name: CODEMOD },
  ],
  sourcemap: true,
  rollup: {
    emitCJS: true,
    inlineDependencies: BUNDLED,
    esbuild: { target: 'es2022', define: { __VERSION__: JSON.stringify(manifest.version) } },
    output: {
      manualChunks: fileOf,
      minifyInternalExports: false,
      hoistTransitiveImports: false,
      // In CommonJS, what is imported has its names as well: no helper has to make a namespace of it.
      esModule: true,
      interop: (id: string | null) => (id?.startsWith('node:') ? 'default' : 'esModule'),
      footer: licencesOf,
    },
  },
  hooks: {
    'rollup:options': (_, options) => {
      options.plugins.unshift(raw)
      options.plugins.push(pure, tidy)
      options.output = [options.output ?? []].flat().map((it) => ({ ...it, ...output(it) }))
    },
    'rollup:done': async () => {
      const program = writeDeclarations()
      if ('./openapi.json' in manifest.exports) {
        const { writeDescription } = await import('./build.openapi.js')
        await writeDescription(program)
      }
    },
  },
})
