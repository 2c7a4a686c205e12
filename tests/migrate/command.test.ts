import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

import jscodeshift from '../../node_modules/jscodeshift/package.json' with { type: 'json' }
import { JSCODESHIFT } from '../../src/cli/migrate/run.js'
import { program } from '../cli/support.js'
import { ROOT } from '../docs/support/markdown.js'
import { installTarball } from '../support/tarball.js'

const FOLDER = join(ROOT, 'tests/fixtures/migrate')
const PAY = `import { Bootpay } from '@bootpay/backend-js'\nBootpay.receiptPayment('1')\n`

/** A shop's project in git, with files; what `migrate` needs is installed beside it. */
const shopOf = (files: Readonly<Record<string, string>>) => {
  const { project } = installTarball()
  symlinkSync(join(ROOT, 'node_modules/jscodeshift'), join(project, 'node_modules/jscodeshift'), 'dir')
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true })
  symlinkSync('../bootpay-fp/dist/bootpay-fp.js', join(project, 'node_modules/.bin/bootpay-fp'))
  symlinkSync('../jscodeshift/bin/jscodeshift.js', join(project, 'node_modules/.bin/jscodeshift'))
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), text)
  }
  write('package.json', '{ "name": "shop" }')
  write('.gitignore', 'node_modules\n.npm\n')
  for (const [name, text] of Object.entries(files)) write(name, text)
  const git = (...given: string[]) => execFileSync('git', given, { cwd: project, encoding: 'utf8' })
  const commit = () => {
    git('add', '-A')
    git('-c', 'user.email=shop@shop.example', '-c', 'user.name=shop', 'commit', '-qm', 'shop')
  }
  git('init', '-q')
  commit()
  /** Runs the command line as npx does, without any network. */
  const migrate = (...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(project, 'node_modules/bootpay-fp/dist/bootpay-fp.js'), 'migrate', ...given],
      {
        cwd: project,
        encoding: 'utf8',
        env: { ...process.env, npm_config_offline: 'true', npm_config_cache: join(project, '.npm'), NO_COLOR: '1' },
      },
    )
    return { status, stdout, stderr }
  }
  return {
    project,
    write,
    commit,
    migrate,
    read: (name: string) => readFileSync(join(project, name), 'utf8'),
    changed: () => git('status', '--porcelain'),
  }
}

const run = (...given: string[]) => spawnSync(process.execPath, [program, 'migrate', ...given], { encoding: 'utf8' })

describe('bootpay-fp migrate', () => {
  test('runs the jscodeshift that it is tested with', () => {
    expect(JSCODESHIFT).toBe(jscodeshift.version)
  })

  test('--help names every option, and another one is a message', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    for (const word of ['PATHS', '--dry', '--force', '@bootpay/backend-js']) expect(stdout).toContain(word)
    expect(run('--dri')).toMatchObject({ status: 1, stderr: expect.stringContaining('--dri is not known here') })
    expect(run('nowhere')).toMatchObject({ status: 1, stderr: expect.stringContaining('there is no nowhere') })
  })

  test(
    'turns a project as it is packed, file by file, and says what is left and what is next',
    { timeout: 120_000 },
    () => {
      const shop = shopOf({
        'src/broken.ts': `${PAY}(\n`,
        'src/errors.ts': 'export const isLost = (e) => e.error_code === -100\n',
        'node_modules/other/index.js': PAY,
        'dist/pay.js': PAY,
        'outside.js': PAY,
      })
      const files = ['webhook.ts', 'bootpay.config.ts', 'subscriptions.cron.ts', 'unrelated.ts']
      for (const name of files) cpSync(join(FOLDER, 'before', name), join(shop.project, 'src', name))
      shop.commit()

      const shown = shop.migrate('--dry')
      expect(shown).toMatchObject({
        status: 1,
        stdout: expect.stringContaining("- import { Bootpay } from '@bootpay/backend-js'"),
      })
      expect(shown.stdout).toContain("+ import { ctx } from './bootpay.config.js'")
      expect(shown.stdout).toContain('3 files would change')
      expect(shop.changed()).toBe('')

      const { status, stdout, stderr } = shop.migrate()
      expect(status).toBe(1)
      expect(stderr).toMatch(/^not changed: src\/broken\.ts: Unexpected token/)
      expect(stdout).toContain('src/webhook.ts: 2 calls, 1 comment\n')
      expect(stdout).toContain('3 files: 6 calls turned, 5 comments left for you.\n')
      expect(stdout).toContain('grep -rn "bootpay-fp: TODO" src\n')
      expect(stdout).toContain('errorOf of bootpay-fp gives the code now:\n  src/errors.ts\n')
      expect(stdout).toContain('Next: npm i bootpay-fp fp-ts; @bootpay/backend-js stays, since 1 file needs it\n')
      for (const name of files) expect(shop.read(`src/${name}`)).toBe(readFileSync(join(FOLDER, 'after', name), 'utf8'))
      for (const name of ['node_modules/other/index.js', 'dist/pay.js', 'outside.js']) expect(shop.read(name)).toBe(PAY)
    },
  )

  test('does not touch what git has not, unless it is told to', { timeout: 120_000 }, () => {
    const shop = shopOf({ 'src/pay.ts': 'export {}\n', 'src/other.ts': 'export {}\n' })
    shop.write('src/pay.ts', PAY)
    shop.write('src/other.ts', 'export const other = 1\n')
    expect(shop.migrate()).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'bootpay-fp migrate: git has not all of this, so nothing was changed. Commit or stash it, or give --force:\n  src/pay.ts\n',
    })
    expect(shop.read('src/pay.ts')).toBe(PAY)
    expect(shop.migrate('--force', 'src/pay.ts')).toMatchObject({ status: 0, stderr: '' })
    expect(shop.read('src/pay.ts')).toContain("toPromise(getReceipt(ctx, { receipt_id: '1' }))")
    expect(shop.migrate('--force')).toMatchObject({ status: 0, stdout: 'Nothing in src uses @bootpay/backend-js.\n' })
  })
})
