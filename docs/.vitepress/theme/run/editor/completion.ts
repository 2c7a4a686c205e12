import { autocompletion, pickedCompletion, type Completion, type CompletionContext } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'

import type { Suggestion } from '../../../run/language.js'
import type { AskedLanguage } from './askLanguage.js'
import { cardOf } from './card.js'

const TYPES: Readonly<Record<string, string>> = {
  const: 'constant',
  let: 'variable',
  var: 'variable',
  parameter: 'variable',
  alias: 'variable',
  function: 'function',
  method: 'method',
  property: 'property',
  getter: 'property',
  keyword: 'keyword',
  interface: 'interface',
  type: 'type',
  class: 'class',
  enum: 'enum',
  module: 'namespace',
  string: 'text',
}

/** What brings a name into a block: to an import from that module which is there, or a new one at the top. */
const importOf = (block: string, name: string, source: string): { readonly from: number; readonly insert: string } => {
  const there = [...block.matchAll(/^import \{([^}]*?)\s*\} from '([^']+)'/gm)].find(([, , from]) => from === source)
  return there
    ? { from: there.index + 'import {'.length + (there[1]?.length ?? 0), insert: `, ${name}` }
    : { from: 0, insert: `import { ${name} } from '${source}'\n` }
}

const pick =
  ({ label, source }: Suggestion) =>
  (view: EditorView, completion: Completion, from: number, to: number): void => {
    const block = view.state.doc.toString()
    const brought = source === undefined ? [] : [importOf(block, label, source)]
    const changes = view.state.changes([...brought, { from, to, insert: label }])
    view.dispatch({
      changes,
      selection: { anchor: changes.mapPos(to, 1) },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    })
  }

/** Suggests what the compiler knows, with its comment; what has to be imported is imported. */
export const completion = (language: AskedLanguage, before: string) =>
  autocompletion({
    override: [
      async (context: CompletionContext) => {
        const { pos, state } = context
        if (!context.explicit && !context.matchBefore(/[\w$.'"]$/)) return null
        const draft = { before, block: state.doc.toString() }
        const found = await language.suggest(draft, pos)
        if (!found || context.aborted) return null
        const options = found.list.map((suggestion): Completion => ({
          label: suggestion.label,
          type: TYPES[suggestion.kind] ?? 'text',
          // The compiler ranks what is near before what is global, and that before what has to be imported.
          boost: 15 - (parseInt(suggestion.rank, 10) || 15),
          apply: pick(suggestion),
          ...(suggestion.source !== undefined && { detail: suggestion.source }),
          info: async () => {
            const told = await language.describe(draft, pos, suggestion)
            return told ? cardOf(told) : null
          },
        }))
        return { from: found.from, options, validFor: /^[\w$]*$/ }
      },
    ],
  })
