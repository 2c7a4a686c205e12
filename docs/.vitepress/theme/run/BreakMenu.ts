import { h, type FunctionalComponent } from 'vue'

import { declinesIn, faultsIn, type BreakageText } from '../../run/breakages.js'
import type { Breakage, Language } from '../../run/messages.js'
import { wordsIn } from './words.js'

/** What a breakage does, in words. */
export const breakageText = (breakage: Breakage, language: Language): string =>
  [...faultsIn(language), ...declinesIn(language)].find(({ value }) => value === breakage)?.does ?? breakage

/** The menu of what can be made to go wrong: choosing is running. */
export const BreakMenu: FunctionalComponent<{
  readonly language: Language
  readonly chosen: Breakage | undefined
  readonly disabled: boolean
  readonly choose: (breakage: Breakage | undefined) => void
}> = ({ language, chosen, disabled, choose }) => {
  const words = wordsIn(language)
  const group = (label: string, list: readonly BreakageText[]) =>
    h(
      'optgroup',
      { label },
      list.map(({ value, name }) => h('option', { value }, name)),
    )
  return h('label', { class: 'run-break' }, [
    h('span', words.unbroken),
    h(
      'select',
      {
        disabled,
        value: chosen ?? '',
        onChange: ({ target }: Event) => {
          choose(((target as HTMLSelectElement).value || undefined) as Breakage | undefined)
        },
      },
      [
        h('option', { value: '' }, words.noFault),
        group(words.faults, faultsIn(language)),
        group(words.declines, declinesIn(language)),
      ],
    ),
  ])
}
BreakMenu.props = ['language', 'chosen', 'disabled', 'choose']
