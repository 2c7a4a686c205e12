import { nextTick, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'

import type { Draft, Stripped } from '../../run/language.js'
import type { Editor } from './editor/createEditor.js'
import { useEditors, type Editors } from './editors.js'

/** The editing of a block: it takes the place of the block on the page. */
export type Editing = {
  readonly state: Ref<'no' | 'loading' | 'yes'>
  /** The element that the editor is put into. */
  readonly place: Ref<HTMLElement | undefined>
  readonly begin: (draft: Draft, shown: Element | null, label: string, run: () => void) => Promise<void>
  readonly end: () => void
  /** What is to run in place of the block; nothing while it is not edited. */
  readonly strip: () => Promise<Stripped | undefined>
}

/** Lets one block be edited; the compiler is at an address, and what is said where it does not start is given. */
export const useEditing = (address: () => string, noCompiler: () => string): Editing => {
  const bring = useEditors()
  const state = ref<'no' | 'loading' | 'yes'>('no')
  const place = shallowRef<HTMLElement>()
  let editors: Editors | undefined
  let editor: Editor | undefined
  let block: Element | null = null
  let before = ''

  const end = (): void => {
    editor?.destroy()
    editor = undefined
    block?.removeAttribute('hidden')
    state.value = 'no'
  }
  onBeforeUnmount(end)

  return {
    state,
    place,
    begin: async (draft, shown, label, run) => {
      state.value = 'loading'
      try {
        editors = await bring(address())
      } catch {
        state.value = 'no'
        return
      }
      ;({ before } = draft)
      block = shown
      state.value = 'yes'
      await nextTick()
      if (!place.value) return
      editor = editors.create(place.value, { ...draft, label, run })
      block?.setAttribute('hidden', '')
      editor.focus()
    },
    end,
    strip: async () => {
      if (!editor || !editors) return undefined
      return (await editors.language.strip({ before, block: editor.text() })) ?? { trouble: noCompiler() }
    },
  }
}
