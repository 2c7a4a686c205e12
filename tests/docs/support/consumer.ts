import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import ts from 'typescript'

import manifest from '../../../package.json' with { type: 'json' }
import { ROOT } from './markdown.js'
import { createScratch, type Scratch } from './scratch.js'

/** Makes a user's project: its node_modules has `bootpay-fp` (this repository, so its `dist`) and the packages named. */
export const createConsumer = (packages: readonly string[] = ['fp-ts', '@types']): Scratch => {
  const missing = Object.values(manifest.exports)
    .flatMap((target) => (typeof target === 'string' ? [] : [target.types, target.default]))
    .filter((path) => !existsSync(join(ROOT, path)))
  if (missing.length > 0)
    throw new Error(`The pages are checked against the built package: run "npm run build" first. No ${missing[0]}`)
  const scratch = createScratch()
  scratch.write('package.json', JSON.stringify({ name: 'consumer', type: 'module' }))
  scratch.link('', 'node_modules/bootpay-fp')
  for (const name of packages) scratch.link(`node_modules/${name}`, `node_modules/${name}`)
  return scratch
}

/** What the compiler says about a file. */
export type Complaint = { readonly file: string; readonly line: number; readonly message: string }

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: false,
  noEmit: true,
  types: ['node'],
}

const parsed = new Map<string, ts.SourceFile | undefined>()

/** A program over files of a consumer, with the options of a strict Node project and those that are given. */
export const programOf = (consumer: Scratch, files: readonly string[], given: ts.CompilerOptions = {}): ts.Program => {
  const options = { ...OPTIONS, ...given, typeRoots: [consumer.path('node_modules/@types')] }
  const host = ts.createCompilerHost(options, true)
  const { getSourceFile } = host
  // The standard library and Node's types are the same for every program: read them once.
  host.getSourceFile = (name, ...rest) => {
    if (!name.startsWith(join(ROOT, 'node_modules'))) return getSourceFile(name, ...rest)
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest))
    return parsed.get(name)
  }
  return ts.createProgram([...files], options, host)
}

/** Everything the compiler complains about in a consumer's files and in the declarations of the package. */
export const complaintsOf = (program: ts.Program): readonly Complaint[] =>
  program
    .getSourceFiles()
    .filter(({ fileName }) => !fileName.includes('/node_modules/'))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .concat(program.getOptionsDiagnostics(), program.getGlobalDiagnostics())
    .map(({ file, start, messageText }) => ({
      file: file?.fileName ?? '',
      line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }))

/** What a program printed and how it ended. */
export type Run = { readonly stdout: string; readonly stderr: string; readonly failed: boolean }

/** Runs a file in plain Node, without this process's environment, for at most twenty seconds. */
export const runNode = (file: string): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file], { cwd: dirname(file), env: {}, timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({
        stdout,
        stderr: stderr + (error?.killed ? 'stopped after twenty seconds' : ''),
        failed: error !== null,
      })
    })
  })
