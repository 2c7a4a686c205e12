import { confirmDiagram, recordConfirm } from './confirm.js'
import { behaviours, sendDiagram } from './send.js'
import { connected, stateDiagram, type Locale } from './states.js'
import { walk } from './walk.js'
import { BILLING_KEY, RECEIPT, RESERVATION } from './words.js'

/** Draws a picture of the code in a language, as Mermaid. */
export type Draw = (locale: Locale) => string

/** Runs the code, and gives a picture of each thing that was seen. */
export const drawPictures = async (): Promise<Readonly<Record<string, Draw>>> => {
  const [moments, behaviour, receipts, reservations] = await Promise.all([
    recordConfirm(),
    behaviours(),
    walk('receipts'),
    walk('reservations'),
  ])
  const payments = connected(receipts, 0)
  const keys = connected(receipts, 11)
  return {
    confirm: (locale) => confirmDiagram(moments, locale),
    send: (locale) => sendDiagram(behaviour, locale),
    receipt: (locale) => stateDiagram(payments, RECEIPT[locale]),
    'billing-key': (locale) => stateDiagram(keys, BILLING_KEY[locale]),
    reservation: (locale) => stateDiagram(reservations, RESERVATION[locale]),
  }
}

const PLACE = /(<!-- picture: ([\w-]+) -->\n)[^]*?(<!-- \/picture -->)/g

/** The names of the pictures of a page, in order. */
export const picturesOf = (text: string): readonly string[] => [...text.matchAll(PLACE)].map(([, , name = '']) => name)

/** The text of a page with its pictures as they are now. */
export const withPictures = (text: string, pictures: Readonly<Record<string, Draw>>, locale: Locale): string =>
  text.replace(PLACE, (_, begin: string, name: string, end: string) => {
    const draw = pictures[name]
    if (!draw) throw new Error(`there is no picture ${name}`)
    return `${begin}\`\`\`mermaid\n${draw(locale)}\n\`\`\`\n${end}`
  })
