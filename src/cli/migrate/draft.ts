import type { Collection, JSCodeshift } from 'jscodeshift'

import { applied, indentAt, lineStart, removal, type Edit } from './edits.js'
import { isCall, isReference, pathsOf, statementOf, textOf, type Node, type Path } from './syntax.js'

/** The official SDK for Node. */
export const THEIRS = '@bootpay/backend-js'
/** This package. */
export const OURS = 'bootpay-fp'
/** What a comment that is left for a person begins with. */
export const MARK = 'bootpay-fp: TODO'

/**
 * The text that is parsed, as long as the source: recast would count a tab and the end of a line of Windows otherwise than the
 * source has them.
 */
const parseable = (source: string): string =>
  source
    .replace(/^\uFEFF/, ' ')
    .replaceAll('\r\n', ' \n')
    .replaceAll('\t', ' ')

/** The parsers for a file, of which the first that can is taken: JavaScript may have types of Flow, or what only TypeScript knows. */
const parsersOf = (file: string): readonly string[] =>
  /\.[mc]?ts$/.test(file) ? ['ts'] : /\.tsx$/.test(file) ? ['tsx'] : ['babylon', 'tsx']

const parse = (file: string, source: string, jscodeshift: JSCodeshift): { j: JSCodeshift; root: Collection } => {
  const [first = 'tsx', ...others] = parsersOf(file)
  const by = (parser: string) => {
    const j = jscodeshift.withParser(parser)
    return { j, root: j(parseable(source)) as Collection }
  }
  try {
    return by(first)
  } catch (error) {
    for (const parser of others)
      try {
        return by(parser)
      } catch {
        continue
      }
    throw error
  }
}

/** A file, what is in it, and what it becomes. */
export type Draft = ReturnType<typeof createDraft>

/** Parses a file; what becomes of it is collected, and nothing of the rest is written anew. */
export const createDraft = (file: string, source: string, jscodeshift: JSCodeshift) => {
  const { j, root } = parse(file, source, jscodeshift)
  const [program] = pathsOf(root.find(j.Program))
  if (program === undefined) throw new Error('there is no program in it')
  // A semicolon on a line below, as before a `(`, is that line's.
  for (const { node } of pathsOf(root.find(j.Statement))) {
    const [gap = ''] = /\s*\n\s*;$/.exec(source.slice(node.start, node.end)) ?? []
    if (gap !== '') Object.assign(node, { end: node.end - gap.length })
  }
  const body = program.node.body as unknown as readonly Node[]
  const imports = body.filter(({ type }) => type === 'ImportDeclaration')
  const isTyped = /\.[mc]?tsx?$/.test(file)
  const isModule = isTyped || body.some(({ type }) => /^(Import|Export)/.test(type))
  /** Below what has to stand first: `#!…`, `'use strict'`. */
  const beginningOfAll = Math.max(
    0,
    ...[program.node.interpreter, ...program.node.directives].map((it) => it?.end ?? 0),
  )
  const identifiers = [...pathsOf(root.find(j.Identifier)), ...pathsOf(root.find(j.JSXIdentifier))]
  const members = [...pathsOf(root.find(j.MemberExpression)), ...pathsOf(root.find(j.OptionalMemberExpression))]
  const declarators = pathsOf(root.find(j.VariableDeclarator))

  // How it is written.
  const end = /;[ \t]*\r?$/m.test(source) ? ';' : ''
  const mark = source.split('"').length > source.split("'").length ? '"' : "'"
  const newline = source.includes('\r\n') ? '\r\n' : '\n'
  const unit = /^(\t| {4}| {2})(?=\S)/m.exec(source)?.[1] ?? '  '
  const quoted = (text: string): string => mark + text + mark
  const textIn = ({ start, end }: Node): string => source.slice(start, end)
  const indentOf = ({ start }: Node): string => indentAt(source, start)
  /** A list in braces, on as many lines as it needs. */
  const inBraces = (before: string, parts: readonly string[], after: string): string => {
    const short = `${before}{ ${parts.join(', ')} }${after}`
    return short.length <= 80
      ? short
      : [`${before}{`, ...parts.map((part) => `${unit}${part},`), `}${after}`].join(newline)
  }

  const edits: Edit[] = []
  const gone: Node[] = []
  const replace = (node: Node, text: string): void => {
    gone.push(node)
    edits.push({ start: node.start, end: node.end, text })
  }
  const insert = (at: number, text: string): void => {
    edits.push({ start: at, end: at, text })
  }
  const remove = (node: Node): void => {
    gone.push(node)
    edits.push(removal(source, node.start, node.end))
  }
  /** Whether a node stands in what was replaced or removed. */
  const isGone = ({ start }: Node): boolean => gone.some((node) => node.start <= start && start < node.end)

  /** Where a statement begins, with the comments directly above it. */
  const beginning = ({ start }: Node): number => {
    let at = lineStart(source, start)
    for (;;) {
      const above = lineStart(source, at - 1)
      if (at === 0 || !/^\s*(\/\/|\/?\*)/.test(source.slice(above, at))) return at
      at = above
    }
  }

  // What is left for a person, by the line that it is put above.
  const notes = new Map<number, string[]>()
  const isMarkedAt = (at: number): boolean => {
    const above = source.slice(0, at).trimEnd()
    return above.slice(above.lastIndexOf('\n') + 1).includes(MARK)
  }
  const isMarked = (path: Path): boolean => isMarkedAt(lineStart(source, statementOf(path).node.start))
  const leaveAt = (place: number, text: string): void => {
    const at = lineStart(source, place)
    const texts = notes.get(at) ?? []
    if (!isMarkedAt(at) && !texts.includes(text)) notes.set(at, [...texts, text])
  }
  const leave = (path: Path, text: string): void => {
    leaveAt(statementOf(path).node.start, text)
  }

  // The names of ours that it has, and those that it will need.
  const taken = new Set(
    identifiers.filter((it) => isReference(it) || it.scope?.lookup(it.node.name)).map(({ node }) => node.name),
  )
  const known = new Map<string, string>()
  const ourImport = imports.find((node) => textOf(node.source) === OURS && node.importKind !== 'type')
  const ourRequire = declarators.find(
    ({ node: { id, init } }) =>
      id.type === 'ObjectPattern' &&
      isCall(init) &&
      init.callee.name === 'require' &&
      textOf(init.arguments[0]) === OURS,
  )?.node
  for (const { type, imported, local } of ourImport?.specifiers ?? [])
    if (type === 'ImportSpecifier') known.set(imported.name, local?.name ?? imported.name)
  for (const { key, value } of ourRequire?.id.properties ?? []) known.set(key.name, (value as Node).name)
  const needed = new Map<string, { readonly local: string; readonly isType: boolean }>()
  const free = (wanted: string, other: string): string => (taken.has(wanted) ? other : wanted)
  /** The name of something of ours in this file, which will be imported. */
  const name = (wanted: string, isType = false, mayReplace?: string): string => {
    const local =
      known.get(wanted) ??
      needed.get(wanted)?.local ??
      (wanted === mayReplace
        ? wanted
        : free(
            wanted,
            /^[A-Z]/.test(wanted) ? `Bootpay${wanted}` : `bootpay${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`,
          ))
    if (!known.has(wanted)) needed.set(wanted, { local, isType: isType && needed.get(wanted)?.isType !== false })
    return local
  }

  /** The file as it becomes; what does not parse is a mistake, and is not written. */
  const finish = (): string => {
    const comments = [...notes].map(([at, texts]) => ({
      start: at,
      end: at,
      text: texts.map((text) => `${indentAt(source, at)}// ${MARK} ${text}${newline}`).join(''),
    }))
    const output = applied(source, [...comments, ...edits])
    if (output !== source) j(parseable(output))
    return output
  }

  return {
    file,
    source,
    j,
    root,
    program,
    body,
    beginningOfAll,
    imports,
    isTyped,
    isModule,
    identifiers,
    members,
    declarators,
    end,
    newline,
    unit,
    quoted,
    textIn,
    indentOf,
    inBraces,
    edits,
    replace,
    insert,
    remove,
    isGone,
    beginning,
    isMarked,
    leave,
    leaveAt,
    known,
    needed,
    ourImport,
    ourRequire,
    free,
    name,
    finish,
  }
}
