import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Built, Effect } from 'bootpay-fp'
import ts from 'typescript'

import manifest from '../../../package.json' with { type: 'json' }
import { commerceInputs } from '../../fixtures/commerceInputs.js'
import { inputs } from '../../fixtures/inputs.js'
import { read, ROOT } from './markdown.js'

/** Every TypeScript file under `src/`, as a path from the root. */
export const sources = (): readonly string[] =>
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path}`)
    .sort()

/** An operation, as its entry point exports it and its builder makes its request. */
export type Operation = {
  readonly name: string
  readonly domain: string
  readonly endpoint: string
  readonly effect: Effect
  /** The rights that it is sent with, where its API has such. */
  readonly role: string | undefined
  readonly deprecated: boolean
}

type Exports = Readonly<Record<string, unknown>>

/** The folders that are entry points, with what they export. One within another comes first: the outer one hands on what it has. */
const domains = await Promise.all(
  Object.keys(manifest.exports)
    .map((path) => path.slice(2))
    .filter((folder) => folder && existsSync(join(ROOT, 'src', folder, 'index.ts')))
    .sort((one, other) => other.split('/').length - one.split('/').length)
    .map(async (folder) => [folder, (await import(join(ROOT, 'src', folder, 'index.ts'))) as Exports] as const),
)

/** Whether an operation is marked as deprecated where it is declared. */
const isDeprecated = (name: string): boolean =>
  sources().some((path) => path.endsWith(`/${name}.ts`) && read(path).includes('@deprecated'))

const operationOf = (domain: string, name: string, builder: (input: unknown) => Built<unknown>): Operation => {
  const built = builder({ ...inputs, ...commerceInputs }[name as keyof typeof inputs])
  if (built._tag === 'Left') throw new Error(`tests/fixtures has no input for ${name}: ${built.left.message}`)
  const { method, path, effect, role } = built.right
  return {
    name,
    domain,
    endpoint: `${method} ${path.replace(/\bthe_(\w+)/g, '{$1}')}`,
    effect,
    role,
    deprecated: isDeprecated(name),
  }
}

/** The operations: each function that a folder exports with its builder, named alike. */
export const operations: readonly Operation[] = domains.flatMap(([domain, exports], index) =>
  Object.keys(exports).flatMap((name) => {
    const request = `${name}Request`
    const builder = (request in exports && exports[request]) as false | ((input: unknown) => Built<unknown>)
    const isHandedOn = domains.slice(0, index).some(([, before]) => name in before)
    return builder && !isHandedOn ? [operationOf(domain, name, builder)] : []
  }),
)

/** The operations that change something: what a repeat of them would do is neither `read` nor `token`. */
export const writes: readonly string[] = operations.flatMap(({ name, effect }) =>
  effect === 'read' || effect === 'token' ? [] : [name],
)

/** The exported type of a name, as its source declares it. */
const typeOf = (name: string): ts.TypeNode => {
  const [found] = sources().flatMap((path) =>
    ts
      .createSourceFile(path, read(path), ts.ScriptTarget.ES2022)
      .statements.flatMap((it) => (ts.isTypeAliasDeclaration(it) && it.name.text === name ? [it.type] : [])),
  )
  if (!found) throw new Error(`no source declares the type ${name}`)
  return found
}

/** The names of a type's members, in order. */
export const membersOf = (name: string): readonly string[] => {
  const type = typeOf(name)
  if (!ts.isTypeLiteralNode(type)) throw new Error(`${name} is no type of members`)
  return type.members.flatMap((it) => (it.name && ts.isIdentifier(it.name) ? [it.name.text] : []))
}

/** The names of the types that a union is made of, in order. */
export const unionOf = (name: string): readonly string[] => {
  const type = typeOf(name)
  if (!ts.isUnionTypeNode(type)) throw new Error(`${name} is no union`)
  return type.types.flatMap((it) =>
    ts.isTypeReferenceNode(it) && ts.isIdentifier(it.typeName) ? [it.typeName.text] : [],
  )
}

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
