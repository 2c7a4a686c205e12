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

/** Writes the imports of a file: theirs without what is gone, and ours; gives whether it needs theirs still. */
export const turnImports = (draft: Draft, uses: Uses, context: ContextOfFile): boolean => {
  const {
    j,
    root,
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
    if (rest.length === 0 && declaration.declarations.length === 1) emptied.push(declaration)
    else needsTheirs = true
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
  const others = [...typeNames, ...rests].filter((it) => !uses.stays.has(it) || uses.kept.length === 0)
  if (first && others.length > 0 && !emptied.includes(first))
    draft.leaveAt(
      first.start,
      others.some((it) => it.startsWith('BootpayCommerce'))
        ? `still ${THEIRS}: ${others.join(', ')}. What is here of Commerce is in docs/migrating.md of ${OURS}`
        : `still ${THEIRS}: ${others.join(', ')}, which has no equal here`,
    )

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
  const requires = body.filter(
    (it) =>
      it.type === 'VariableDeclaration' &&
      isCall(it.declarations[0]?.init) &&
      it.declarations[0]?.init.callee.name === 'require',
  )
  const last = [...imports, ...requires].sort((a, b) => b.end - a.end)[0]
  const place = emptied.includes(first as Node) && text !== '' ? first : undefined
  for (const node of emptied) {
    if (node === place) draft.replace(node, text)
    else draft.edits.push(removal(source, node.start, node.end))
  }
  if (place === undefined && text !== '') {
    const after = first ?? last
    if (after) draft.insert(after.end, newline + text)
    else draft.insert(0, text + newline + newline)
  }
  if (context.top.length > 0) {
    const below = context.top.join(newline)
    if (last) draft.insert(last.end, newline + newline + below)
    else draft.insert(0, below + newline + newline)
  }
  if (context.bottom.length > 0)
    draft.insert(source.length, [source.endsWith('\n') ? '' : newline, ...context.bottom, ''].join(newline))
  return needsTheirs
}
