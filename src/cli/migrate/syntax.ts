import type { ASTPath, Collection } from 'jscodeshift'

/** What is read of a node; a member is there where the node's type has it. */
export type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly name: string
  readonly kind: string
  readonly operator: string
  readonly importKind: string | null
  readonly computed: boolean
  readonly shorthand: boolean
  readonly value: unknown
  readonly object: Node
  readonly property: Node
  readonly callee: Node
  readonly id: Node
  readonly init: Node | null
  readonly key: Node
  readonly left: Node
  readonly right: Node
  readonly local: Node | null
  readonly imported: Node
  readonly source: Node | null
  readonly argument: Node
  readonly param: Node | null
  readonly body: Node
  readonly block: Node
  readonly expression: Node
  readonly test: Node
  readonly consequent: Node
  readonly alternate: Node
  readonly superClass: Node | null
  readonly typeAnnotation: Node | null
  readonly typeName: Node
  readonly moduleReference: Node
  readonly interpreter: Node | null
  readonly directives: readonly Node[]
  readonly arguments: readonly Node[]
  readonly properties: readonly Node[]
  readonly specifiers: readonly Node[]
  readonly declarations: readonly Node[]
  readonly params: readonly Node[]
  readonly expressions: readonly Node[]
}

type Scope = { readonly node: Node; readonly lookup: (name: string) => Scope | null; readonly isGlobal: boolean }

/** Where a node stands. */
export type Path = {
  readonly node: Node
  readonly name: string | number
  readonly parent: Path | null
  readonly parentPath: { readonly name: string | number; readonly value: unknown } | null
  readonly scope: Scope | null
}

/** The paths of a collection. */
export const pathsOf = (found: Collection): readonly Path[] => found.paths() as ASTPath[] as unknown as readonly Path[]

/** The nearest path above, or the path itself, that passes. */
export const climb = (path: Path | null, passes: (path: Path) => boolean): Path | undefined =>
  path === null ? undefined : passes(path) ? path : climb(path.parent, passes)

/** Whether a path is below another one, or is it. */
export const isWithin = (path: Path, node: Node): boolean => climb(path, (it) => it.node === node) !== undefined

/** The text of a literal; `undefined` for every other node. */
export const textOf = (node: Node | null | undefined): string | undefined =>
  typeof node?.value === 'string' && /Literal$/.test(node.type) ? node.value : undefined

/** The number that is written, also a negative one. */
export const numberOf = (node: Node): number | undefined => {
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const positive = numberOf(node.argument)
    return positive === undefined ? undefined : -positive
  }
  return typeof node.value === 'number' ? node.value : undefined
}

/** A member by a name that is written: `a.b`, `a?.b`, `a['b']`. */
export const memberName = (node: Node | undefined): string | undefined =>
  node === undefined || !/^(Optional)?MemberExpression$/.test(node.type)
    ? undefined
    : node.computed
      ? textOf(node.property)
      : node.property.name

/** The name of a member of an object, of a pattern or of a class. */
export const keyOf = (node: Node): string | undefined =>
  node.key === undefined || node.computed ? undefined : (textOf(node.key) ?? node.key.name)

/** Whether a node is a call. */
export const isCall = (node: Node | null | undefined): node is Node =>
  /^(Optional)?CallExpression$/.test(node?.type ?? '')

/** Without the types that are asserted: `(e as any)!` is `e`. */
export const bare = (node: Node): Node =>
  /^(TSAsExpression|TSNonNullExpression|TSTypeAssertion|TSSatisfiesExpression)$/.test(node.type)
    ? bare(node.expression)
    : node

/** Whether an identifier is used as a value or a type, and not as the name of a member, or where it is declared. */
export const isReference = ({ node, parent, name }: Path): boolean => {
  if (parent === null) return false
  const { type, computed, shorthand } = parent.node
  if (parent.parent?.node.type === 'ObjectPattern' && name === 'value') return false
  if (/MemberExpression$/.test(type)) return name === 'object' || computed
  if (/^(Object|Class|Property|ObjectProperty|ClassProperty|ObjectMethod|ClassMethod|TSPropertySignature)/.test(type))
    return name === 'value' || computed || (shorthand && name !== 'key') || name === 'superClass'
  if (/^Import|^TSImportEquals|^LabeledStatement|^(Break|Continue)Statement/.test(type)) return false
  if (type === 'VariableDeclarator') return name !== 'id'
  if (type === 'CatchClause') return name !== 'param'
  if (type === 'TSQualifiedName') return name === 'left'
  if (/Function/.test(type)) return name === 'body'
  if (type === 'ExportSpecifier') return parent.node.local === node || parent.node.local?.start === node.start
  return true
}

/** The statement, or the member of a class, in which a path stands: what a comment is put above. */
export const statementOf = (path: Path): Path =>
  climb(path, (it) => Array.isArray(it.parentPath?.value) && /^(body|consequent)$/.test(String(it.parentPath.name))) ??
  path

/** Whether a path stands in no function. */
export const isTopLevel = (path: Path): boolean => statementOf(path).parent?.node.type === 'Program'
