import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The text of a file of the repository. */
export const read = (path: string): string => readFileSync(ROOT + path, 'utf8')

/** A fenced block of a page. */
export type Block = {
  readonly page: string
  /** Line of the page where its code begins, from 1. */
  readonly line: number
  readonly lang: string
  /** The `##` heading above it; empty before the first one. */
  readonly section: string
  /** The nearest heading above it, of any level; empty before the first one. */
  readonly heading: string
  readonly code: string
}

/** Every fenced block of a page, in order. */
export const blocksOf = (page: string): readonly Block[] => {
  const blocks: Block[] = []
  let section = ''
  let heading = ''
  let open: { line: number; lang: string; code: string[] } | undefined
  for (const [index, text] of read(page).split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(text)
    if (fence && open) {
      blocks.push({ page, section, heading, ...open, code: open.code.join('\n') })
      open = undefined
    } else if (fence) open = { line: index + 2, lang: fence[1] ?? '', code: [] }
    else if (open) open.code.push(text)
    else {
      section = /^## (.*)$/.exec(text)?.[1] ?? section
      heading = /^#+ (.*)$/.exec(text)?.[1] ?? heading
    }
  }
  if (open) throw new Error(`${page}:${open.line}: the block is not closed`)
  return blocks
}

/** The text of a page under one heading, to the next heading that is as high or higher. */
export const sectionOf = (page: string, heading: string): string => {
  const lines = read(page).split('\n')
  const start = lines.indexOf(heading)
  if (start < 0) throw new Error(`${page} has no heading "${heading}"`)
  const level = heading.indexOf(' ')
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level)
  return rest.slice(0, end < 0 ? undefined : end).join('\n')
}

/** The rows of the table that has a column of this name, each as a record by column. */
export const tableOf = (text: string, column: string): readonly Readonly<Record<string, string>>[] => {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const lines = text.split('\n')
  const head = lines.findIndex((line) => line.startsWith('|') && cells(line).includes(column))
  if (head < 0) throw new Error(`there is no table with a column "${column}"`)
  const rest = lines.slice(head + 2)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  const names = cells(lines[head] ?? '')
  return rest
    .slice(0, end < 0 ? undefined : end)
    .map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? '', cell])))
}

/** What stands between the first pair of backticks. */
export const codeIn = (cell = ''): string => /`([^`]+)`/.exec(cell)?.[1] ?? ''
