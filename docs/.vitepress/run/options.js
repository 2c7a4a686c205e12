import ts from 'typescript'

/** Where the package is, to the compiler of the editor. */
export const PACKAGE = '/node_modules/bootpay-fp'

/**
 * How the blocks are compiled: as modules of a worker.
 * @type {ts.CompilerOptions}
 */
export const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.webworker.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
}
