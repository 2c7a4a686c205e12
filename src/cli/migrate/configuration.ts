import type { Draft } from './draft.js'
import { bare, keyOf, textOf, type Node, type Path } from './syntax.js'

/** The addresses of what the official SDK calls a mode. */
const addresses: Readonly<Record<string, string>> = {
  development: 'https://dev-api.bootpay.co.kr/v2',
  stage: 'https://stage-api.bootpay.co.kr/v2',
  production: 'https://api.bootpay.co.kr/v2',
}

/** What a `setConfiguration` becomes. */
export type Configuration = {
  /** The members of the Context, each a line or more. */
  readonly lines: readonly string[]
  /** Whether a token is needed, so that it needs a token state. */
  readonly needsTokens: boolean
  /** Whether it means the same at the top of the file: it reads the environment, and nothing of the function that it is in. */
  readonly isMovable: boolean
  /** Whether all keys are written there, so that it does not matter when they are read. */
  readonly isWritten: boolean
  /** What a person has to decide. */
  readonly decide: readonly string[]
}

/** Whether a node is computed of what is there when the file loads. */
const isPlain = (node: Node, isLocal: (name: string) => boolean): boolean => {
  const plain = (it: Node) => isPlain(it, isLocal)
  if (/Literal$/.test(node.type) && node.type !== 'TemplateLiteral') return true
  switch (node.type) {
    case 'Identifier':
      return !isLocal(node.name)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return plain(node.object) && (!node.computed || plain(node.property))
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return plain(node.expression)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return plain(node.left) && plain(node.right)
    case 'ConditionalExpression':
      return plain(node.test) && plain(node.consequent) && plain(node.alternate)
    case 'TemplateLiteral':
      return node.expressions.every(plain)
    case 'ObjectExpression':
      return node.properties.every((it) => (it.type === 'SpreadElement' ? plain(it.argument) : plain(it.value as Node)))
    default:
      return false
  }
}

/** Reads what is given to `setConfiguration`. */
export const configurationOf = (
  { source, isTyped, textIn, quoted, unit }: Draft,
  { node, scope }: Path,
): Configuration => {
  const isLocal = (name: string) => scope?.lookup(name)?.isGlobal === false
  const decide: string[] = []
  /** The text of a mode as that of an address; a mode that is not written is compared. */
  const address = (mode: Node): string => {
    const known = addresses[textOf(mode) ?? '']
    if (known !== undefined) return quoted(known)
    if (mode.type === 'ConditionalExpression')
      return `${textIn(mode.test)} ? ${address(mode.consequent)} : ${address(mode.alternate)}`
    decide.push('the mode became an address: that of production, where it is neither development nor stage')
    const [development = '', stage = '', production = ''] = Object.values(addresses).map(quoted)
    const given = textIn(bare(mode))
    const is = (name: string) => `${isTyped ? `String(${given})` : given} === ${quoted(name)}`
    return `${is('development')} ? ${development} : ${is('stage')} ? ${stage} : ${production}`
  }
  /** The keys as they are written, with their comments, but for the mode. */
  const written = (all: Node, without: Node | undefined, keys: readonly Node[]): readonly string[] => {
    const inner = source.slice(all.start + 1, all.end - 1)
    if (!/\/[/*]/.test(inner)) return keys.map((it) => `${textIn(it)},`)
    const [from, to] = without ? [without.start - all.start - 1, without.end - all.start - 1] : [0, 0]
    const rest = inner.slice(0, from) + inner.slice(to).replace(without ? /^\s*,/ : '', '')
    return rest.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  }
  const [given] = node.arguments
  if (given?.type !== 'ObjectExpression') {
    if (given) decide.push('if this has a mode, give its address as baseUrl')
    return {
      lines: [`credentials: ${given ? textIn(given) : '{}'},`],
      needsTokens: true,
      isMovable: given !== undefined && isPlain(given, isLocal),
      isWritten: false,
      decide,
    }
  }
  const keys = given.properties.filter((it) => keyOf(it) !== 'mode')
  const modeProperty = given.properties.find((it) => keyOf(it) === 'mode')
  const mode = modeProperty?.value as Node | undefined
  const isSpread = keys.some(({ type }) => type === 'SpreadElement')
  if (isSpread && !mode) decide.push('if what is spread here has a mode, give its address as baseUrl')
  return {
    lines: [
      'credentials: {',
      ...written(given, modeProperty, keys).map((line) => unit + line),
      '},',
      ...(mode && textOf(mode) !== 'production' ? [`baseUrl: ${address(mode)},`] : []),
    ],
    needsTokens: isSpread || keys.some((it) => keyOf(it) === 'application_id'),
    isMovable: isPlain(given, isLocal),
    isWritten: given.properties.every((it) => textOf(it.value as Node | undefined) !== undefined),
    decide,
  }
}
