import { transform } from 'esbuild'
import { describe, expect, test } from 'vitest'

import { complaintsOf, programOf, runNode, type Complaint } from './consumer.js'
import { blocksOf } from './markdown.js'
import type { Scratch } from './scratch.js'

/** A whole program made of blocks, and where each line of it stands in the page. */
type Program = {
  readonly name: string
  readonly code: string
  readonly lines: readonly string[]
  readonly file: string
}

/**
 * The convention of the pages: a block continues the first block of the page and the earlier blocks of its own `##`
 * section. A block that makes a `ctx` of its own, or imports `createSandbox` itself, starts anew.
 */
const programsOf = (page: string): readonly Program[] => {
  const blocks = blocksOf(page).filter(({ lang }) => lang === 'ts')
  const [first] = blocks
  const groups: (typeof blocks)[] = []
  for (const block of blocks) {
    const group = groups.at(-1)
    if (/\bconst ctx\b|^import .*\bcreateSandbox\b/m.test(block.code) || !first) groups.push([block])
    else if (group?.at(-1)?.section === block.section && group[0] === first && group.length > 1) group.push(block)
    else groups.push([first, block])
  }
  return groups.map((group) => {
    const last = group.at(-1)
    const name = `${page}:${last?.line}${last?.section ? ` (${last.section})` : ''}`
    return {
      name,
      code: group.map(({ code }) => code).join('\n'),
      lines: group.flatMap(({ code, line }) => code.split('\n').map((_, index) => `${page}:${line + index}`)),
      file: name.replace(/\W+/g, '-'),
    }
  })
}

/** What the comments behind `console.log(…)` say is printed. */
const printed = (code: string) => [...code.matchAll(/^.*\bconsole\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)

const named = (list: readonly Program[]) => list.map((program) => [program.name, program] as const)

const inPage = (complaints: readonly Complaint[], { file, lines }: Program, suffix = '') =>
  complaints
    .filter((complaint) => complaint.file.endsWith(`/${file}${suffix}.ts`))
    .map(({ line, message }) => ({ at: lines[line - 1], message }))

/** Checks the types of every `ts` block of the pages, runs it, and compares what it prints with what the page says. */
export const specifyPrograms = (consumer: Scratch, pages: readonly string[]): void => {
  const programs = pages.flatMap(programsOf)

  describe('types', () => {
    // The second version of each program says what the compiler says where an error is expected.
    const files = programs.flatMap(({ file, code }) => [
      consumer.write(`${file}.ts`, code),
      consumer.write(`${file}-unexpected.ts`, code.replaceAll('@ts-expect-error', 'expected:')),
    ])
    const complaints = complaintsOf(programOf(consumer, files))

    test('the declarations of the package are sound', () => {
      expect(complaints.filter(({ file }) => !files.includes(file))).toEqual([])
    })

    test.each(named(programs))('%s', (_, program) => {
      expect(inPage(complaints, program)).toEqual([])
    })

    test.each(named(programs.filter(({ code }) => code.includes('@ts-expect-error'))))(
      'the stated errors are the real ones: %s',
      (_, program) => {
        const expected = program.code.split('\n').flatMap((line, index) => {
          const [, message] = /\/\/ @ts-expect-error (.+)$/.exec(line) ?? []
          return message ? [{ at: program.lines[index + 1], message: expect.stringContaining(message) as string }] : []
        })
        expect(inPage(complaints, program, '-unexpected')).toEqual(expected)
      },
    )
  })

  describe('runs', () => {
    test.concurrent.each(named(programs))('%s', { timeout: 60_000 }, async (_, { file, code }) => {
      const { code: js } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' })
      const run = await runNode(consumer.write(`${file}.js`, js))
      expect(run).toMatchObject({ stderr: '', failed: false })
      expect(run.stdout.split('\n').slice(0, -1)).toEqual(printed(code))
    })
  })
}
