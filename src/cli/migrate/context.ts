import { fateOf } from './calls.js'
import { configurationOf } from './configuration.js'
import { MARK, THEIRS, type Draft } from './draft.js'
import { climb, isCall, statementOf, textOf, type Node } from './syntax.js'
import type { Uses } from './uses.js'

/** How a file has its Context. */
export type ContextOfFile = {
  /** What its calls give as the Context. */
  readonly ctx: string
  /** What is imported for it. */
  readonly imports: readonly string[]
  /** What stands below the imports. */
  readonly top: readonly string[]
  /** What stands at the end. */
  readonly bottom: readonly string[]
}

/** The way from a file to another one, as its other imports are written. */
const wayTo = ({ file, imports, isModule }: Draft, to: string): string => {
  const partsOf = (path: string) => path.replaceAll('\\', '/').split('/')
  const [here, there] = [partsOf(file).slice(0, -1), partsOf(to)]
  const apart = here.findIndex((name, index) => name !== there[index])
  const shared = apart === -1 ? here.length : apart
  const way = [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/')
  const relative = imports.map((node) => textOf(node.source) ?? '').filter((it) => it.startsWith('.'))
  const hasEnding =
    /\.[mc][jt]s$/.test(to) ||
    relative.some((it) => /\.[mc]?[jt]sx?$/.test(it)) ||
    (isModule && relative.length === 0 && /\.m?js$/.test(file))
  const path = way.replace(/\.([mc]?)[jt]sx?$/, hasEnding ? '.$1js' : '')
  return path.startsWith('.') ? path : `./${path}`
}

const withoutEnding = (path: string): string => path.replaceAll('\\', '/').replace(/(\/index)?\.[mc]?[jt]sx?$/, '')

/** How a file imports another one already, also by an alias such as `@/lib/bootpay`; `undefined` where it does not. */
const importedAs = ({ file, imports, declarators }: Draft, to: string): string | undefined => {
  const target = withoutEnding(to)
  const folder = file.replaceAll('\\', '/').split('/').slice(0, -1)
  const required = declarators.flatMap(({ node: { init } }) => (isCall(init) ? [init.arguments[0]] : []))
  const specifiers = [...imports.map(({ source }) => source), ...required].flatMap((it) => textOf(it) ?? [])
  return specifiers.find((it) => {
    const parts = it.split('/')
    if (!it.startsWith('.')) return parts.length > 1 && target.endsWith(`/${withoutEnding(parts.slice(1).join('/'))}`)
    const up = parts.filter((part) => part === '..').length
    const path = [...folder.slice(0, folder.length - up), ...parts.filter((part) => !/^\.\.?$/.test(part))].join('/')
    return target === path || target === withoutEnding(path)
  })
}

/** Gives a file its Context: what it configures, what another file does, or else keys that a person has to give. */
export const turnContext = (draft: Draft, uses: Uses, shared: readonly string[]): ContextOfFile => {
  const { file, body, imports, declarators, isModule, isTyped, end, newline, unit, quoted, known, free, name } = draft
  const { calls, tokens, kept } = uses
  const needsKeys = calls.length > 0 || (kept.length === 0 && tokens.some((use) => fateOf(draft, use).isAsked))
  const call = (lines: readonly string[], indent: string): string =>
    [`${name('createContext')}({`, ...lines.map((line) => indent + unit + line), `${indent}})`].join(newline)
  const nothing = { imports: [], top: [], bottom: [] }

  const existing = declarators.find(
    ({ node: { id, init }, scope }) =>
      scope?.isGlobal &&
      id.type === 'Identifier' &&
      isCall(init) &&
      known.has('createContext') &&
      init.callee.name === known.get('createContext'),
  )?.node.id.name
  const own = free('ctx', 'bootpayContext')
  const isShared = shared.includes(file)
  const contextFile = shared.find((it) => importedAs(draft, it) !== undefined) ?? shared[0]
  const found = uses.configurations.filter(({ path }) => !draft.isMarked(path))

  if (found.length === 0 || (!needsKeys && kept.length > 0 && !isShared)) {
    if (existing !== undefined || !needsKeys) return { ...nothing, ctx: existing ?? own }
    if (contextFile === undefined || isShared) {
      const lines = [
        'credentials: {',
        `${unit}application_id: process.env.BOOTPAY_APPLICATION_ID,`,
        `${unit}private_key: process.env.BOOTPAY_PRIVATE_KEY,`,
        '},',
        `tokens: ${name('createTokenState')}(),`,
      ]
      const todo = `// ${MARK} no setConfiguration is in this file: give the keys here, or import the Context of another file`
      return { ...nothing, ctx: own, top: [todo, `const ${own} = ${call(lines, '')}${end}`] }
    }
    const way = importedAs(draft, contextFile) ?? wayTo(draft, contextFile)
    if (isModule) {
      const specifiers = imports.find((node) => textOf(node.source) === way)?.specifiers ?? []
      const local = specifiers.find(({ imported }) => imported?.name === 'ctx')?.local?.name
      if (local !== undefined) return { ...nothing, ctx: local }
      const specifier = own === 'ctx' ? own : `ctx as ${own}`
      // What was imported for its effect alone.
      const effect = imports.find((node) => textOf(node.source) === way && node.specifiers.length === 0)
      if (effect) {
        draft.replace(effect, `import { ${specifier} } from ${quoted(way)}${end}`)
        return { ...nothing, ctx: own }
      }
      return { ...nothing, ctx: own, imports: [`import { ${specifier} } from ${quoted(way)}${end}`] }
    }
    // Asked of the module at each call: it may have no Context yet when it is required.
    const held = declarators.find(
      ({ node: { id, init } }) => id.type === 'Identifier' && isCall(init) && textOf(init.arguments[0]) === way,
    )
    if (held) return { ...nothing, ctx: `${held.node.id.name}.ctx` }
    const configured = free('configured', 'bootpayConfigured')
    return { ...nothing, ctx: `${configured}.ctx`, imports: [`const ${configured} = require(${quoted(way)})${end}`] }
  }

  const isExported = isShared || !needsKeys
  const isRenamed = isExported && own !== 'ctx'
  const before = isExported && isModule && !isRenamed ? 'export ' : ''
  const configurations = found.flatMap(({ path, call }) =>
    call ? [{ path, call, ...configurationOf(draft, call) }] : [],
  )
  const [first] = configurations
  for (const { path, decide } of configurations) for (const text of decide) draft.leave(path, text)
  const isAlone = (node: Node | undefined) => node?.type === 'ExpressionStatement'
  const texts = new Set(configurations.map(({ lines }) => lines.join(newline)))
  const isAtTop =
    configurations.length === 1 &&
    first !== undefined &&
    isAlone(first.call.parent?.node) &&
    statementOf(first.path).parent?.node.type === 'Program'
  const isOne =
    first !== undefined && texts.size === 1 && (isAtTop || configurations.every(({ isMovable }) => isMovable))
  const forTheirs = `for what is still ${THEIRS}: delete it when nothing is`
  const bottom = isRenamed && isModule ? [`export { ${own} as ctx }${end}`] : []

  if (isOne) {
    const lines = [...first.lines, ...(first.needsTokens ? [`tokens: ${name('createTokenState')}(),`] : [])]
    const text = `${before}const ${own} = ${call(lines, '')}${end}`
    const outermost = climb(first.path, ({ parent }) => parent?.node.type === 'Program')?.node ?? body[0]
    if (isAtTop) {
      const { node } = statementOf(first.path)
      if (kept.length === 0) draft.replace(node, text)
      else {
        draft.insert(node.end, newline + text)
        draft.leave(first.path, forTheirs)
      }
    } else if (outermost) {
      const todo = `// ${MARK} the keys are read when this file loads now, and were when setConfiguration was called: they have to be there by then`
      const at = draft.beginning(outermost)
      const gap = at === 0 || /\n[ \t\r]*\n$/.test(draft.source.slice(0, at)) ? [] : ['']
      draft.insert(at, [...gap, ...(first.isWritten ? [] : [todo]), text, '', ''].join(newline))
      for (const { path, call } of configurations) {
        if (kept.length > 0) draft.leave(path, forTheirs)
        else if (isAlone(call.parent?.node) && Array.isArray(call.parent?.parentPath?.value))
          draft.remove(statementOf(path).node)
        else draft.replace(call.node, 'undefined')
      }
    }
    if (isExported && !isModule) bottom.push(`module.exports.ctx = ${own}${end}`)
    return { ...nothing, ctx: own, bottom }
  }

  // Where the keys are known only then, or differ, one name for all is what the official SDK's object was.
  const needsTokens = configurations.some((it) => it.needsTokens)
  const state = free('tokens', 'bootpayTokens')
  for (const {
    path,
    call: { node },
    lines,
    needsTokens,
  } of configurations) {
    const shared = needsTokens ? [state === 'tokens' ? 'tokens,' : `tokens: ${state},`] : []
    const text = `${own} = ${call([...lines, ...shared], draft.indentOf(node))}`
    if (kept.length === 0) draft.replace(node, text)
    else {
      draft.insert(statementOf(path).node.start, `${text}${end}${newline}${draft.indentOf(node)}`)
      draft.leave(path, forTheirs)
    }
    if (texts.size > 1)
      draft.leave(
        path,
        'all configurations share one Context, as before: make one for each merchant, and give it to the calls',
      )
  }
  if (isExported && !isModule)
    bottom.push(
      `Object.defineProperty(module.exports, ${quoted('ctx')}, { enumerable: true, get: () => ${own} })${end}`,
    )
  const top = [
    ...(needsTokens ? [`const ${state} = ${name('createTokenState')}()${end}`] : []),
    `${before}let ${own}${isTyped ? `: ${name('Context', true)}` : ''}${end}`,
  ]
  return { ...nothing, ctx: own, top, bottom }
}
