import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import ts from 'typescript'

import { ROOT } from './markdown.js'

/** Another project's folder, in which the built package is installed as a user would have it. */
export type Consumer = {
  readonly path: (name: string) => string
  readonly write: (name: string, text: string) => string
  readonly remove: () => void
}

/** Makes a project whose node_modules has `bootpay-fp` (this repository, so its `dist`) and the packages named. */
export const createConsumer = (packages: readonly string[] = ['fp-ts', '@types']): Consumer => {
  if (!existsSync(join(ROOT, 'dist/index.js')))
    throw new Error('dist/ is missing: the documentation is checked against the built package. Run "npm run build" first.')
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bootpay-fp-docs-')))
  const path = (name: string) => join(root, name)
  const write = (name: string, text: string) => {
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), text)
    return path(name)
  }
  write('package.json', JSON.stringify({ name: 'consumer', type: 'module' }))
  mkdirSync(path('node_modules'))
  symlinkSync(ROOT, path('node_modules/bootpay-fp'))
  for (const name of packages) symlinkSync(join(ROOT, 'node_modules', name), path(`node_modules/${name}`))
  return {
    path,
    write,
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    },
  }
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

/** A program over files of a consumer, with the options of a strict Node project. */
export const programOf = (consumer: Consumer, files: readonly string[]): ts.Program =>
  ts.createProgram([...files], { ...OPTIONS, typeRoots: [consumer.path('node_modules/@types')] })

/** Everything the compiler complains about, declarations of the package included. */
export const complaintsOf = (program: ts.Program): readonly Complaint[] =>
  ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => ({
    file: file?.fileName ?? '',
    line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }))

/** What a program printed and how it ended. */
export type Run = { readonly stdout: string; readonly stderr: string; readonly failed: boolean }

/** Runs a file in plain Node, without this process's environment, for at most ten seconds. */
export const runNode = (file: string): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file], { cwd: dirname(file), env: {}, timeout: 10_000 }, (error, stdout, stderr) => {
      resolve({ stdout, stderr: stderr + (error?.killed ? 'stopped after ten seconds' : ''), failed: error !== null })
    })
  })
