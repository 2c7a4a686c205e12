import { faultTexts } from '../../../src/cli/faultTexts.js'
import { sandboxFaults, type SandboxFault } from '../../../src/sandbox/faults/kinds.js'
import { sandboxCards } from '../../../src/sandbox/pg/cards.js'
import type { Breakage, Language } from './messages.js'

/** Something that can be made to go wrong: its name in the menu, and what happens then. */
export type BreakageText = { readonly value: Breakage; readonly name: string; readonly does: string }

/** Every fault of the sandbox. */
export const faultsIn = (language: Language): readonly BreakageText[] =>
  (Object.keys(sandboxFaults) as SandboxFault[]).map((fault) => {
    const { does } = sandboxFaults[fault]
    if (language === 'en') return { value: `fault:${fault}`, name: does, does }
    const [name, korean] = faultTexts[fault]
    return { value: `fault:${fault}`, name, does: `${name}. ${korean}` }
  })

/** Every refusal: of each card that the sandbox declines, and of a gateway that says no more than that. */
export const declinesIn = (language: Language): readonly BreakageText[] => [
  ...Object.entries(sandboxCards).map(([card, { message, error_code }]): BreakageText => {
    const name = language === 'ko' ? message.replace(/\.$/, '') : card.replaceAll('_', ' ')
    return { value: `decline:${card}`, name, does: `${error_code}, ${message}` }
  }),
  language === 'ko'
    ? { value: 'decline:gateway', name: 'PG사 거절', does: 'PG사가 이유를 밝히지 않고 거절합니다.' }
    : { value: 'decline:gateway', name: 'refused by the gateway', does: 'the gateway refuses it and says no more' },
]
