import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { givenTarball, installTarball } from '../support/tarball.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the repository, or of some of it, whose dependencies are ours. */
const copyOf = (names: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bootpay-fp-copy-'))
  for (const name of names) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  return folder
}

const environment = {
  ...process.env,
  GITHUB_SERVER_URL: 'https://github.test',
  GITHUB_REPOSITORY: 'someone/bootpay-fp',
}

/** The tarball as it goes to npm: the one that is given, or one that is made as the release makes it. */
const published = () => {
  if (givenTarball) return installTarball()
  const folder = copyOf(readdirSync(root).filter((name) => !['node_modules', '.git'].includes(name)))
  const prepare = () =>
    execFileSync(process.execPath, ['.github/scripts/publish.js'], { cwd: folder, env: environment, encoding: 'utf8' })
  prepare()
  // Once more changes nothing.
  const before = readFileSync(join(folder, 'README.md'), 'utf8')
  prepare()
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(before)
  return installTarball(folder)
}

const { project, files } = published()
const installed = join(project, 'node_modules/bootpay-fp')
const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
  version: string
  repository: { type: string; url: string }
  homepage: string
  bugs: { url: string }
}
const repository = manifest.homepage.replace('#readme', '')

const pages = files.filter((path) => /^([^/]+|docs\/.+)\.(md|txt)$/.test(path))

/** The text of a page without its code, in which nothing is a link. */
const proseOf = (folder: string, page: string): string =>
  readFileSync(join(folder, page), 'utf8')
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`(?:[^`\n]|\n(?!\n))+`/g, (code) => code.slice(1, -1).replace(/[()[\]#]/g, ''))

const linksOf = (page: string): readonly string[] =>
  Array.from(
    proseOf(installed, page).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)|\b(?:href|src)="([^"]+)"/gm),
    ([, inline, reference, html]) => inline ?? reference ?? html ?? '',
  )

/** The names of a page's headings in links. */
const anchorsOf = (folder: string, page: string): readonly string[] =>
  Array.from(proseOf(folder, page).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const leadsTo = (folder: string, page: string, anchor: string | undefined): boolean =>
  existsSync(join(folder, page)) && (anchor === undefined || anchorsOf(folder, page).includes(anchor))

describe('what goes to npm', () => {
  test('names the repository that it comes from', () => {
    expect(repository).toMatch(/^https:\/\/[^/]+\/[^/]+\/[^/]+$/)
    if (!givenTarball) expect(repository).toBe('https://github.test/someone/bootpay-fp')
    expect(manifest.repository).toEqual({ type: 'git', url: `git+${repository}.git` })
    expect(manifest.bugs).toEqual({ url: `${repository}/issues` })
  })

  test('has pages in it, in both languages', () => {
    for (const page of [
      'README.md',
      'README.ko.md',
      'CHANGELOG.md',
      'docs/errors.md',
      'docs/ko/errors.md',
      'docs/llms.txt',
    ])
      expect(pages).toContain(page)
  })

  test.each(pages)('has no link in %s that leads nowhere', (page) => {
    const dead = linksOf(page)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#')
        const target = path ? posix.join(posix.dirname(page), path) : page
        return !files.includes(target) || !leadsTo(installed, target, anchor)
      })
    expect(dead).toEqual([])
  })

  test.each(pages)('has no link in %s to a file that its repository lacks', (page) => {
    const base = new RegExp(`^${repository.replaceAll('.', '\\.')}/(\\w+)/v${manifest.version}/`)
    const links = linksOf(page).filter((link) => link.startsWith(`${repository}/`))
    const dead = links.filter((link) => {
      const [path = '', anchor] = link.replace(base, '').split('#')
      if (!leadsTo(root, path, anchor)) return true
      const kind = statSync(join(root, path)).isDirectory() ? 'tree' : path.endsWith('.png') ? 'raw' : 'blob'
      return base.exec(link)?.[1] !== kind
    })
    expect(dead).toEqual([])
    if (page.startsWith('README')) expect(links.length).toBeGreaterThan(10)
  })

  test.each(['README.md', 'README.ko.md'])('has no relative link in %s, which npm shows by itself', (page) => {
    expect(linksOf(page).filter((link) => !/^https:|^#/.test(link))).toEqual([])
  })
})

/** The versions that are written down beside package.json: what JSR is told, and what Bootpay is told. */
const versionsIn = (folder: string): readonly (string | undefined)[] => [
  (JSON.parse(readFileSync(join(folder, 'jsr.json'), 'utf8')) as { version: string }).version,
  /VERSION = '(.+)'/.exec(readFileSync(join(folder, 'src/version.ts'), 'utf8'))?.[1],
]

describe('what goes to JSR', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, unknown>

  test('has the version of the package', () => {
    const { version } = read('package.json')
    expect(versionsIn(root)).toEqual([version, version])
  })

  test('has the entry points of the package, as sources', () => {
    const targets = Object.entries(read('package.json')['exports'] as Record<string, { default: string } | string>)
    const expected = targets.flatMap(([name, target]) =>
      typeof target === 'string' ? [] : [[name, target.default.replace(/^\.\/dist\/(.+)\.js$/, './src/$1.ts')]],
    )
    expect(read('jsr.json')['exports']).toEqual(Object.fromEntries(expected))
  })
})

describe('npm run changeset:version', () => {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  const [head = '', ...sections] = changelog.split(/^(?=## )/m)

  /** A copy with one change that waits, and with this changelog. */
  const withChange = (text: string): string => {
    const folder = copyOf([
      '.changeset',
      '.github',
      '.prettierrc.json',
      '.prettierignore',
      'package.json',
      'package-lock.json',
      'jsr.json',
      'src/version.ts',
    ])
    writeFileSync(join(folder, 'CHANGELOG.md'), text)
    writeFileSync(join(folder, '.changeset/sample.md'), '---\n"bootpay-fp": minor\n---\n\nOrders have wings.\n')
    writeFileSync(join(folder, '.gitignore'), 'node_modules\n')
    const git = (...options: string[]) =>
      execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n.test', ...options], {
        cwd: folder,
        stdio: 'pipe',
      })
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('commit', '-qm', 'A change')
    return folder
  }

  const raise = (folder: string) => {
    execFileSync('npm', ['run', '--silent', 'changeset:version'], { cwd: folder, stdio: 'pipe' })
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: { '': { version: string } } }
    return {
      changelog: read('CHANGELOG.md').replace(/^- [0-9a-f]{7,}: /m, '- '),
      versions: [
        (JSON.parse(read('package.json')) as { version: string }).version,
        lock.version,
        lock.packages[''].version,
        ...versionsIn(folder),
      ],
      left: readdirSync(join(folder, '.changeset')).sort(),
    }
  }

  const current = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
  const next = current.replace(/\.(\d+)\.\d+$/, (_, minor) => `.${Number(minor) + 1}.0`)
  const section = `## ${next}\n\n### Minor Changes\n\n- Orders have wings.\n\n`

  test('puts the new version below the introduction and above the older ones, and in the lock file and the sources', () => {
    expect(raise(withChange(changelog))).toEqual({
      changelog: head + section + sections.join(''),
      versions: [next, next, next, next, next],
      left: ['README.md', 'config.json'],
    })
  })

  test('gives what was called unreleased its version', () => {
    const unreleased = '## [Unreleased]\n\n### Fixed\n\n- Orders have feet.\n\n'
    expect(raise(withChange(head + unreleased + sections.join(''))).changelog).toBe(
      `${head}${section}### Fixed\n\n- Orders have feet.\n\n${sections.join('')}`,
    )
  })

  test('changes nothing where no change waits', () => {
    const folder = withChange(changelog)
    const raised = raise(folder)
    expect(raise(folder)).toEqual(raised)
  })

  test('calls nothing unreleased: what waits is in .changeset/', () => {
    expect(changelog).not.toMatch(/unreleased/i)
    expect(sections.map((it) => /^## (.*)/.exec(it)?.[1])).toContain(current)
  })
})

type Step = {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}
type Job = {
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}
type Workflow = { readonly permissions: Readonly<Record<string, string>>; readonly jobs: Readonly<Record<string, Job>> }

const workflows = join(root, '.github/workflows')
const workflowOf = (name: string) => parse(readFileSync(join(workflows, name), 'utf8')) as Workflow

describe.each(readdirSync(workflows))('the workflow %s', (name) => {
  const { jobs } = workflowOf(name)
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  test('takes each action by its commit, with the version behind it', () => {
    const lines = readFileSync(join(workflows, name), 'utf8').split('\n')
    const uses = lines.filter((line) => /^\s*(- )?uses:/.test(line))
    expect(uses).toHaveLength(steps.filter((step) => step.uses).length)
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false))
  })

  test('puts no expression into a script: a value comes as a variable', () => {
    const scripts = steps.flatMap((step) => step.run ?? [])
    expect(scripts.filter((run) => run.includes('${{') && run !== 'npm run ${{ matrix.proof }}')).toEqual([])
  })
})

describe('the release', () => {
  const { permissions, jobs } = workflowOf('release.yml')

  test('gives each job the rights that it needs, and no right to what builds and tests', () => {
    expect(permissions).toEqual({})
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
      plan: {},
      version: { contents: 'write', 'pull-requests': 'write' },
      build: {},
      publish: { 'id-token': 'write' },
      tag: { contents: 'write' },
    })
  })

  test('publishes the tarball that was tested, in a job that installs and checks out nothing', () => {
    const steps = jobs['publish']?.steps ?? []
    expect(steps.map((step) => step.run ?? step.uses?.replace(/@.*/, ''))).toEqual([
      'actions/setup-node',
      'actions/download-artifact',
      'npm publish "./bootpay-fp-$VERSION.tgz" --provenance --access public --ignore-scripts',
    ])
    const build = jobs['build']?.steps.map((step) => step.run ?? step.uses?.replace(/@.*/, ''))
    expect(build?.slice(-5)).toEqual([
      '.ci/run',
      'node .github/scripts/publish.js',
      'npm pack --ignore-scripts',
      'npx publint --strict "$TARBALL" && npx attw "$TARBALL" && npx vitest run tests/package',
      'actions/upload-artifact',
    ])
    expect(jobs['publish']?.needs).toEqual(['plan', 'build'])
  })

  test.each([
    ['version', 'a change waits', ['README.md', 'wings.md'], 'echo 1.2.3'],
    ['publish', 'npm does not know the version', ['README.md'], 'exit 0'],
    ['publish', 'npm does not know the package', ['README.md'], 'exit 1'],
    ['nothing', 'npm has the version', ['README.md'], 'echo 1.2.3'],
  ])('plans "%s" when %s', (next, _, changes, npm) => {
    const folder = mkdtempSync(join(tmpdir(), 'bootpay-fp-plan-'))
    for (const name of ['.changeset', 'bin']) mkdirSync(join(folder, name))
    for (const name of changes) writeFileSync(join(folder, '.changeset', name), '')
    writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3" }')
    writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\n[ "$*" = "view bootpay-fp@1.2.3 version" ] && ${npm}\n`)
    chmodSync(join(folder, 'bin/npm'), 0o755)
    const script = jobs['plan']?.steps.find((step) => step.id === 'plan')?.run ?? ''
    const output = join(folder, 'output')
    execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, GITHUB_OUTPUT: output },
    })
    expect(readFileSync(output, 'utf8')).toBe(`next=${next}\nversion=1.2.3\n`)
  })
})
