// Tables with bars, made of bench/RESULTS.md: how much of the official SDK's time or size each client takes. The line is 1.0.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {import('./pages.js').Locale} Locale */
/**
 * What is shown of RESULTS.md: the tables of a section, or those of its headings that match, and the column with the figure.
 * @typedef {{ section: string, under?: RegExp, figure: string }} Shown
 */

const RESULTS = fileURLToPath(new URL('../../bench/RESULTS.md', import.meta.url))

/** @type {Readonly<Record<string, Shown>>} */
const PLOTS = {
  calls: { section: 'Calls over loopback HTTP', under: /^A (read|write)/, figure: 'CPU per call' },
  first: { section: 'First call of a process', under: /^First call, .*HTTP$/, figure: 'CPU' },
  imports: { section: 'Cold import', figure: 'wall time' },
  bundles: { section: 'Bundles', figure: 'esbuild' },
  types: { section: 'Type checking', figure: 'total' },
}

/** What RESULTS.md says, in Korean. */
const KOREAN = /** @type {const} */ ([
  [/^A read, (\d+) at a time, in a process that is always busy$/, '조회, 동시에 $1개, 계속 바쁜 프로세스'],
  [/^A read, (\d+) at a time$/, '조회, 동시에 $1개'],
  [/^A write, (\d+) at a time$/, '쓰기, 동시에 $1개'],
  [/^First call, as installed, HTTP$/, '첫 호출, 설치한 그대로'],
  [/^First call, bundled, HTTP$/, '첫 호출, 번들'],
  [/^Cold import$/, '콜드 임포트'],
  [/^Bundles$/, '번들 크기'],
  [/^Type checking$/, '타입 검사'],
  [/^client$/, '클라이언트'],
  [/^import$/, '임포트'],
  [/^what$/, '무엇'],
  [/^file imports$/, '파일이 임포트하는 것'],
  [/^CPU per call$/, '호출당 CPU'],
  [/^wall time$/, '걸린 시간'],
  [/^esbuild$/, 'gzip한 크기'],
  [/^total$/, '전체 시간'],
  [/^official SDK/, '공식 SDK'],
  [/^hand-written floor$/, '손으로 쓴 최소'],
  [/, getReceipt alone$/, ', getReceipt 하나'],
  [/, getReceipt and createContext$/, ', getReceipt와 createContext'],
  [/, all (\d+) operations and createContext$/, ', 오퍼레이션 $1개와 createContext'],
  [/, all (\d+) operations$/, ', 오퍼레이션 $1개'],
  [/, with a time limit$/, ', 시간 제한 있음'],
  [/, the largest domain$/, ', 가장 큰 도메인'],
])

const WORDS = {
  ko: {
    ratio: '공식 SDK 대비',
    machine: '측정',
    /** @param {readonly string[]} names */
    slower: (names) =>
      names.length === 0
        ? '공식 SDK보다 느리거나 큰 경우는 없었습니다.'
        : `공식 SDK보다 느리거나 큰 경우도 있습니다: ${names.join('; ')}.`,
  },
  en: {
    ratio: 'of the official SDK',
    machine: 'Measured',
    /** @param {readonly string[]} names */
    slower: (names) =>
      names.length === 0
        ? 'Nothing was slower or larger than the official SDK.'
        : `Slower or larger than the official SDK: ${names.join('; ')}.`,
  },
}

/**
 * @param {string} text
 * @param {Locale} locale
 */
const worded = (text, locale) =>
  locale === 'en' ? text : KOREAN.reduce((all, [from, to]) => all.replace(from, to), text)

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('`', '')

/** @param {string} line */
const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/**
 * What a plot shows: tables, each with the nearest heading above it, and rows with a ratio to the official SDK.
 * @param {string} results
 * @param {Shown} shown
 */
const tablesOf = (results, { section, under, figure }) => {
  const text = results.split(/^(?=## )/m).find((part) => part.startsWith(`## ${section}\n`)) ?? ''
  const parts = under ? text.split(/^### /m) : [text.split(/^### /m)[0] ?? '']
  const tables = parts.flatMap((part) => {
    const title = part.split('\n')[0]?.replace(/^#+ /, '') ?? ''
    const [head = '', , ...lines] = part.split('\n').filter((line) => line.startsWith('|'))
    if (head === '' || !(under?.test(title) ?? true)) return []
    const heads = cellsOf(head)
    const [ratio, at] = [heads.findIndex((name) => /of the official SDK$/.test(name)), heads.indexOf(figure)]
    const rows = lines.map(cellsOf).flatMap((cells) => {
      const told = cells[ratio] ?? ''
      return told === '' ? [] : [{ name: cells[0] ?? '', ratio: told, value: Number(told), figure: cells[at] ?? '' }]
    })
    if (ratio < 0 || at < 0 || !rows.every(({ value }) => Number.isFinite(value)))
      throw new Error(`bench/RESULTS.md has no ratios or no "${figure}" in "${title}"`)
    return [{ title, what: heads[0] ?? '', figure, rows }]
  })
  if (tables.length === 0) throw new Error(`bench/RESULTS.md has no table under "${section}"`)
  return tables
}

/** Where, when and on what it was measured, as RESULTS.md has it. @param {string} results */
const machineOf = (results) => {
  const [, date] = /on (\d{4}-\d\d-\d\d)\./.exec(results) ?? []
  const [, machine] = /^- Machine: (.*)$/m.exec(results) ?? []
  if (!date || !machine) throw new Error('bench/RESULTS.md names no date or no machine')
  return `${machine}, ${date}`
}

/**
 * A bar, and the line of the official SDK.
 * @param {number} ratio
 * @param {number} most
 */
const barOf = (ratio, most) => {
  const at = (/** @type {number} */ value) => ((100 * Math.max(value, 0)) / most).toFixed(1)
  return `<svg aria-hidden="true"><rect width="${at(ratio)}%" y="50%" height="20"/><line x1="${at(1)}%" x2="${at(1)}%" y1="0" y2="100%"/></svg>`
}

/** @typedef {ReturnType<typeof tablesOf>[number]['rows'][number]} Row */

/** @param {Row} row */
const isOwn = ({ name }) => name.startsWith('bootpay-fp')
/** @param {Row} row */
const isSlower = (row) => isOwn(row) && row.value > 1

/**
 * @param {string} results
 * @param {string} name
 * @param {Locale} locale
 */
const plotOf = (results, name, locale) => {
  const shown = PLOTS[name]
  if (!shown) throw new Error(`there is no plot ${name}`)
  /** @param {string} text */
  const said = (text) => escaped(worded(text, locale))
  return tablesOf(results, shown)
    .map(({ title, what, figure, rows }) => {
      const most = Math.max(1.1, ...rows.map(({ value }) => value))
      const heads = `<th scope="col">${said(what)}</th><th scope="colgroup" colspan="2">${WORDS[locale].ratio}</th><th scope="col">${said(figure)}</th>`
      const lines = rows.map((row) => {
        const cells = [row.ratio, barOf(row.value, most), escaped(row.figure)].map((cell) => `<td>${cell}</td>`)
        const kind = isSlower(row) ? 'slower' : isOwn(row) ? 'own' : 'other'
        return `<tr class="${kind}"><th scope="row">${said(row.name).replace(/^bootpay-fp[^ ,]*/, '<span>$&</span>')}</th>${cells.join('')}</tr>`
      })
      return `<table class="plot" tabindex="0">
<caption><div><strong>${said(title)}</strong><br>${WORDS[locale].machine}: ${escaped(machineOf(results))}</div></caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>`
    })
    .join('\n\n')
}

/**
 * @param {string} results
 * @param {Locale} locale
 */
const slowerOf = (results, locale) =>
  WORDS[locale].slower(
    Object.values(PLOTS)
      .flatMap((shown) => tablesOf(results, shown))
      .flatMap(({ title, rows }) =>
        rows.filter(isSlower).map(({ name, ratio }) => `${worded(title, locale)}, \`${name}\` ${ratio}`),
      ),
  )

/**
 * A page with its plots in the places that it has for them: `<!-- plot: calls -->`, and `<!-- slower -->` for where we are slower.
 * @param {string} text
 * @param {Locale} locale
 * @param {string} results what `npm run bench` wrote
 */
export const withPlots = (text, locale, results = readFileSync(RESULTS, 'utf8')) =>
  text
    .replace(/^<!-- plot: (\w+) -->$/gm, (_, name) => plotOf(results, name, locale))
    .replace(/^<!-- slower -->$/m, () => slowerOf(results, locale))
