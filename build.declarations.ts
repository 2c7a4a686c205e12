import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'

import ts from 'typescript'

import manifest from './package.json' with { type: 'json' }

/** The same declarations, with the files that they import as CommonJS. What is mapped keeps its line and column. */
const toCommonJs = (text: string): string =>
  ts
    .preProcessFile(text)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .reduceRight((before, { fileName, pos }) => {
      // The position is that of the quotation mark.
      const end = pos + 1 + fileName.length
      return before.slice(0, end).replace(/\.js$/, '.cjs') + before.slice(end)
    }, text)
    .replace(/\.d\.ts\.map$/, '.d.cts.map')

/**
 * The same types, with Korean text as a template: where an editor shows a member as it was declared, the compiler writes a text in
 * quotation marks as escapes, and a template as it is.
 */
const asShown = (text: string): string =>
  text.replace(/^( +readonly .+: )"([^"\\`$]*[^\0-\x7f"\\`$][^"\\`$]*)";$/gm, '$1`$2`;')

const filesIn = (text: string): readonly string[] =>
  ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => (fileName.startsWith('.') ? fileName : []))

/** The declarations that the entry points lead to. Nobody can import the others, which hold types of valibot. */
const reachedIn = (folder: string): ReadonlySet<string> => {
  const reached = new Set<string>()
  const reach = (file: string): void => {
    if (reached.has(file)) return
    reached.add(file)
    for (const name of filesIn(readFileSync(file, 'utf8'))) reach(join(dirname(file), name.replace(/\.js$/, '.d.ts')))
  }
  for (const entry of Object.values(manifest.exports))
    if (typeof entry !== 'string') reach(join(folder, entry.types.replace('./dist/', '')))
  return reached
}

/**
 * Writes declarations and their maps, by the compiler options of the project, for ES modules and for CommonJS, and beside them
 * the sources that these maps and those of the output lead to. unbuild would put the declarations of an entry point into one
 * file, without a map.
 */
export const writeDeclarations = (from: string, to: string): void => {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, '.')
  const host = ts.createCompilerHost(options)
  // The command line has no declarations: nobody imports it.
  const paths = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('cli/'),
  )
  const { emitSkipped, diagnostics } = ts
    .createProgram(
      paths.map((path) => join(from, path)),
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
  const reached = reachedIn(to)
  for (const path of paths) {
    cpSync(join(from, path), join(to, 'src', path))
    const file = join(to, path.replace(/\.ts$/, '.d.ts.map'))
    const declarations = file.replace(/\.map$/, '')
    if (!reached.has(declarations)) {
      for (const unreached of [file, declarations]) rmSync(unreached)
      continue
    }
    const sources = [relative(dirname(file), join(to, 'src', path))]
    const map = { ...JSON.parse(readFileSync(file, 'utf8')), sources }
    writeFileSync(file, JSON.stringify(map))
    const text = asShown(readFileSync(declarations, 'utf8'))
    writeFileSync(declarations, text)
    const commonJs = `${basename(path, '.ts')}.d.cts`
    writeFileSync(join(dirname(file), `${commonJs}.map`), JSON.stringify({ ...map, file: commonJs }))
    writeFileSync(join(dirname(file), commonJs), toCommonJs(text))
  }
}
