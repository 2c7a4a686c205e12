// Makes the package ready for npm, in place: `node .github/scripts/publish.js`, after the build and before `npm pack`. Its
// addresses become those of the repository whose workflow runs, since the sources know none: `repository`, `homepage` and
// `bugs` in package.json, every link of the READMEs, which npm shows by themselves, and on other pages what is not packed.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'

const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: name } = process.env
if (!name) throw new Error('GITHUB_REPOSITORY is missing: owner/name')
const repository = `${server}/${name}`

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
manifest.repository = { type: 'git', url: `git+${repository}.git` }
manifest.homepage = `${repository}#readme`
manifest.bugs = { url: `${repository}/issues` }
writeFileSync('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`)

/** @type {[{ files: { path: string }[] }]} */
const [{ files }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
)
const packed = new Set(files.map(({ path }) => path))

/**
 * Where a file or folder of the repository is on the web, as it was in this version.
 *
 * @param {string} path
 */
const addressOf = (path) => {
  const kind = statSync(path).isDirectory() ? 'tree' : /\.(png|svg|jpg|gif)$/.test(path) ? 'raw' : 'blob'
  return `${repository}/${kind}/v${manifest.version}/${path}`
}

for (const page of [...packed].filter((path) => /^([^/]+|docs\/.+)\.(md|txt)$/.test(path))) {
  const text = readFileSync(page, 'utf8')
  // What stands in code is no link, though it may look like one.
  const mended = text.replace(
    /^```[^]*?^```|`(?:[^`\n]|\n(?!\n))+`|\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/gm,
    (whole, link, anchor = '') => {
      if (!link) return whole
      const target = posix.join(posix.dirname(page), link)
      return packed.has(target) && !/^README/.test(page) ? whole : `](${addressOf(target)}${anchor})`
    },
  )
  writeFileSync(page, mended)
}
