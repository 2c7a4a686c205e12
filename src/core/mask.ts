import type { ApiRequest } from './request.js'

/** Members of a request whose text may be read by anybody who reads a log. */
const OPEN =
  /^(pg|method|order_name|name|bank_name|bank_code|cash_receipt_type|auth_type|authenticate_type|carrier|delivery_corp|currency|content_type|card_quota|card_interest|area)$/

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => (OPEN.test(name) ? [] : textsIn(member)))
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

/** What of a request must not be read in an error: all its texts but the caller's own keys, and the credentials. */
export const secretsOf = ({ body, query, path, keys }: ApiRequest<unknown>, authorization = ''): string[] => {
  const known = Object.values(keys).map(String)
  const id = body ? '' : path.slice(path.lastIndexOf('/') + 1)
  const texts = [
    ...textsIn(body),
    ...textsIn(query),
    id,
    authorization.replace(/^\w+ /, ''),
    ...plainBasic(authorization),
  ]
  return texts.filter((text) => text.length > 1 && !known.includes(text))
}

/** Bootpay's text without what it echoes of the request, and without long numbers and key-like words. */
export const mask = (text: unknown, secrets: readonly string[]): string =>
  secrets
    .reduce(
      (masked, secret) => masked.replace(new RegExp(secret.replace(/\W/g, '\\$&'), 'gi'), '***'),
      typeof text === 'string' ? text.slice(0, 300) : '',
    )
    .replace(/[\w+/=%.@-]{6,}/g, (word) => (/[\d@]|.{20}/.test(word) ? '***' : word))

/** Whether a text holds one of the secrets. */
export const isEcho = (text: string, secrets: readonly string[]): boolean =>
  secrets.some((secret) => secret.length > 5 && text.toLowerCase().includes(secret.toLowerCase()))
