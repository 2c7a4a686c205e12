import type { ContextOfFile } from './context.js'
import { OURS, THEIRS, type Draft } from './draft.js'
import { removal } from './edits.js'
import { types } from './methods.js'
import { bare, isCall, isReference, keyOf, pathsOf, textOf, type Node } from './syntax.js'
import { isModuleOfTheirs, isObjectOfTheirs, type Uses } from './uses.js'

/** Turns their types into ours; gives the names that are theirs still. */
const turnTypes = ({ imports, identifiers, isTyped, isGone, name, edits }: Draft): ReadonlySet<string> => {
  const stays = new Set<string>()
  for (const { source, specifiers, importKind } of imports) {
    if (textOf(source) !== THEIRS) continue
    for (const { type, imported, local } of specifiers) {
      if (type !== 'ImportSpecifier' || imported.name === 'Bootpay' || imported.name === 'default') continue
      const given = local?.name ?? imported.name
      const equal = Object.hasOwn(types, imported.name) ? types[imported.name] : undefined
      const references = identifiers.filter((it) => it.node.name === given && isReference(it) && !isGone(it.node))
      const isTypeOnly = references.every(({ parent }) => /^TS/.test(parent?.node.type ?? ''))
      if (references.length === 0) {
        if (importKind !== 'type' && !isTyped) stays.add(given)
      } else if (equal === undefined || !isTypeOnly) stays.add(given)
      else {
        const ours = name(equal, true, given)
        if (ours !== given)
          for (const { node } of references)
            edits.push({ start: node.start, end: node.start + given.length, text: ours })
      }
    }
  }
  return stays
}

const isRequired = (init: Node | null): boolean =>
  init !== null &&
  ((isCall(init) && init.callee.name === 'require') || (/MemberExpression$/.test(init.type) && isRequired(init.object)))

const isImportCall = (node: Node | undefined): boolean =>
  node?.type === 'ImportExpression' || (isCall(node) && node.callee.type === 'Import')

/** Writes the imports of a file: theirs without what is gone, and ours; gives whether it needs theirs still. */
export const turnImports = (draft: Draft, uses: Uses, context: ContextOfFile): boolean => {
  const {
    j,
    root,
    program,
    source,
    body,
    imports,
    declarators,
    isModule,
    end,
    newline,
    quoted,
    textIn,
    needed,
    ourImport,
    ourRequire,
  } = draft
  const typeNames = turnTypes(draft)
  const stays = new Set([...uses.stays, ...typeNames])

  // Theirs: what stays of each statement, and the first of those of which nothing stays.
  const emptied: Node[] = []
  let first: Node | undefined
  let needsTheirs = uses.kept.length > 0
  const rests = new Set<string>()
  for (const node of imports.filter((it) => textOf(it.source) === THEIRS)) {
    first ??= node
    const rest = node.specifiers.filter(({ local, imported }) => stays.has(local?.name ?? imported.name))
    if (rest.length === 0 && node.specifiers.length > 0) emptied.push(node)
    else needsTheirs = true
    if (rest.length === 0 || rest.length === node.specifiers.length) continue
    const [whole, parts] = [
      rest.filter((it) => it.type !== 'ImportSpecifier'),
      rest.filter((it) => it.type === 'ImportSpecifier'),
    ]
    const list = [...whole.map(textIn), ...(parts.length > 0 ? [`{ ${parts.map(textIn).join(', ')} }`] : [])].join(', ')
    draft.replace(node, `import ${node.importKind === 'type' ? 'type ' : ''}${list} from ${quoted(THEIRS)}${end}`)
  }
  for (const { node, parent } of declarators) {
    const declaration = parent?.node
    const init = node.init && bare(node.init)
    if (!init || !declaration || !(isModuleOfTheirs(init) || isObjectOfTheirs(init))) continue
    if (body.includes(declaration)) first ??= declaration
    const isRest = (it: Node) => {
      const { name = '' } = (it.value ?? {}) as Partial<Node>
      return stays.has(name) || !(keyOf(it) === 'Bootpay' || keyOf(it) === 'default')
    }
    const isWhole = node.id.type === 'Identifier'
    const rest = isWhole ? (stays.has(node.id.name) ? [node.id] : []) : node.id.properties.filter(isRest)
    for (const it of rest)
      rests.add(it.type === 'Identifier' ? it.name : (((it.value ?? {}) as Partial<Node>).name ?? ''))
    const { declarations } = declaration
    const index = declarations.indexOf(node)
    const [before, after] = [declarations[index - 1], declarations[index + 1]]
    if (rest.length > 0) needsTheirs = true
    else if (declarations.length === 1) emptied.push(declaration)
    else
      draft.edits.push({
        start: before?.end ?? node.start,
        end: (before ? node.end : after?.start) ?? node.end,
        text: '',
      })
    if (rest.length > 0 && !isWhole && rest.length < node.id.properties.length)
      draft.replace(node.id, `{ ${rest.map(textIn).join(', ')} }`)
  }
  for (const { node } of pathsOf(root.find(j.TSImportEqualsDeclaration)))
    if (textOf(node.moduleReference.expression) === THEIRS) {
      first ??= node
      if (stays.has(node.id.name)) needsTheirs = true
      else emptied.push(node)
    }
  for (const node of body)
    if (/^Export/.test(node.type) && textOf(node.source) === THEIRS) {
      needsTheirs = true
      draft.leaveAt(node.start, `still ${THEIRS}: whoever imports it from here may call anything`)
    }
  for (const path of pathsOf(root.find(j.StringLiteral))) {
    const { type } = path.parent?.node ?? program.node
    const isHandled =
      /^(Import|Export)\w*Declaration$|^TSExternalModuleReference$/.test(type) ||
      isModuleOfTheirs(path.parent?.node ?? null)
    const isAwaited = path.parent?.parent?.node.type === 'AwaitExpression'
    if (textOf(path.node) !== THEIRS || (isHandled && !(isImportCall(path.parent?.node) && !isAwaited))) continue
    needsTheirs = true
    draft.leave(
      path,
      `still ${THEIRS}: a mock, a type or a module that is read in a way of its own. ${OURS}/sandbox answers in tests`,
    )
  }
  const others = new Set([...typeNames, ...rests, ...(uses.kept.length === 0 ? uses.stays : [])])
  if (first && others.size > 0 && !emptied.includes(first))
    draft.leaveAt(first.start, `still ${THEIRS}: ${[...others].join(', ')}. See docs/migrating.md of ${OURS}`)

  // Ours.
  const byName = ([a, { isType }]: [string, { readonly isType: boolean }]) => `${String(isType)} ${a.toLowerCase()}`
  const list = [...needed].sort((a, b) => (byName(a) < byName(b) ? -1 : 1))
  const isOnlyTypes = list.every(([, { isType }]) => isType)
  const nameOf = ([wanted, { local, isType }]: (typeof list)[number], type = isType ? 'type ' : '') =>
    `${type}${wanted}${local === wanted ? '' : isModule ? ` as ${local}` : `: ${local}`}`
  const lines = [...context.imports]
  const lastOfOurs = [...(ourImport?.specifiers ?? ourRequire?.id.properties ?? [])].pop()
  if (list.length > 0 && lastOfOurs) draft.insert(lastOfOurs.end, `, ${list.map((it) => nameOf(it)).join(', ')}`)
  else if (list.length > 0)
    lines.unshift(
      isModule
        ? draft.inBraces(
            `import ${isOnlyTypes ? 'type ' : ''}`,
            list.map((it) => nameOf(it, isOnlyTypes ? '' : undefined)),
            ` from ${quoted(OURS)}${end}`,
          )
        : draft.inBraces(
            'const ',
            list.map((it) => nameOf(it, '')),
            ` = require(${quoted(OURS)})${end}`,
          ),
    )
  const text = lines.join(newline)
  const place = first && emptied.includes(first) && text !== '' ? first : undefined
  for (const node of emptied) {
    if (node === place) draft.replace(node, text)
    else draft.edits.push(removal(source, node.start, node.end))
  }
  // Below all that is imported, and what stays of it.
  const required = (node: Node) =>
    node.type === 'VariableDeclaration' && node.declarations.some(({ init }) => isRequired(init))
  const stands = body.filter(
    (it) => (/^(TS)?Import/.test(it.type) || required(it)) && (it === place || !emptied.includes(it)),
  )
  const last = stands[stands.length - 1]
  const insertBelow = (node: Node | undefined, gap: string, lines: string) => {
    if (node) draft.insert(node.end, gap + lines)
    else
      draft.insert(
        draft.beginningOfAll,
        (draft.beginningOfAll > 0 ? newline + newline : '') +
          lines +
          (draft.beginningOfAll > 0 ? '' : newline + newline),
      )
  }
  if (place === undefined && text !== '')
    insertBelow(first && body.includes(first) && !emptied.includes(first) ? first : last, newline, text)
  const isTight = last && !/^[^\n]*\n[ \t\r]*\n/.test(source.slice(last.end))
  if (context.top.length > 0) insertBelow(last, newline + newline, context.top.join(newline) + (isTight ? newline : ''))
  if (context.bottom.length > 0)
    draft.insert(source.length, [source.endsWith('\n') ? '' : newline, ...context.bottom, ''].join(newline))
  return needsTheirs
}
