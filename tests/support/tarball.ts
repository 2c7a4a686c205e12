import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Packs the package as npm would publish it and installs it into a scratch project beside the dependencies that a user
 * has, optional ones included; gives the project's folder and the files of the tarball. The build must be there.
 */
export const installTarball = (): { project: string; files: string[] } => {
  const project = mkdtempSync(join(tmpdir(), 'bootpay-fp-'))
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
      cwd: root,
      encoding: 'utf8',
    }),
  ) as [{ filename: string; files: { path: string }[] }]
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'bootpay-fp'), { recursive: true })
  execFileSync('tar', [
    '-xzf',
    join(project, packed.filename),
    '-C',
    join(modules, 'bootpay-fp'),
    '--strip-components=1',
  ])
  for (const dependency of ['valibot', 'fp-ts', 'msw', 'undici'])
    symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency), 'dir')
  return { project, files: packed.files.map(({ path }) => path) }
}
