import { THEIRS, type Draft } from './draft.js'
import { methods, others } from './methods.js'
import {
  bare,
  climb,
  isCall,
  isReference,
  isWithin,
  keyOf,
  memberName,
  pathsOf,
  textOf,
  type Node,
  type Path,
} from './syntax.js'

/** A name under which a file has the official SDK: its object, or its module, which the default import may be as well. */
type Binding = { readonly name: string; readonly scope: Node; readonly kind: 'object' | 'module' | 'either' }

/** A use of the official SDK's object: where it stands, the member that is asked of it, and the call of that. */
export type Use = { readonly path: Path; readonly member?: string | undefined; readonly call?: Path | undefined }

/** What a file does with the official SDK. */
export type Uses = {
  readonly configurations: readonly Use[]
  readonly tokens: readonly Use[]
  readonly calls: readonly Use[]
  /** What has no equal. */
  readonly kept: readonly Use[]
  /** The names that have to be imported from it still. */
  readonly stays: ReadonlySet<string>
}

/** Whether a node is the module: `require(…)`, `await import(…)`. */
export const isModuleOfTheirs = (node: Node | null): boolean => {
  const call = node?.type === 'AwaitExpression' ? node.argument : node
  if (call?.type === 'ImportExpression') return textOf(call.source) === THEIRS
  return (
    isCall(call) &&
    (call.callee.name === 'require' || call.callee.type === 'Import') &&
    textOf(call.arguments[0]) === THEIRS
  )
}

const isObjectName = (name: string | undefined): boolean => name === 'Bootpay' || name === 'default'

/** Whether a node is the object, taken from the module at once: `require(…).Bootpay`. */
export const isObjectOfTheirs = (node: Node): boolean =>
  isObjectName(memberName(node)) && isModuleOfTheirs(bare(node.object))

/** Whether a call can be turned: nothing of what is given to it is hidden. */
const isTurned = ({ member, call }: Use): boolean => {
  if (member === undefined || call === undefined) return false
  if (member === 'getAccessToken' || member === 'setConfiguration') return true
  const method = Object.hasOwn(methods, member) ? methods[member] : undefined
  const given = call.node.arguments
  if (method === undefined || given.some(({ type }) => type === 'SpreadElement')) return false
  return method.takes ? given.length > 0 && given.length <= method.takes.length : given.length === 1
}

const scopeOf = ({ scope }: Path, name: string, otherwise: Node): Node => scope?.lookup(name)?.node ?? otherwise

const useOf = (path: Path): Use => {
  const above = path.parent
  const member = above?.node.object === path.node ? memberName(above.node) : undefined
  const call = isCall(above?.parent?.node) && above?.parent.node.callee === above?.node ? above?.parent : undefined
  return { path, member, call: member === undefined ? undefined : (call ?? undefined) }
}

/** Finds what a file does with the official SDK. */
export const usesIn = ({ j, root, program, imports, identifiers, members, declarators, remove }: Draft): Uses => {
  const bindings: Binding[] = []
  const bind = (name: string | undefined, kind: Binding['kind'], scope = program.node) => {
    if (name !== undefined) bindings.push({ name, kind, scope })
  }
  for (const node of imports)
    if (textOf(node.source) === THEIRS)
      for (const { type, local, imported } of node.specifiers) {
        if (type === 'ImportDefaultSpecifier') bind(local?.name, 'either')
        else if (type === 'ImportNamespaceSpecifier') bind(local?.name, 'module')
        else if (isObjectName(imported.name)) bind(local?.name ?? imported.name, 'object')
      }
  for (const { node } of pathsOf(root.find(j.TSImportEqualsDeclaration)))
    if (textOf(node.moduleReference.expression) === THEIRS) bind(node.id.name, 'either')
  for (const path of declarators) {
    const { id, init } = path.node
    if (init === null) continue
    const isModule = isModuleOfTheirs(bare(init))
    if (id.type === 'Identifier' && (isModule || isObjectOfTheirs(bare(init))))
      bind(id.name, isModule ? 'either' : 'object', scopeOf(path, id.name, program.node))
    else if (id.type === 'ObjectPattern' && isModule)
      for (const property of id.properties) {
        const { name } = (property.value ?? {}) as Partial<Node>
        if (name !== undefined && isObjectName(keyOf(property))) bind(name, 'object', scopeOf(path, name, program.node))
      }
  }

  const referencesTo = ({ name, scope }: Binding): readonly Path[] =>
    identifiers.filter(
      (path) => path.node.name === name && isReference(path) && scopeOf(path, name, program.node) === scope,
    )

  const usesOf = (binding: Binding): readonly Use[] =>
    referencesTo(binding).flatMap((path) => {
      const { member } = useOf(path)
      if (binding.kind === 'object') return [useOf(path)]
      if (isObjectName(member) && path.parent) return [useOf(path.parent)]
      const isOwn =
        member === undefined ? !/^TS/.test(path.parent?.node.type ?? '') : member in methods || member in others
      // All else is a type or a class of the module.
      return binding.kind === 'either' && isOwn ? [useOf(path)] : []
    })

  /** Where the object gets another name, as in `const client = Bootpay` or `this.client = Bootpay`: its uses by that name. */
  const furtherUses = ({ path, member }: Use): readonly Use[] | undefined => {
    const above = path.parent
    if (member !== undefined || !above) return undefined
    const turned = (found: readonly Use[], declaration: Node) => {
      if (found.length === 0 || !found.every(isTurned)) return undefined
      remove(declaration)
      return found
    }
    if (above.node.type === 'VariableDeclarator' && above.node.id.type === 'Identifier') {
      const { name } = above.node.id
      const declaration = above.parent
      if (declaration?.node.kind !== 'const' || declaration.node.declarations.length !== 1) return undefined
      if (declaration.parent?.node.type === 'ExportNamedDeclaration') return undefined
      return turned(usesOf({ name, kind: 'object', scope: scopeOf(above, name, program.node) }), declaration.node)
    }
    const owner = climb(path, ({ node }) => /^Class(Declaration|Expression)$/.test(node.type))?.node
    if (!owner) return undefined
    const isOfClass = above.node.type === 'ClassProperty' && above.node.value === path.node
    const isAssigned = above.node.type === 'AssignmentExpression' && above.parent?.node.type === 'ExpressionStatement'
    const target = isOfClass
      ? above.node
      : isAssigned && above.node.left.object?.type === 'ThisExpression'
        ? above.node.left
        : undefined
    const key = target && (isOfClass ? keyOf(target) : memberName(target))
    if (key === undefined) return undefined
    const declared = pathsOf(root.find(j.ClassProperty)).filter(
      (it) => isWithin(it, owner) && keyOf(it.node) === key && it.node !== target,
    )
    const found = members
      .filter(({ node }) => node.object.type === 'ThisExpression' && memberName(node) === key && node !== target)
      .filter((it) => isWithin(it, owner))
    const uses = turned(found.map(useOf), isOfClass ? above.node : (above.parent?.node ?? above.node))
    if (uses) for (const { node } of declared) remove(node)
    return uses
  }

  const direct = members.filter(
    ({ node, parent }) => isObjectOfTheirs(node) && parent?.node.type !== 'VariableDeclarator',
  )
  const all = [...bindings.flatMap(usesOf), ...direct.map(useOf)].flatMap((use) => furtherUses(use) ?? [use])
  const kept = all.filter((use) => !isTurned(use))
  const turned = all.filter(isTurned)
  const configurations = turned.filter(({ member }) => member === 'setConfiguration')
  const tokens = turned.filter(({ member }) => member === 'getAccessToken')

  const stays = new Set<string>()
  for (const binding of bindings) {
    const given = bindings.filter(({ kind }) => kind === binding.kind).flatMap(usesOf)
    const isKept = (path: Path) => kept.some((use) => isWithin(path, use.path.node))
    // Of a module, also what is no use of the object.
    const isElse = (path: Path) => !given.some((use) => isWithin(path, use.path.node))
    if (
      referencesTo(binding).some((path) => isKept(path) || isElse(path)) ||
      (binding.kind === 'object' &&
        kept.length > 0 &&
        [...configurations, ...tokens].some(({ path }) => path.node.name === binding.name))
    )
      stays.add(binding.name)
  }
  return {
    configurations,
    tokens,
    calls: turned.filter((use) => !configurations.includes(use) && !tokens.includes(use)),
    kept,
    stays,
  }
}
