import type { API, FileInfo, Options } from 'jscodeshift'

import { turnCalls } from './calls.js'
import { turnContext } from './context.js'
import { createDraft, MARK, THEIRS } from './draft.js'
import { turnFailures } from './failures.js'
import { turnImports } from './imports.js'
import { usesIn } from './uses.js'

/** What became of one file, as it is reported to the command. */
export type Report = {
  /** How many calls were turned. */
  readonly calls: number
  /** How many comments were left for a person. */
  readonly comments: number
  /** Whether the file needs the official SDK still. */
  readonly needsTheirs: boolean
  /** The file as it becomes. */
  readonly output: string
}

/**
 * Turns what one file does with `@bootpay/backend-js` into what this package does; `undefined` for a file that has nothing of it.
 *
 * The option `context` has the paths of the files whose Context others use, with `|` between them. The report is JSON, a {@link Report}.
 */
const migrate = ({ path, source }: FileInfo, { jscodeshift, report }: API, options: Options): string | undefined => {
  if (!source.includes(THEIRS)) return undefined
  const draft = createDraft(path, source, jscodeshift)
  const uses = usesIn(draft)
  const shared = typeof options['context'] === 'string' ? options['context'].split('|') : []
  const context = turnContext(draft, uses, shared)
  const calls = turnCalls(draft, uses, context.ctx)
  turnFailures(draft, uses)
  // The one member that they misspell; the answers of ours have it as it should be.
  if (calls > 0)
    for (const { node, parent } of draft.identifiers)
      if (node.name === 'kakao_moneny_data' && parent?.node.property === node) draft.replace(node, 'kakao_money_data')
  const needsTheirs = turnImports(draft, uses, context)
  const output = draft.finish()
  const comments = output.split(MARK).length - source.split(MARK).length
  report(JSON.stringify({ calls, comments, needsTheirs, output } satisfies Report))
  return output
}

// What jscodeshift loads has to be the default export.
// eslint-disable-next-line import-x/no-default-export
export default migrate
