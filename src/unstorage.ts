import { isText, membersOf } from './core/fields.js'
import type { TokenStore } from './core/tokenStore.js'

/** What is needed of unstorage: every `createStorage()` fits. */
export type TokenStorage = {
  readonly getItem: (key: string) => Promise<unknown>
  readonly setItem: (key: string, value: Record<string, unknown>, options: { ttl: number }) => Promise<unknown>
}

/** How tokens are kept. */
export type TokenStorageOptions = {
  /**
   * Seals each token with a key that is derived from this text, the private key best. Left out, tokens are kept as they are;
   * there and `undefined`, blank or no text, each call that needs a token is a `CredentialsError`.
   */
  readonly sealWith?: string
}

const encoder = new TextEncoder()

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

/** AES-GCM by a key that is derived from a secret with HKDF. The entry's name is sealed with it: it fits no other one. */
const cipherOf = async (secret: string, name: string) => {
  const source = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey'])
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: encoder.encode('bootpay-fp token v1'),
  }
  const algorithm = { name: 'AES-GCM', length: 256 }
  const key = await crypto.subtle.deriveKey(derivation, source, algorithm, false, ['encrypt', 'decrypt'])
  const parameters = (iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData: encoder.encode(name) })
  return {
    seal: async (value: unknown): Promise<string> => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt(parameters(iv), key, encoder.encode(JSON.stringify(value)))
      return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]))
    },
    open: async (sealed: string): Promise<unknown> => {
      const bytes = fromBase64(sealed)
      const open = await crypto.subtle.decrypt(parameters(bytes.slice(0, 12)), key, bytes.slice(12))
      return JSON.parse(new TextDecoder().decode(open))
    },
  }
}

/** Whether options are there and say nothing: only then may a token be kept in the clear. */
const isEmpty = (options: unknown): boolean => {
  try {
    // Throws at what is no object.
    return Reflect.ownKeys(options as object).length === 0
  } catch {
    return false
  }
}

/**
 * Makes a token store of any unstorage driver (Redis, Upstash, Cloudflare KV, …), so that processes share one token.
 *
 * Use it for many short-lived processes. It is a help, never a need: when the storage is down, slow or holds nonsense, the
 * token is asked for as if there were none. A token is a secret of 30 minutes; with `sealWith` it is kept encrypted (AES-GCM,
 * by WebCrypto), and what was sealed with another key counts as nothing. A `sealWith` that is there and is no text, such as that
 * of an environment variable that is not set, is never taken for none. Drivers that ignore `ttl` keep an ended entry; it is
 * never used.
 *
 * @example
 * // const storage = createStorage({ driver: redisDriver({ url: 'redis://127.0.0.1' }) })
 * const store = unstorageTokenStore(storage, { sealWith: credentials.private_key })
 * const ctx = createContext({ credentials, tokens: sharedTokens(store) })
 */
export const unstorageTokenStore = (storage: TokenStorage, options: TokenStorageOptions = {}): TokenStore => {
  const { sealWith }: { readonly sealWith?: unknown } = membersOf(options)
  const open = isEmpty(options)
  const problem =
    open || isText(sealWith)
      ? undefined
      : 'sealWith of unstorageTokenStore must be text, and not empty: leave it out to seal nothing'
  const cipher = (name: string) => cipherOf(sealWith as string, name)
  return {
    problem,
    get: async (key) => {
      if (problem) return undefined
      const kept = await storage.getItem(key)
      if (open) return kept
      const { v, sealed } = Object(kept) as { v?: unknown; sealed?: unknown }
      return v === 1 && typeof sealed === 'string' ? (await cipher(key)).open(sealed) : undefined
    },
    set: async (key, value, ttlMs) => {
      if (problem) return undefined
      // Always an object: unstorage parses bare strings again and makes other values of them.
      const kept = open ? value : { v: 1, sealed: await (await cipher(key)).seal(value) }
      return storage.setItem(key, kept as Record<string, unknown>, { ttl: Math.ceil(ttlMs / 1_000) })
    },
  }
}
