import { dirname, join, relative } from 'node:path'

import ts from 'typescript'

import manifest from './package.json' with { type: 'json' }

/** The files of the package that a declaration imports. */
const importsOf = (text: string): readonly ts.FileReference[] =>
  ts.preProcessFile(text).importedFiles.filter(({ fileName }) => fileName.startsWith('.'))

/** A declaration or its map, with the files that it imports as CommonJS. What is mapped keeps its line and column. */
const toCommonJs = (text: string): string =>
  importsOf(text).reduceRight((before, { fileName, pos }) => {
    // The position is that of the quotation mark.
    const end = pos + 1 + fileName.length
    return before.slice(0, end).replace(/\.js$/, '.cjs') + before.slice(end)
  }, text)

/**
 * Korean text in types as templates: where an editor shows a member as it was declared, the compiler writes a text in quotation
 * marks as escapes, and a template as it is.
 */
const koreanAsShown: ts.TransformerFactory<ts.SourceFile | ts.Bundle> = (context) => (file) => {
  const { createLiteralTypeNode, createNoSubstitutionTemplateLiteral } = ts.factory
  const visit = (node: ts.Node): ts.Node => {
    const literal = ts.isLiteralTypeNode(node) && node.literal
    if (!literal || !ts.isStringLiteral(literal) || !/[^\0-\x7f]/.test(literal.text))
      return ts.visitEachChild(node, visit, context)
    return createLiteralTypeNode(
      ts.setEmitFlags(createNoSubstitutionTemplateLiteral(literal.text), ts.EmitFlags.NoAsciiEscaping),
    )
  }
  return ts.visitEachChild(file as ts.SourceFile, visit, context)
}

/** The declarations that the entry points lead to. Nobody can import the others, which hold types of valibot. */
const reachedIn = (texts: ReadonlyMap<string, string>): ReadonlySet<string> => {
  const reached = new Set<string>()
  const reach = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const { fileName } of importsOf(texts.get(path) ?? ''))
      reach(join(dirname(path), fileName.replace(/\.js$/, '.d.ts')))
  }
  for (const entry of Object.values(manifest.exports)) if (typeof entry !== 'string') reach(join(entry.types))
  return reached
}

/**
 * Writes declarations and their maps as `tsc` does, by the compiler options of the project, and beside each its twin for CommonJS.
 * The maps lead to `src/`, which is published. unbuild would put the declarations of an entry point into one file, without a map. Gives
 * the program, which knows all types.
 */
export const writeDeclarations = (): ts.Program => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    // The command line has no declarations: nobody imports it.
    { ...config, include: ['src'], exclude: ['src/cli'] },
    ts.sys,
    '.',
    {
      noEmit: false,
      declaration: true,
      declarationMap: true,
      emitDeclarationOnly: true,
      rootDir: 'src',
      outDir: 'dist',
    },
  )
  const host = ts.createCompilerHost(options)
  const texts = new Map<string, string>()
  const program = ts.createProgram(fileNames, options, host)
  const { emitSkipped, diagnostics } = program.emit(
    undefined,
    (path, text) => texts.set(relative('.', path), text),
    undefined,
    true,
    {
      afterDeclarations: [koreanAsShown],
    },
  )
  if (emitSkipped || diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, host))
  const reached = reachedIn(texts)
  for (const [path, text] of texts) {
    if (!reached.has(path.replace(/\.map$/, ''))) continue
    host.writeFile(path, text, false)
    host.writeFile(
      path.replace('.d.ts', '.d.cts'),
      path.endsWith('.map') ? text.replace('.d.ts', '.d.cts') : toCommonJs(text).replace(/\.d\.ts\.map$/, '.d.cts.map'),
      false,
    )
  }
  return program
}
