import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import ts from 'typescript'

/** Sources whose output stays out of the package. */
const unpublished = 'cli'

/** The files of a folder by their paths within it, those that stay out of the package left out. */
const filesOf = (folder: string, extension: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith(extension) && !path.startsWith(`${unpublished}/`),
  )

/** Writes declarations and their maps, by the compiler options of the project. */
const writeDeclarations = (from: string, to: string): void => {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, '.')
  const host = ts.createCompilerHost(options)
  host.writeFile = (path, text) => {
    if (!path.includes(`/${unpublished}/`)) ts.sys.writeFile(path, text)
  }
  const files = filesOf(from, '.ts').map((path) => join(from, path))
  const { emitSkipped, diagnostics } = ts
    .createProgram(
      files,
      {
        ...options,
        noEmit: false,
        declaration: true,
        declarationMap: true,
        emitDeclarationOnly: true,
        rootDir: from,
        outDir: to,
      },
      host,
    )
    .emit()
  if (emitSkipped || diagnostics.length > 0)
    throw new Error(ts.formatDiagnostics(diagnostics, { ...host, getCanonicalFileName: (path) => path }))
}

const INLINE = /(?:^|\n)\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/

/**
 * Gives the output its source maps, with the sources: `dist/src/` holds them, and each map of JavaScript carries its own too.
 * mkdist writes neither; esbuild puts maps into the files, from where this takes them out.
 */
export const writeMaps = (from: string, to: string): void => {
  const sources = join(to, 'src')
  rmSync(sources, { recursive: true, force: true })
  writeDeclarations(from, to)
  for (const path of filesOf(from, '.ts')) cpSync(join(from, path), join(sources, path))
  const sourceOf = (path: string, extension: RegExp): string =>
    relative(dirname(join(to, path)), join(sources, path.replace(extension, '.ts')))
  for (const path of filesOf(to, '.d.ts.map')) {
    const map = JSON.parse(readFileSync(join(to, path), 'utf8'))
    writeFileSync(join(to, path), JSON.stringify({ ...map, sources: [sourceOf(path, /\.d\.ts\.map$/)] }))
  }
  for (const path of filesOf(to, '.js')) {
    if (!existsSync(join(from, path.replace(/\.js$/, '.ts')))) continue
    const file = join(to, path)
    const code = readFileSync(file, 'utf8')
    const [whole, inline] = INLINE.exec(code) ?? []
    if (whole === undefined || inline === undefined) throw new Error(`${path} has no source map`)
    const name = path.split('/').at(-1)
    const map = JSON.parse(Buffer.from(inline, 'base64').toString())
    writeFileSync(`${file}.map`, JSON.stringify({ ...map, file: name, sources: [sourceOf(path, /\.js$/)] }))
    writeFileSync(file, code.replace(whole, `\n//# sourceMappingURL=${name}.map\n`).trimStart())
  }
}
