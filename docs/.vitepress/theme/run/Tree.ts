import { h, type FunctionalComponent, type VNode } from 'vue'

import type { Shown, Side } from '../../run/shown.js'
import type { Words } from './words.js'

const badge = ({ side, tag }: Side): VNode =>
  h('span', { class: ['run-badge', side.toLowerCase()] }, tag === undefined ? side : `${side} ${tag}`)

const nodeOf = (value: Shown, words: Words, name?: string): VNode => {
  const { text, members = [], more, either } = value
  const head = [
    name === undefined ? undefined : h('span', { class: 'run-name' }, `${name}: `),
    either && badge(either),
    h('span', { class: 'run-text' }, text),
  ]
  const whole =
    members.length === 0
      ? h('div', { class: 'run-leaf' }, head)
      : h('details', { class: 'run-tree' }, [
          h('summary', head),
          h('div', { class: 'run-members' }, [
            ...members.map(([member, each]) => nodeOf(each, words, member)),
            more === undefined ? undefined : h('div', { class: 'run-leaf' }, words.more(more)),
          ]),
        ])
  return either?.meaning === undefined
    ? whole
    : h('div', { class: 'run-either' }, [whole, h('p', { class: 'run-meaning' }, either.meaning)])
}

/** A value that was printed: its text, or what opens and shows its members. */
export const Tree: FunctionalComponent<{ readonly value: Shown; readonly words: Words }> = ({ value, words }) =>
  nodeOf(value, words)
Tree.props = ['value', 'words']
