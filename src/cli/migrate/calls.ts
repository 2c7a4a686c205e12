import { OURS, THEIRS, type Draft } from './draft.js'
import { methods, others } from './methods.js'
import { isWithin, keyOf, memberName, type Node, type Path } from './syntax.js'
import type { Use, Uses } from './uses.js'

/** Turns one call into a promise of our operation. */
const turnCall = (draft: Draft, ctx: string, { path, member = '', call }: Use): void => {
  const method = methods[member]
  if (!call || !method) return
  const { source, name, edits, leave } = draft
  const given = call.node.arguments
  const open = `${name('toPromise')}(${name(method.ours)}(${ctx}, `
  /** What stands around an argument, where that says something. */
  const around = (start: number, end: number) => {
    const text = source.slice(start, end)
    return /\/[/*]/.test(text) ? text.replace(/^\s*[(,]|[),]\s*$/g, '') : ''
  }
  let at = call.node.callee.end
  given.forEach((argument, index) => {
    const key = method.takes?.[index]
    const isNamedSo = argument.type === 'Identifier' && argument.name === key
    const label = key === undefined || isNamedSo ? '' : `${key}: `
    const before = index > 0 ? ', ' : key === undefined ? open : `${open}{ `
    const bracket = argument.type === 'SequenceExpression' ? '(' : ''
    const start = index > 0 ? at : call.node.start
    edits.push({ start, end: argument.start, text: before + around(at, argument.start) + label + bracket })
    at = argument.end
  })
  const bracket = given[given.length - 1]?.type === 'SequenceExpression' ? ')' : ''
  const after = around(at, call.node.end)
  edits.push({ start: at, end: call.node.end, text: `${bracket}${after}${method.takes ? ' }))' : '))'}` })
  if (method.decide !== undefined) leave(path, method.decide)
  const amount = given[0]?.properties?.find((it) => keyOf(it) === 'cancel_price')?.value as Node | undefined
  if (method.ours === 'cancelPayment' && amount && typeof amount.value !== 'number')
    leave(
      path,
      'an undefined cancel_price is refused, and cancelled everything before: to cancel everything leave it out',
    )
}

/** What becomes of a call for a token: its statement goes, it becomes nothing, or what it gives is read and so it is asked for. */
export const fateOf = (
  { identifiers }: Draft,
  { call }: Use,
): { readonly statement?: Node; readonly isAsked: boolean } => {
  const awaited = call?.parent?.node.type === 'AwaitExpression' ? call.parent : call
  const holder = awaited?.parent
  const isInList = (it: Path | null | undefined) => Array.isArray(it?.parentPath?.value)
  if (holder?.node.type === 'ExpressionStatement')
    return { ...(isInList(holder) && { statement: holder.node }), isAsked: false }
  const timesOf = (id: Node, within: Node) =>
    identifiers.filter((it) => it.node.name === id.name && isWithin(it, within)).length
  // A name for it that nothing reads.
  const declaration = holder?.node.type === 'VariableDeclarator' ? holder.parent : undefined
  const scope = holder?.scope?.node
  if (declaration && scope && isInList(declaration) && declaration.node.declarations.length === 1) {
    const { id } = declaration.node.declarations[0] as Node
    if (id.type === 'Identifier' && timesOf(id, scope) === 1) return { statement: declaration.node, isAsked: false }
  }
  // A chain whose next step does not read it.
  const next = memberName(call?.parent?.node) === 'then' ? call?.parent?.parent?.node.arguments[0] : undefined
  const [asked] = next?.params ?? []
  const isUnread = next?.params !== undefined && (!asked || (asked.type === 'Identifier' && timesOf(asked, next) === 1))
  return { isAsked: !isUnread }
}

/** Turns a call for a token. */
const turnToken = (draft: Draft, ctx: string, use: Use): void => {
  const { statement, isAsked } = fateOf(draft, use)
  const { name, remove, replace, leave } = draft
  if (statement) remove(statement)
  else if (use.call && !isAsked) replace(use.call.node, 'Promise.resolve()')
  else if (use.call) {
    replace(use.call.node, `${name('toPromise')}(${name('getAccessToken')}(${ctx}))`)
    leave(
      use.path,
      'tokens are asked for and renewed as they are needed: delete this, unless another program gets the token',
    )
  }
}

/** Turns the calls of a file; what has no equal goes on as it is, and so does its token. Gives how many were turned. */
export const turnCalls = (draft: Draft, { calls, tokens, kept, configurations }: Uses, ctx: string): number => {
  for (const use of calls) turnCall(draft, ctx, use)
  for (const { path, member } of kept) {
    const why =
      member === undefined
        ? 'who gets the whole of it may call anything'
        : Object.hasOwn(others, member)
          ? others[member]
          : Object.hasOwn(methods, member)
            ? 'what it is called with cannot be read here'
            : 'this member is not known'
    const keys = configurations.length > 0 ? '' : '; it needs a setConfiguration and a token of its own'
    draft.leave(path, `still ${THEIRS}: ${why ?? ''}${keys}. See docs/migrating.md of ${OURS}`)
  }
  const turned = kept.length > 0 ? [] : tokens
  for (const use of turned) turnToken(draft, ctx, use)
  return calls.length + turned.length
}
