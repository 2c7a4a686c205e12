import { inject, type InjectionKey } from 'vue'

import type { AskedLanguage } from './editor/askLanguage.js'
import type { Editor, EditorOptions } from './editor/createEditor.js'

/** Makes editors, which share one compiler. */
export type Editors = {
  readonly language: AskedLanguage
  readonly create: (parent: HTMLElement, options: Omit<EditorOptions, 'language'>) => Editor
}

/** Brings the editor and starts the compiler the first time that somebody wants to edit: nothing of both is there before. */
export type BringEditors = (address: string) => Promise<Editors>

const KEY: InjectionKey<BringEditors> = Symbol('editors')

const bring = async (address: string): Promise<Editors> => {
  const [{ askLanguage }, { createEditor }] = await Promise.all([
    import('./editor/askLanguage.js'),
    import('./editor/createEditor.js'),
  ])
  const language = askLanguage(address)
  return { language, create: (parent, options) => createEditor(parent, { ...options, language }) }
}

/** What the pages of the site share, to be provided once. */
export const provideEditors = (): readonly [InjectionKey<BringEditors>, BringEditors] => {
  let brought: Promise<Editors> | undefined
  return [KEY, (address) => (brought ??= bring(address))]
}

/** What was provided. */
export const useEditors = (): BringEditors => inject(KEY, bring)
