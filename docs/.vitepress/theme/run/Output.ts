import { h, type FunctionalComponent, type VNode } from 'vue'

import type { Shown } from '../../run/shown.js'
import { Tree } from './Tree.js'
import type { Words } from './words.js'

/** What became of an unknown outcome, one entry for each time that it was looked up. */
export type Settled = { readonly value: Shown; readonly ahead: number }

/** What a run has to show, in the order of its happening. */
export type Entry =
  | { readonly type: 'line'; readonly line: readonly Shown[] }
  | { readonly type: 'note'; readonly text: string }
  | {
      readonly type: 'result'
      readonly operation: string
      readonly value: Shown
      readonly unknown?: number | undefined
      readonly looking: boolean
      readonly settled: readonly Settled[]
    }

const isPlain = ({ members, either }: Shown): boolean => members === undefined && either === undefined

/** A call of console.log: plain values that follow each other are one text, as the console shows them. */
const lineOf = (line: readonly Shown[], words: Words): VNode => {
  const parts: VNode[] = []
  for (let at = 0; at < line.length;) {
    const end = line.findIndex((value, index) => index >= at && !isPlain(value))
    const plain = line.slice(at, end < 0 ? undefined : end)
    if (plain.length > 0) parts.push(h('span', { class: 'run-text' }, plain.map(({ text }) => text).join(' ')))
    const value = end < 0 ? undefined : line[end]
    if (value) parts.push(h(Tree, { value, words }))
    at = end < 0 ? line.length : end + 1
  }
  return h('div', { class: 'run-line' }, parts)
}

const resultOf = (
  { operation, value, unknown, looking, settled }: Extract<Entry, { readonly type: 'result' }>,
  words: Words,
  settle: (unknown: number) => void,
): VNode =>
  h('div', { class: 'run-result' }, [
    h('p', { class: 'run-title' }, operation),
    h(Tree, { value, words }),
    settled.map((found) => [
      h('p', { class: 'run-title' }, words.moved(found.ahead)),
      h(Tree, { value: found.value, words }),
    ]),
    unknown === undefined || (settled.length > 0 && !looking)
      ? undefined
      : h(
          'button',
          {
            type: 'button',
            class: 'run-settle',
            disabled: looking,
            onClick: () => {
              settle(unknown)
            },
          },
          looking ? words.settling : words.settle,
        ),
  ])

/** What a block printed, what was broken in it, and what came of that. */
export const Output: FunctionalComponent<{
  readonly entries: readonly Entry[]
  readonly words: Words
  readonly nothing: boolean
  readonly settle: (unknown: number) => void
}> = ({ entries, words, nothing, settle }) =>
  h('div', { class: 'run-output', role: 'status' }, [
    entries.map((entry) =>
      entry.type === 'line'
        ? lineOf(entry.line, words)
        : entry.type === 'note'
          ? h('p', { class: 'run-note' }, entry.text)
          : resultOf(entry, words, settle),
    ),
    nothing ? h('div', { class: 'run-line' }, h('span', { class: 'run-text' }, words.nothing)) : undefined,
  ])
Output.props = ['entries', 'words', 'nothing', 'settle']
