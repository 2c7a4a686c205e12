import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { linter } from '@codemirror/lint'
import { Prec } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap } from '@codemirror/view'
import { minimalSetup } from 'codemirror'

import type { AskedLanguage } from './askLanguage.js'
import { cardOf } from './card.js'
import { completion } from './completion.js'
import { highlighting } from './highlighting.js'

/** An editor of one block. */
export type Editor = { readonly text: () => string; readonly focus: () => void; readonly destroy: () => void }

/** What an editor is made of. */
export type EditorOptions = {
  readonly block: string
  /** The blocks that it continues. */
  readonly before: string
  readonly label: string
  readonly language: AskedLanguage
  /** Ctrl or Cmd with Enter. */
  readonly run: () => void
}

const hovers = (language: AskedLanguage, before: string) =>
  hoverTooltip(async ({ state }, at) => {
    const found = await language.hover({ before, block: state.doc.toString() }, at)
    return found ? { pos: found.from, end: found.to, above: true, create: () => ({ dom: cardOf(found) }) } : null
  })

const marks = (language: AskedLanguage, before: string) =>
  linter(
    async ({ state }) => {
      const found = await language.check({ before, block: state.doc.toString() })
      // It was asked of an earlier text, which may have been longer.
      return (found ?? []).filter(({ to }) => to <= state.doc.length)
    },
    { delay: 400 },
  )

/** Puts an editor into an element of the page. The Tab key is left alone: it leads on, as everywhere on the page. */
export const createEditor = (parent: HTMLElement, { block, before, label, language, run }: EditorOptions): Editor => {
  const runKey = {
    key: 'Mod-Enter',
    run: () => {
      run()
      return true
    },
  }
  const view = new EditorView({
    parent,
    doc: block.replace(/\n$/, ''),
    extensions: [
      Prec.high(keymap.of([runKey])),
      minimalSetup,
      indentUnit.of('  '),
      bracketMatching(),
      javascript({ typescript: true }),
      highlighting,
      completion(language, before),
      hovers(language, before),
      marks(language, before),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    ],
  })
  return {
    text: () => `${view.state.doc.toString()}\n`,
    focus: () => {
      view.focus()
    },
    destroy: () => {
      view.destroy()
    },
  }
}
