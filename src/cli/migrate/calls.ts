import { OURS, THEIRS, type Draft } from './draft.js'
import { methods, others } from './methods.js'
import { keyOf, memberName, type Node, type Path } from './syntax.js'
import type { Use, Uses } from './uses.js'

/** Turns one call into a promise of our operation. */
const turnCall = (draft: Draft, ctx: string, { path, member = '', call }: Use): void => {
  const method = methods[member]
  if (!call || !method) return
  const { name, edits, leave } = draft
  const given = call.node.arguments
  const open = `${name('toPromise')}(${name(method.ours)}(${ctx}, `
  let at = call.node.start
  given.forEach((argument, index) => {
    const key = method.takes?.[index]
    const isNamedSo = argument.type === 'Identifier' && argument.name === key
    const label = key === undefined || isNamedSo ? '' : `${key}: `
    const before = index > 0 ? ', ' : key === undefined ? open : `${open}{ `
    edits.push({ start: at, end: argument.start, text: before + label })
    at = argument.end
  })
  edits.push({ start: at, end: call.node.end, text: method.takes ? ' }))' : '))' })
  if (method.decide !== undefined) leave(path, method.decide)
  const amount = given[0]?.properties?.find((it) => keyOf(it) === 'cancel_price')?.value as Node | undefined
  if (method.ours === 'cancelPayment' && amount && typeof amount.value !== 'number')
    leave(
      path,
      'an undefined cancel_price is refused, and cancelled everything before: to cancel everything leave it out',
    )
}

/** Turns a call for a token: it goes, unless what it gave is read. */
const turnToken = ({ identifiers, name, remove, replace, leave }: Draft, ctx: string, { path, call }: Use): void => {
  if (!call) return
  const awaited = call.parent?.node.type === 'AwaitExpression' ? call.parent : call
  const holder = awaited.parent
  const isInList = (it: Path | null | undefined) => Array.isArray(it?.parentPath?.value)
  const id =
    holder?.node.type === 'VariableDeclarator' && holder.parent?.node.declarations.length === 1
      ? holder.node.id
      : undefined
  const scope = id && holder?.scope?.lookup(id.name)
  const isUnread =
    id?.type === 'Identifier' &&
    identifiers.filter(({ node, scope: of }) => node.name === id.name && of?.lookup(id.name)?.node === scope?.node)
      .length === 1
  const next = memberName(call.parent?.node) === 'then' ? call.parent?.parent?.node : undefined
  if (holder?.node.type === 'ExpressionStatement' && isInList(holder)) remove(holder.node)
  else if (isUnread && holder?.parent && isInList(holder.parent)) remove(holder.parent.node)
  else if (next?.arguments[0]?.params?.length === 0 || holder?.node.type === 'ExpressionStatement')
    replace(call.node, 'Promise.resolve()')
  else {
    replace(call.node, `${name('toPromise')}(${name('getAccessToken')}(${ctx}))`)
    leave(
      path,
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
    const keys = configurations.length > 0 ? '' : '; it needs a setConfiguration of its own'
    draft.leave(path, `still ${THEIRS}: ${why ?? ''}${keys}. See docs/migrating.md of ${OURS}`)
  }
  const turned = kept.length > 0 ? [] : tokens
  for (const use of turned) turnToken(draft, ctx, use)
  return calls.length + turned.length
}
