import { describe, expect, test } from 'vitest'

import { withPlots } from '../../docs/.vitepress/plots.js'
import { read, sectionOf, tableOf } from './support/markdown.js'

const PAGES = ['ko', 'en'] as const
const pageOf = (locale: (typeof PAGES)[number]) =>
  withPlots(read(`docs/.vitepress/home/benchmarks.${locale}.md`), locale)

/** The rows of the plots of a text: whether they are our own, their ratio, how long the bar is, and their figure. */
const rowsOf = (text: string) =>
  [
    ...text.matchAll(
      /^<tr class="(\w+)">.*?<td>(.*?)<\/td><td>.*? width="([\d.]+)%".*? x1="([\d.]+)%".*<td>(.*?)<\/td>/gm,
    ),
  ].map(([, kind, ratio, bar, line, figure]) => ({ kind, ratio, figure, drawn: Number(bar) / Number(line) }))

const RESULTS = `Made by \`npm run bench\` on 2027-01-02. Read the ratios.

- Machine: 2 cores, A & B, Node 24.0.0

## Calls over loopback HTTP

### A read, 1 at a time

| client | CPU per call | of the official SDK |
| --- | ---: | ---: |
| official SDK | 200 µs | 1.00 |
| bootpay-fp/node | 80 µs | 0.40 |
| bootpay-fp, global fetch | 250 µs | 1.25 |
`

describe('the plots', () => {
  test.each(PAGES)('of the page in %s have the figures of bench/RESULTS.md, each as it stands there', (locale) => {
    const tables = [
      ...['A read, 1 at a time', 'A read, 64 at a time', 'A write, 1 at a time', 'A write, 64 at a time'].map((title) =>
        tableOf(sectionOf('bench/RESULTS.md', `### ${title}`), 'CPU per call').map((row) => [
          row['of the official SDK'],
          row['CPU per call'],
        ]),
      ),
      tableOf(sectionOf('bench/RESULTS.md', '## Bundles'), 'esbuild').map((row) => [
        row['of the official SDK'],
        row['esbuild'],
      ]),
    ].flat()
    const drawn = rowsOf(pageOf(locale)).map(({ ratio, figure }) => [ratio, figure])
    expect(tables.length).toBeGreaterThan(30)
    expect(tables.filter((row) => !drawn.some((other) => other.join() === row.join()))).toEqual([])
    expect(pageOf(locale)).not.toContain('<!--')
  })

  test('a bar is as long as its ratio, beside the line of the official SDK', () => {
    const rows = rowsOf(pageOf('en')).filter(({ ratio }) => Number(ratio) > 0.1)
    expect(rows.filter(({ ratio, drawn }) => Math.abs(drawn - Number(ratio)) > 0.02)).toEqual([])
  })

  test('name the machine and the date, and say where we are slower', () => {
    const text = withPlots('<!-- plot: calls -->', 'en', RESULTS)
    expect(text).toContain('Measured: 2 cores, A &amp; B, Node 24.0.0, 2027-01-02</div>')
    expect(rowsOf(text).map(({ kind, ratio, figure }) => [kind, ratio, figure])).toEqual([
      ['other', '1.00', '200 µs'],
      ['own', '0.40', '80 µs'],
      ['slower', '1.25', '250 µs'],
    ])
  })

  test('in Korean have the words of the tables in Korean', () => {
    const heads = [...pageOf('ko').matchAll(/<strong>(.*?)<\/strong>|<th scope="col">(.*?)<\/th>/g)].map(
      ([, title, head]) => title ?? head ?? '',
    )
    expect(heads.length).toBeGreaterThan(20)
    expect(heads.filter((words) => /^[A-Za-z ,]+$/.test(words) && words !== 'CPU')).toEqual([])
  })

  test.each([
    ['a section is gone', RESULTS.replace('## Calls', '## Others')],
    ['a column is gone', RESULTS.replace('CPU per call', 'time per call')],
    ['a ratio is none', RESULTS.replace('0.40', 'n/a')],
    ['the machine is not named', RESULTS.replace('- Machine', '- Device')],
  ])('are not drawn where %s', (_, results) => {
    expect(() => withPlots('<!-- plot: calls -->', 'en', results)).toThrow(/^bench\/RESULTS\.md/)
  })
})

describe.each(['README.md', 'README.ko.md'])('the shares of %s', (page) => {
  const CLIENTS = ['bootpay-fp/node', 'bootpay-fp/undici', 'bootpay-fp, global fetch']
  const measured = (title: string) => {
    const rows = tableOf(sectionOf('bench/RESULTS.md', `### ${title}`), 'of the official SDK')
    return CLIENTS.map((client) => rows.find((row) => row['client'] === client)?.['of the official SDK'])
  }
  const told = (marker: string) => tableOf(read(page), marker).map((row) => Object.values(row).slice(1))
  const [calls, first] = page === 'README.md' ? (['call', 'first call'] as const) : (['호출', '첫 호출'] as const)

  test('of a call are those of bench/RESULTS.md', () => {
    const cases = ['A read, 1', 'A read, 64', 'A write, 1', 'A write, 64'].map((each) => `${each} at a time`)
    expect(told(calls)).toEqual(cases.map(measured))
  })

  test('of the first call of a process are too', () => {
    const cases = ['as installed, HTTP', 'as installed, TLS', 'bundled, HTTP', 'bundled, TLS']
    expect(told(first)).toEqual(cases.map((each) => measured(`First call, ${each}`)))
  })
})
