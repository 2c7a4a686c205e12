import { readdirSync } from 'node:fs'

import { afterAll, describe, expect, test } from 'vitest'

import { createConsumer } from './support/consumer.js'
import { blocksOf, codeIn, read, ROOT, sectionOf, tableOf } from './support/markdown.js'
import { specifyPrograms } from './support/programs.js'
import { specifyReferences } from './support/references.js'
import { operations, unionOf, writes } from './support/source.js'

const PAGE = 'docs/money-safety.md'

const consumer = createConsumer(['fp-ts', '@types', '@opentelemetry', 'unstorage'])
afterAll(consumer.remove)

specifyPrograms(consumer, [PAGE])

test('every block is a program, or a picture', () => {
  expect(blocksOf(PAGE).filter(({ lang }) => lang !== 'ts' && lang !== 'mermaid')).toEqual([])
  expect(blocksOf(PAGE).length).toBeGreaterThanOrEqual(9)
})

describe('tables', () => {
  test('all eight errors', () => {
    const rows = tableOf(sectionOf(PAGE, '## The eight errors'), '`_tag`')
    expect(rows.map((row) => codeIn(row['`_tag`']))).toEqual(unionOf('BootpayError'))
    expect(rows).toHaveLength(8)
  })

  test('every operation that is a write can be settled, or the page says why not', () => {
    const tables = {
      '### Per operation': 'src/settlement/reconcile.ts',
      '### Per operation of Commerce': 'src/commerce/settlement/reconcileCommerce.ts',
    }
    const told = Object.entries(tables).flatMap(([heading, source]) =>
      tableOf(sectionOf(PAGE, heading), '`Done`').flatMap((row) =>
        [...(row['operation'] ?? '').matchAll(/(?<=^|, )`(\w+)`/g)].map(([, name = '']) => ({ name, row, source })),
      ),
    )
    expect([...new Set(told.map(({ name }) => name))].sort()).toEqual([...writes].sort())
    expect(writes).toHaveLength(20 + 18)
    // What there is no settler for is never told.
    for (const { name, row, source } of told)
      if (!read(source).includes(name))
        expect(row).toMatchObject({ 'what is read': 'nothing', '`Done`': 'never', '`NotDone`': 'never' })
  })

  test('the operations with a billing key in their path', () => {
    const told = /A billing key is in the path\*\* of ([^.]*?), since/.exec(read(PAGE).replaceAll('\n', ' '))?.[1] ?? ''
    const names = operations.flatMap(({ name, endpoint }) => (endpoint.includes('{billing_key}') ? [name] : []))
    expect([...told.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual([...names].sort())
  })

  test('the codes of what was surely not sent', () => {
    const codes = /^const UNSENT = \/\^\((.+)\)\$\/$/m.exec(read('src/core/write.ts'))?.[1]?.split('|') ?? []
    expect(codes.length).toBeGreaterThan(0)
    const told = /\*\*Surely not sent\*\*(.*?)No message/.exec(read(PAGE).replaceAll('\n', ' '))?.[1] ?? ''
    expect((told.match(/`[A-Z_]+`/g) ?? []).map(codeIn).sort()).toEqual(codes.sort())
  })

  test('the figures are some that the command prints', () => {
    const bench = readdirSync(`${ROOT}bench/chaos`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => read(`bench/chaos/${name}`))
      .join('\n')
    const rows = tableOf(sectionOf(PAGE, '## The proof, in figures'), 'figure')
    const isPrinted = (name: string) => bench.includes(`'${name}':`) || bench.includes(` ${name}: `)
    expect(rows.map((row) => codeIn(row['figure'])).filter((name) => !isPrinted(name))).toEqual([])
  })
})

specifyReferences(PAGE)
