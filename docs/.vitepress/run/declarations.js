// What the editor of the blocks knows: the declarations of the package, of fp-ts and of the language, as far as a program can
// reach them.
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

import manifest from '../../../package.json' with { type: 'json' }
import { OPTIONS, PACKAGE } from './options.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The declarations of the sources, as a build writes them, by their paths where the package is installed. */
const emitted = () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const given = ts.parseJsonConfigFileContent({ ...config, include: ['src'], exclude: ['src/cli'] }, ts.sys, root, {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
    rootDir: join(root, 'src'),
    outDir: '/dist',
  })
  /** @type {Map<string, string>} */
  const texts = new Map()
  ts.createProgram(given.fileNames, given.options).emit(
    undefined,
    (path, text) => {
      // Korean as it is, and not as the compiler escapes it: hovers show it as it stands.
      const readable = text.replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
      texts.set(`${PACKAGE}${path}`, readable)
    },
    undefined,
    true,
  )
  return texts
}

/**
 * The files that a program can reach which imports these modules, by their paths.
 * @param {readonly string[]} modules
 * @returns {Readonly<Record<string, string>>}
 */
export const declarationsFor = (modules) => {
  const entry = '/all.ts'
  const libraries = dirname(ts.getDefaultLibFilePath({}))
  const texts = emitted()
    .set(`${PACKAGE}/package.json`, JSON.stringify({ name: manifest.name, type: 'module', exports: manifest.exports }))
    .set(entry, modules.map((name) => `export * as m${name.replace(/\W/g, '_')} from '${name}'`).join('\n'))
  /** @param {string} path */
  const read = (path) => {
    const known = texts.get(path)
    if (known !== undefined) return known
    if (path.startsWith(libraries)) return ts.sys.readFile(path)
    return path.startsWith('/node_modules/fp-ts/') ? ts.sys.readFile(join(root, path)) : undefined
  }
  const host = {
    ...ts.createCompilerHost(OPTIONS),
    getCurrentDirectory: () => '/',
    getDefaultLibLocation: () => libraries,
    readFile: read,
    fileExists: (/** @type {string} */ path) => read(path) !== undefined,
    directoryExists: () => true,
    realpath: (/** @type {string} */ path) => path,
    getSourceFile: (/** @type {string} */ path, /** @type {ts.ScriptTarget} */ target) => {
      const text = read(path)
      return text === undefined ? undefined : ts.createSourceFile(path, text, target)
    },
  }
  const program = ts.createProgram([entry], OPTIONS, host)
  const troubles = ts.getPreEmitDiagnostics(program)
  if (troubles.length > 0) throw new Error(ts.formatDiagnostics(troubles, host))
  const reached = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName !== entry)
    .map(({ fileName, text }) => {
      const path = fileName.startsWith(libraries) ? `/${relative(libraries, fileName)}` : fileName
      return /** @type {const} */ ([path, text])
    })
  const fpts = readFileSync(join(root, 'node_modules/fp-ts/package.json'), 'utf8')
  return {
    ...Object.fromEntries(reached),
    [`${PACKAGE}/package.json`]: texts.get(`${PACKAGE}/package.json`) ?? '',
    '/node_modules/fp-ts/package.json': JSON.stringify({ name: 'fp-ts', version: JSON.parse(fpts).version }),
  }
}
