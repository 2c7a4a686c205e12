import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { read, ROOT } from './markdown.js'

/** Every TypeScript file under `src/`, as a path from the root. */
export const sources = (): readonly string[] =>
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path}`)
    .sort()

/** An operation as its own file has it. */
export type Operation = {
  readonly name: string
  readonly domain: string
  readonly endpoint: string
  readonly deprecated: boolean
}

/** The operations: each file that exports a function and its builder, named alike. */
export const operationsOf = (): readonly Operation[] =>
  sources().flatMap((path) => {
    const [, domain = '', name = ''] = /^src\/([\w-]+)\/(\w+)\.ts$/.exec(path) ?? []
    const text = read(path)
    if (!name || !new RegExp(`export const ${name}Request\\b`).test(text)) return []
    const method = /^ {4}method: '(\w+)',$/m.exec(text)?.[1]
    const route = /^ {4}path: ['`](.+)['`],$/m
      .exec(text)?.[1]
      ?.replace(/\$\{(?:encodeURIComponent\()?(\w+)\)?\}/g, '{$1}')
    return [{ name, domain, endpoint: `${method} ${route}`, deprecated: text.includes('@deprecated') }]
  })

/** The operations that change something: what a repeat of them would do is neither `read` nor `token`. */
export const writesOf = (): readonly string[] =>
  operationsOf().flatMap(({ name, domain }) => {
    const [, effect] = /^ {4}effect: (.+),$/m.exec(read(`src/${domain}/${name}.ts`)) ?? []
    if (!effect) throw new Error(`${name} has no effect that can be read`)
    return /^'(read|token)'$/.test(effect) ? [] : [name]
  })

/** An `@example` of a doc comment. */
export type Example = {
  readonly path: string
  /** Line of the file where it begins, from 1. */
  readonly line: number
  /** The export that it documents. */
  readonly name: string
  readonly kind: string
  readonly code: string
}

/** Every `@example` in a file that stands above an export. */
export const examplesOf = (path: string): readonly Example[] => {
  const text = read(path)
  return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (const|type|function) (\w+)/g)].flatMap(
    (match) => {
      const [, comment = '', kind = '', name = ''] = match
      const before = text.slice(0, match.index).split('\n').length
      const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''))
      return lines.flatMap((line, start) => {
        if (!line.startsWith('@example')) return []
        const rest = lines.slice(start + 1)
        const end = rest.findIndex((other) => other.startsWith('@'))
        return [
          { path, line: before + start + 1, name, kind, code: rest.slice(0, end < 0 ? undefined : end).join('\n') },
        ]
      })
    },
  )
}
