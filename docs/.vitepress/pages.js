// What the site is made of: the pages as they stand in the repository, and where each is on the site. Korean is at the root,
// English below `en/`, and every page is in both, so that the menu of languages leads to the same page.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

import { operationsText } from './api.js'
import { withPlots } from './plots.js'

/** @typedef {'ko' | 'en'} Locale */
/**
 * A page of the site.
 * @typedef {object} Page
 * @property {Locale} locale
 * @property {'home' | 'overview' | 'guide' | 'reference'} kind
 * @property {string} source where it is in the repository
 * @property {string} path where it is on the site
 * @property {string} title its first heading
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What `npm run docs` makes, in one folder: `reference/`, then `pages/`, then the site itself in `html/`. */
export const SITE = 'site'

const REFERENCE = `${SITE}/reference`

/** What the reference says by itself, in Korean. Its comments stay as they are in the sources. */
const KOREAN = /** @type {Readonly<Record<string, string>>} */ ({
  Functions: '함수',
  Variables: '변수',
  'Type Aliases': '타입',
  Parameters: '매개변수',
  Parameter: '매개변수',
  'Type Parameters': '타입 매개변수',
  'Type Parameter': '타입 매개변수',
  'Type Declaration': '멤버',
  'Type Literal': '멤버',
  Properties: '멤버',
  Property: '멤버',
  'Union Members': '가능한 형태',
  Indexable: '인덱스',
  Name: '이름',
  Type: '타입',
  'Default type': '기본 타입',
  'Default value': '기본값',
  Description: '설명',
  Returns: '반환값',
  Example: '예제',
  Deprecated: '폐기 예정',
})

/** @param {string} path */
const read = (path) => readFileSync(ROOT + path, 'utf8')

/** @param {string} folder */
const pagesIn = (folder) =>
  existsSync(ROOT + folder)
    ? readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => name.replaceAll('\\', '/'))
        .sort()
    : []

/** The guides, in the order in which `docs/llms.txt` names them; what it does not name comes last. */
const guides = () => {
  const listed = read('docs/llms.txt')
  /** @param {string} name */
  const rank = (name) => listed.indexOf(`(${name})`) >>> 0
  return pagesIn('docs')
    .filter((name) => !name.includes('/'))
    .sort((one, other) => rank(one) - rank(other))
}

/**
 * @param {Locale} locale
 * @returns {readonly Omit<Page, 'locale' | 'title'>[]}
 */
const placed = (locale) => [
  { kind: 'home', source: `docs/.vitepress/home/${locale}.md`, path: 'index.md' },
  { kind: 'overview', source: locale === 'ko' ? 'README.ko.md' : 'README.md', path: 'overview.md' },
  ...guides().map((name) => ({
    kind: /** @type {const} */ ('guide'),
    source: locale === 'ko' ? `docs/ko/${name}` : `docs/${name}`,
    path: name,
  })),
  { kind: 'guide', source: `docs/.vitepress/home/api.${locale}.md`, path: 'api.md' },
  { kind: 'guide', source: `docs/.vitepress/home/benchmarks.${locale}.md`, path: 'benchmarks.md' },
  ...pagesIn(REFERENCE)
    // What the root exports is described where it comes from, so its own page is empty.
    .filter((name) => name !== 'bootpay-fp.md')
    .map((name) => ({
      kind: /** @type {const} */ ('reference'),
      source: name === 'index.md' ? `docs/.vitepress/home/reference.${locale}.md` : `${REFERENCE}/${name}`,
      path: `reference/${name.replace(/^bootpay-fp\//, '')}`,
    })),
]

/** @type {readonly Page[]} */
export const pages = /** @type {const} */ (['ko', 'en']).flatMap((locale) =>
  placed(locale).map((page) => ({
    ...page,
    locale,
    path: locale === 'ko' ? page.path : `en/${page.path}`,
    title: /^# (.*)$/m.exec(read(page.source))?.[1]?.replaceAll('`', '') ?? '',
  })),
)

/**
 * The name of a heading in links: as a forge makes it, so that a link holds there and here.
 * @param {string} heading
 */
export const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/**
 * Where the reference describes each function of the package.
 * @param {Locale} locale
 * @returns {ReadonlyMap<string, string>}
 */
export const functionsOf = (locale) =>
  new Map(
    pages
      .filter((page) => page.locale === locale && page.kind === 'reference')
      .flatMap(({ source, path }) =>
        [...read(source).matchAll(/^### (?:~~)?(\w+)\(\)(?:~~)?$/gm)].map(([, name = '']) => [
          name,
          `/${path.replace(/\.md$/, '')}#${anchorOf(name)}`,
        ]),
      ),
  )

/**
 * Where a file or folder of the repository is when the site has it not: at the forge whose workflow builds the site.
 * Elsewhere nobody knows.
 * @param {string} path
 */
const atForge = (path) => {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, GITHUB_SHA: commit } = process.env
  return server && name && commit ? `${server}/${name}/blob/${commit}/${path}` : undefined
}

/**
 * A link of a page, as it is on the site; without an address where it has none.
 * @param {Page} page
 * @param {string} link
 */
const onSite = (page, link) => {
  const folder = link.startsWith('/') ? '.' : posix.dirname(page.source)
  const source = posix.join(folder, `./${link}`).replace(/\/$/, '')
  const found =
    pages.find((other) => other.source === source && other.locale === page.locale) ??
    pages.find((other) => other.source === source)
  const path = found?.path ?? (source.startsWith('docs/images/') ? source.replace('docs/', '') : undefined)
  return path === undefined ? atForge(source) : posix.relative(posix.dirname(page.path), path)
}

/**
 * The words that the reference puts around the comments: those of a heading as text, so that the search finds one entry for
 * each export and not one for its parameters too.
 * @param {Page} page
 * @param {string} text
 */
const worded = ({ locale, kind }, text) => {
  if (kind !== 'reference') return text
  /** @param {string} words */
  const inLanguage = (words) => (locale === 'ko' && KOREAN[words]) || words
  return text
    .replace(/^(##) (.*)$/gm, (_, marks, words) => `${marks} ${inLanguage(words)}`)
    .replace(/^#{4,6} (.*)$/gm, (_, words) => `**${inLanguage(words)}**`)
    .replace(/^\| .*(?=\n\| -)/gm, (head) => head.replace(/[A-Z][\w ]*\w/g, inLanguage))
}

/** @param {Locale} locale */
const listOf = (locale) =>
  pages
    .filter((page) => page.locale === locale && page.source.startsWith(REFERENCE))
    .map(({ title, source }) => `- [\`${title}\`](/${source})`)
    .join('\n')

/**
 * The text of a page as the site takes it.
 * @param {Page} page
 * @returns {string}
 */
export const textOf = (page) =>
  withPlots(worded(page, read(page.source)), page.locale)
    // The site has a menu of languages.
    .replace(/^(# .*\n)\n.*\]\(README.*\n/, '$1')
    // A forge makes boxes of these; the site would show the brackets.
    .replace(/^- \[ \] /gm, '- ☐ ')
    .replace('<!-- modules -->', () => listOf(page.locale))
    .replace('<!-- operations -->', () => operationsText(page.locale))
    .replace(/^<!-- first block of (\S+) -->$/m, (_, from) => /^```ts\n[^]*?^```$/m.exec(read(from))?.[0] ?? '')
    // What stands in code is no link, though it may look like one.
    .replace(
      /^(```|~~~)[^]*?^\1|`(?:[^`\n]|\n(?!\n))+`(?!\]\()|\[((?:[^[\]`]|`[^`\n]*`)*)\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/gm,
      (whole, _, label, link, anchor = '') => {
        if (!link) return whole
        const address = onSite(page, link)
        return address === undefined ? label : `[${label}](${address}${anchor})`
      },
    )
