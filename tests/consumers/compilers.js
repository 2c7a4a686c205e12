import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { lastWords } from '../runtimes/support/tools.js'

const run = promisify(execFile)

/** Versions of TypeScript that a user may have, the oldest first. */
export const COMPILERS = ['5.4.5', '5.6.3', '5.9.3', '6.0.3', '7.0.2']

/** How a module is looked for. */
export const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

/**
 * Where the types of `fetch` and its like come from, and the entries that need the types of another place.
 * @type {Record<'dom' | 'node' | 'both', { lib: string[], types: string[], without: string[] }>}
 */
export const surroundings = {
  dom: {
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    without: ['bootpay-fp/node', 'bootpay-fp/undici', 'bootpay-fp/msw'],
  },
  // The declarations of msw itself need the DOM.
  node: { lib: ['ES2022'], types: ['node'], without: ['bootpay-fp/msw'] },
  both: { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: ['node'], without: [] },
}

/**
 * Type-checks the files of a consumer, strictly and with every declaration file that they reach.
 * @param {string} project where the package is installed and the files are
 * @param {readonly string[]} entryNames
 * @param {string} version of TypeScript
 * @param {string} tools where it is
 * @param {keyof typeof resolutions} resolution
 * @param {keyof typeof surroundings} surrounding
 * @returns {Promise<{ own: string[], others: string[] }>} errors in the package or the files, and in other packages
 */
export const typeCheck = async (project, entryNames, version, tools, resolution, surrounding) => {
  const name = `${version}-${resolution}-${surrounding}`
  const { lib, types, without } = surroundings[surrounding]
  const reached = entryNames.filter((entry) => !without.includes(entry))
  const imports = reached.map((entry, index) => `import * as entry${index} from '${entry}'\n`)
  writeFileSync(
    join(project, `every-${surrounding}.ts`),
    `${imports.join('')}export default [${reached.map((_, index) => `entry${index}`).join(', ')}]\n`,
  )
  const config = {
    compilerOptions: {
      target: 'ES2022',
      ...resolutions[resolution],
      lib,
      types,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: [
      `every-${surrounding}.ts`,
      'checkout.ts',
      'entries.ts',
      // Node cannot follow `fp-ts/TaskEither`, although the compiler can.
      ...(resolution === 'bundler' ? ['bundled.ts'] : []),
    ],
  }
  return compile(project, tools, name, config)
}

/**
 * Runs a compiler.
 * @param {string} folder
 * @param {string} tools where it is
 * @param {string} name of the configuration
 * @param {object} config
 * @returns {Promise<{ own: string[], others: string[] }>}
 */
const compile = async (folder, tools, name, config) => {
  writeFileSync(join(folder, `tsconfig.${name}.json`), JSON.stringify(config))
  const tsc = join(tools, 'node_modules/typescript/bin/tsc')
  const args = [tsc, '--project', `tsconfig.${name}.json`, '--pretty', 'false']
  try {
    await run(process.execPath, args, { cwd: folder, timeout: 300_000, maxBuffer: 1 << 26 })
    return { own: [], others: [] }
  } catch (error) {
    const { stdout = '' } = /** @type {{ stdout?: string }} */ (error)
    const errors = stdout.split('\n').filter((line) => /error TS\d+/.test(line))
    const isOthers = (/** @type {string} */ line) => /^(\.\.\/)?node_modules\/(?!bootpay-fp\/)/.test(line)
    const own = errors.filter((line) => !isOthers(line))
    return {
      own: errors.length === 0 ? [lastWords(error)] : own,
      others: errors.filter(isOthers),
    }
  }
}

/** How a CommonJS module is looked for. `node10` is what NestJS and ts-jest have had as a default. */
export const commonJsResolutions = {
  node10: { module: 'commonjs', moduleResolution: 'node10' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}

/** What each entry is imported for, beside what `checkout.ts` imports; the program is run too. */
const program = (/** @type {readonly string[]} */ entryNames) => `
import { getReceipt, createContext } from 'bootpay-fp'
import type { Context } from 'bootpay-fp/core'
import { createSandbox } from 'bootpay-fp/sandbox'
${entryNames.map((entry, index) => `import * as entry${index} from '${entry}'`).join('\n')}
import * as checkout from './checkout'
import * as entries from './entries'

const sandbox = createSandbox()
const ctx: Context = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
const receipt_id = sandbox.browser.requestPayment({ order_id: 'o-1', order_name: '양말', price: 1_000 })
sandbox.browser.pay(receipt_id)
void getReceipt(ctx, { receipt_id })().then((result) => {
  const loaded = [checkout, entries, ${entryNames.map((_, index) => `entry${index}`).join(', ')}]
  console.log(result._tag, loaded.filter((it) => Object.keys(it).length > 0).length)
})
`

/**
 * Compiles the files of a consumer to CommonJS, as strictly as `typeCheck` and with decorators as NestJS has them, and runs
 * what comes of it in plain Node. TypeScript 7 has no `node10` any more: it says so, in `gone`.
 * @param {string} project where the package is installed and the files are
 * @param {readonly string[]} entryNames
 * @param {string} version of TypeScript
 * @param {string} tools where it is
 * @param {keyof typeof commonJsResolutions} resolution
 * @returns {Promise<{ own: string[], others: string[], gone?: string }>}
 */
export const compileToCommonJs = async (project, entryNames, version, tools, resolution) => {
  const folder = join(project, `commonjs-${version}-${resolution}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'commonjs' }))
  for (const file of ['checkout.ts', 'entries.ts']) cpSync(join(project, file), join(folder, file))
  // A relative import of a CommonJS module has no ending.
  writeFileSync(join(folder, 'program.ts'), program(entryNames))
  const result = await compile(folder, tools, resolution, {
    compilerOptions: {
      target: 'ES2022',
      ...commonJsResolutions[resolution],
      ...(version.startsWith('6.') && resolution === 'node10' ? { ignoreDeprecations: '6.0' } : {}),
      lib: surroundings.both.lib,
      types: ['node'],
      strict: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      skipLibCheck: false,
      noEmitOnError: false,
      rootDir: '.',
      outDir: 'out',
    },
    files: ['program.ts'],
  })
  const gone = result.own.find((line) => /error TS5108: /.test(line))
  if (gone !== undefined) return { own: [], others: [], gone: gone.replace(/^.*error TS5108: /, '') }
  if (result.own.length > 0) return result
  const { stdout } = await run(process.execPath, ['out/program.js'], { cwd: folder })
  const expected = `Right ${entryNames.length + 2}`
  return stdout.trim() === expected ? result : { own: [`printed ${stdout.slice(0, 300)}`], others: [] }
}
