import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { lastWords } from '../runtimes/support/tools.js'

/** Versions of TypeScript that a user may have, the oldest first. */
export const compilers = ['5.4.5', '5.6.3', '5.9.3', '6.0.3', '7.0.2']

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
  dom: { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [], without: ['bootpay-fp/undici', 'bootpay-fp/msw'] },
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
  writeFileSync(join(project, `tsconfig.${name}.json`), JSON.stringify(config))
  const tsc = join(tools, 'node_modules/typescript/bin/tsc')
  const args = [tsc, '--project', `tsconfig.${name}.json`, '--pretty', 'false']
  try {
    await promisify(execFile)(process.execPath, args, { cwd: project, timeout: 300_000, maxBuffer: 1 << 26 })
    return { own: [], others: [] }
  } catch (error) {
    const { stdout = '' } = /** @type {{ stdout?: string }} */ (error)
    const errors = stdout.split('\n').filter((line) => /error TS\d+/.test(line))
    const isOthers = (/** @type {string} */ line) => /^node_modules\/(?!bootpay-fp\/)/.test(line)
    const own = errors.filter((line) => !isOthers(line))
    return {
      own: errors.length === 0 ? [lastWords(error)] : own,
      others: errors.filter(isOthers),
    }
  }
}
