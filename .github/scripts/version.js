// `npm run changeset:version`: raises the version and moves the changesets into CHANGELOG.md. `changeset version` would put
// them above the introduction and forget package-lock.json, jsr.json and the version that requests tell.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const page = 'CHANGELOG.md'
const before = readFileSync(page, 'utf8')
const [head = '', ...sections] = before.split(/^(?=## )/m)
const [title = ''] = head.split('\n', 1)

const isUnreleased = (/** @type {string} */ section) => /^## \[?unreleased\b/i.test(section)
const versionOf = () => JSON.parse(readFileSync('package.json', 'utf8')).version
const versionBefore = versionOf()

try {
  writeFileSync(page, [`${title}\n\n`, ...sections.filter((section) => !isUnreleased(section))].join(''))
  execFileSync('changeset', ['version'], { stdio: 'inherit' })
} finally {
  if (versionOf() === versionBefore) writeFileSync(page, before)
}

const version = versionOf()
if (version !== versionBefore) {
  const [, latest = '', ...others] = readFileSync(page, 'utf8').split(/^(?=## )/m)
  const notes = sections.filter(isUnreleased).map((section) => section.slice(section.indexOf('\n')).trim())
  writeFileSync(page, [head, [latest.trim(), ...notes].join('\n\n'), '\n\n', ...others].join('').trimEnd() + '\n')

  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  lock.version = lock.packages[''].version = version
  writeFileSync('package-lock.json', `${JSON.stringify(lock, undefined, 2)}\n`)

  const raise = (/** @type {string} */ file, /** @type {RegExp} */ place) =>
    writeFileSync(file, readFileSync(file, 'utf8').replace(place, version))
  raise('src/version.ts', /(?<=VERSION = ').+(?=')/)
  raise('jsr.json', /(?<="version": ").+(?=")/)
}
