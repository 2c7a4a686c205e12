import type { Api } from './api.js'
import type { Context } from './context.js'

/** FNV-1a, 32 bits: tells names apart, and proves nothing. */
const hash = (text: string): string => {
  let bits = 0x811c9dc5
  for (let index = 0; index < text.length; index++) bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193)
  return (bits >>> 0).toString(36)
}

/**
 * Names a merchant without a secret: a hash of the base URL with each public key of theirs. Empty where they cannot be read.
 */
export const merchantOf = (ctx: Context, api: Api): string => {
  try {
    const { credentials } = ctx
    const baseUrl = api.baseUrl(ctx)
    const { client_key, application_id } = { ...(typeof credentials === 'function' ? credentials() : credentials) }
    return [client_key, application_id].flatMap((key) => (key ? hash(`${baseUrl} ${key}`) : [])).join('.')
  } catch {
    return ''
  }
}
