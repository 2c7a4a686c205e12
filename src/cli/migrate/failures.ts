import { OURS, THEIRS, type Draft } from './draft.js'
import { methods } from './methods.js'
import {
  bare,
  climb,
  isCall,
  isReference,
  isWithin,
  keyOf,
  memberName,
  numberOf,
  pathsOf,
  textOf,
  type Node,
  type Path,
} from './syntax.js'
import type { Uses } from './uses.js'

/** What reads the error of a call: a `catch`, or a function that a promise gives it to. */
type Handler = { readonly error: Node; readonly scope: Node; readonly body: Node; readonly tried: Node }

const RAW = 'what is handed on here is an Error now, without error_code: errorOf gives its code and message'
const TEXT =
  'a code is text here, as RC_NOT_FOUND; what was -100 has no code but a _tag: NetworkError, TimeoutError, or OutcomeUnknown (it may have happened)'

/** Turns what is read of a thrown value into what ours has; a comment stays where that is not the same. */
export const turnFailures = (draft: Draft, { calls, tokens, kept }: Uses): void => {
  const { j, root, identifiers, members, isTyped, name, leave, replace, insert, textIn, quoted } = draft
  const isOurs = (node: Node) => [...calls, ...tokens].some(({ path }) => isWithin(path, node))
  const isWritten = (node: Node) =>
    calls.some(({ path, member = '' }) => methods[member]?.kind === 'write' && isWithin(path, node))
  const isStillTheirs = (node: Node) => kept.some(({ path }) => isWithin(path, node))
  const isOfTheirs = (annotation: Node) => textIn(annotation).includes('BootpayRestApiErrorResponse')
  /** What is asked of the error as a refusal. */
  const asked = (error: string, member: string) =>
    `${name('errorOf')}${isTyped ? `<${name('ApiError', true)}>` : ''}(${error})?.${member}`
  const covered = new Set<Node>()

  const handlers: Handler[] = []
  for (const { node, parent } of pathsOf(root.find(j.CatchClause)))
    if (node.param && parent)
      handlers.push({ error: node.param, scope: node, body: node.body, tried: parent.node.block })
  for (const type of [j.CallExpression, j.OptionalCallExpression])
    for (const { node } of pathsOf(root.find(type as typeof j.CallExpression))) {
      const called = memberName(node.callee)
      const handler = called === 'catch' ? node.arguments[0] : called === 'then' ? node.arguments[1] : undefined
      const error = handler?.params?.[0]
      if (handler && error) handlers.push({ error, scope: handler, body: handler.body, tried: node.callee.object })
    }

  for (const { error, scope, body, tried } of handlers) {
    const isMixed = isStillTheirs(tried)
    if (error.type !== 'Identifier') {
      if (isOurs(tried) && error.type === 'ObjectPattern') {
        const path = pathsOf(root.find(j.ObjectPattern)).find(({ node }) => node === error)
        if (path) leave(path, RAW)
      }
      continue
    }
    const read = (wanted: string, owner: (path: Path) => boolean) =>
      identifiers.filter((path) => path.node.name === wanted && isReference(path) && owner(path))
    const isIn = (path: Path) => isWithin(path, body)
    const own = read(error.name, (path) => isIn(path) && path.scope?.lookup(error.name)?.node === scope)
    // Another name for it, as in `const failure = e as BootpayRestApiErrorResponse`.
    const aliases = own.flatMap((path) => {
      const above = climb(path.parent, ({ node }) => bare(node) !== path.node)
      return above?.node.type === 'VariableDeclarator' && above.node.id.type === 'Identifier' ? [{ path, above }] : []
    })
    const further = aliases.flatMap(({ above }) =>
      read(
        above.node.id.name,
        (path) => isIn(path) && path.scope?.lookup(path.node.name)?.node === above.scope?.lookup(path.node.name)?.node,
      ),
    )
    const references = [...own, ...further]

    /** The reference with the types asserted of it, and what is asked of that. */
    const views = references.map((path) => {
      const above = climb(path.parent, ({ node }) => bare(node) !== path.node)
      const whole = climb(path, (it) => it.parent === above) ?? path
      const member = above?.node.object === whole.node ? memberName(above.node) : undefined
      return { path, above, whole, member }
    })
    const isCode = (member: string | undefined) => member === 'error_code' || member === 'pg_error_code'
    const destructured = views.filter(
      ({ above }) => above?.node.type === 'VariableDeclarator' && above.node.id.type === 'ObjectPattern',
    )
    const isRead =
      views.some(({ member }) => isCode(member)) ||
      destructured.some(({ above }) => above?.node.id.properties.some((it) => isCode(keyOf(it))))
    if (!isOurs(tried) && !isRead) continue
    if (error.typeAnnotation && isOfTheirs(error.typeAnnotation)) replace(error.typeAnnotation, ': unknown')
    for (const { path, above, whole, member } of views) {
      if (!above) continue
      const thrown = path.node.name
      if (isCode(member)) covered.add(above.node)
      if (isMixed) {
        if (isCode(member))
          leave(path, `this may be an error of ${THEIRS}, or of ${OURS}, where errorOf gives the code`)
      } else if (member === 'error_code') {
        const { type, operator, left, right } = above.parent?.node ?? above.node
        const other =
          type === 'BinaryExpression' && /^[!=]==?$/.test(operator) ? (left === above.node ? right : left) : undefined
        const number = other && numberOf(other)
        const not = operator?.startsWith('!') ? '!' : ''
        if (above.parent && number === -100) {
          const tags = ['NetworkError', 'TimeoutError', 'OutcomeUnknown'].map(quoted).join(', ')
          replace(above.parent.node, `${not}[${tags}].includes(${name('errorOf')}(${thrown})?._tag ?? ${quoted('')})`)
          if (isWritten(tried)) leave(path, 'of these an OutcomeUnknown may have happened; the others did not')
        } else if (above.parent && number === -101)
          replace(
            above.parent.node,
            `${name('errorOf')}(${thrown})?._tag ${not || '='}== ${quoted('CredentialsError')}`,
          )
        else {
          replace(above.node, asked(thrown, 'code'))
          if (typeof other?.value !== 'string') leave(path, TEXT)
        }
      } else if (member === 'pg_error_code') replace(above.node, asked(thrown, member))
      else if (member === 'message')
        replace(above.node.object, `(${name('errorOf')}(${thrown}) ?? ${isTyped ? `(${thrown} as Error)` : thrown})`)
      else if (above.node.type === 'VariableDeclarator') {
        const { id } = above.node
        if (id.typeAnnotation && isOfTheirs(id.typeAnnotation)) replace(id.typeAnnotation, '')
        if (id.type !== 'ObjectPattern') {
          if (whole.node !== path.node) replace(whole.node, thrown)
          continue
        }
        const error = `${name('errorOf')}(${thrown}) ?? ${thrown}`
        replace(whole.node, isTyped ? `(${error}) as ${name('ApiError', true)}` : error)
        for (const { key, shorthand } of id.properties.filter((it) => keyOf(it) === 'error_code')) {
          if (shorthand) insert(key.start, 'code: ')
          else replace(key, 'code')
          leave(path, TEXT)
        }
      } else if (above.node.operator === 'instanceof')
        leave(path, 'what is thrown is an Error now, and was none before: ask errorOf first')
      else if (
        above.node.type === 'SpreadElement' ||
        (isCall(above.node) && /^(json|send|stringify)$/.test(memberName(above.node.callee) ?? ''))
      )
        leave(path, RAW)
    }
  }

  // What is read elsewhere, as in a function that all errors come to.
  for (const path of members)
    if (memberName(path.node) === 'error_code' && !covered.has(path.node))
      leave(path, `if this was thrown by a call of Bootpay, ask errorOf: ${TEXT}`)
  for (const path of pathsOf(root.find(j.BinaryExpression)))
    if (path.node.operator === 'in' && textOf(path.node.left) === 'error_code')
      leave(path, 'what is thrown has no error_code any more: ask errorOf')
}
