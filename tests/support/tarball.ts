import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Packs a folder as npm would publish it; gives the path of the tarball. */
const pack = (folder: string, destination: string): string => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', destination], {
      cwd: folder,
      encoding: 'utf8',
    }),
  ) as [{ filename: string }]
  return join(destination, packed.filename)
}

/** The tarball that the tests are about, where one is made already: the release tests what it publishes. */
export const givenTarball = process.env['BOOTPAY_FP_TARBALL']

/**
 * Packs the package, or takes the tarball that is given, and installs it into a scratch project beside the dependencies that a
 * user has, optional ones included; gives the project's folder and the files of the tarball. The build must be there.
 */
export const installTarball = (folder = root): { project: string; files: string[] } => {
  const project = mkdtempSync(join(tmpdir(), 'bootpay-fp-'))
  const tarball = givenTarball ? resolve(root, givenTarball) : pack(folder, project)
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'bootpay-fp'), { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'bootpay-fp'), '--strip-components=1'])
  for (const dependency of ['valibot', 'fp-ts', 'msw', 'undici'])
    symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency), 'dir')
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.replace('package/', ''))
    .sort()
  return { project, files }
}
