import type { Context } from './context.js'
import type { ApiRequest } from './request.js'

const textsIn = (value: unknown, open: readonly string[]): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => (open.includes(name) ? [] : textsIn(member, open)))
    : typeof value === 'string'
      ? [value]
      : []

const plainBasic = (authorization: string): string[] => {
  try {
    return atob(authorization.replace(/^Basic /, '')).split(':')
  } catch {
    return []
  }
}

/** The texts of a request that must not appear in an error: all but those in `about`, and the credentials. */
export const secretsOf = (
  ctx: Context,
  { api, body, query, path, about }: ApiRequest<unknown>,
  authorization = '',
): string[] => {
  const known = [...api.open, ...Object.values(about).map(String)]
  const id = body ? '' : path.slice(path.lastIndexOf('/') + 1)
  const texts = [
    ...textsIn([body, query, id, api.secrets?.(ctx, id)], api.open),
    authorization.replace(/^\w+ /, ''),
    ...plainBasic(authorization),
  ]
  return texts.filter((text) => text.length > 1 && !known.includes(text))
}

const SHOWN_CHARS = 300
/** How much of a text is read. */
const READ_CHARS = 2_048
/** A longer secret is found by its beginning, and what follows it is not shown. */
const BEGINNING_CHARS = 120
/** Marks what is taken out. The text itself has none: private characters were replaced before. */
const HIDDEN = '\ue000'

/** Reduces a text to what is compared: letters and digits, in one case, full-width ones as plain ones. */
const lettersOf = (text: string) => {
  let letters = ''
  const places: number[] = []
  for (const { 0: letter, index } of text.normalize('NFKC').matchAll(/[\p{LC}\p{Lo}\p{N}]/gu)) {
    letters += letter.toLowerCase()
    while (places.length < letters.length) places.push(index)
  }
  return { letters, places }
}

/** A secret as it is and in base64. Percent-encoded and JSON-escaped ones are key-like words where they are not the same. */
const formsOf = (secret: string): string[] => {
  const text = secret.slice(0, READ_CHARS)
  const bytes = String.fromCharCode(...new TextEncoder().encode(text))
  return [text, btoa(bytes)].map((form) => lettersOf(form).letters.slice(0, BEGINNING_CHARS))
}

/**
 * Bootpay's text without what it echoes of the request, without numbers of six digits and more, key-like words and what a
 * log would not print; at most 300 characters.
 */
export const mask = (text: unknown, secrets: readonly string[]): string => {
  if (typeof text !== 'string') return ''
  const plain = text
    .slice(0, READ_CHARS)
    .normalize('NFKC')
    // The last one is the middle dot of Korean keyboards, which Unicode takes for a letter.
    .replace(/[\p{C}\p{Z}\p{DI}\u119e]+/gu, ' ')
    .trim()
  const { letters, places } = lettersOf(plain)
  // All is marked before any of it is taken out, since one match may begin within another.
  const marked = plain.slice(0, SHOWN_CHARS).split('')
  for (const { 0: word, index } of plain.matchAll(/[\w+/=%.@\\-]{6,}/g))
    if (/[\d@%\\]|.{20}/.test(word)) marked.fill(HIDDEN, index, index + word.length)
  for (const form of [...(letters.match(/\p{N}{6,}/gu) ?? []), ...secrets.flatMap(formsOf)])
    for (let at = 0; form[1] && (at = letters.indexOf(form, at)) >= 0; at++)
      marked.fill(
        HIDDEN,
        places[at],
        form[BEGINNING_CHARS - 1] ? SHOWN_CHARS : (places[at + form.length - 1] as number) + 1,
      )
  return (
    marked
      // Of a text that was cut, the half at the cut is never shown: it may end in half a secret.
      .slice(0, text.length > READ_CHARS ? plain.length >> 1 : SHOWN_CHARS)
      .join('')
      .replace(/[\ue000\p{Cs}]+/gu, '***')
      .slice(0, SHOWN_CHARS)
  )
}

/** Whether a code contains one of the secrets, or is one itself. */
export const isEcho = (code: string, secrets: readonly string[]): boolean => {
  const { letters } = lettersOf(code)
  return secrets.flatMap(formsOf).some((form) => letters.includes(form) && form.length > (form === letters ? 3 : 5))
}
