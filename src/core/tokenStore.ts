import type { Context } from './context.js'
import type { KeyPair } from './credentials.js'
import { isPrintable, membersOf } from './fields.js'
import type { TokenShelf } from './tokenState.js'

/**
 * Where processes share the token of a merchant. It may fail, be slow, forget, or hold nonsense: each call gets half a
 * second, and what does not fit counts as nothing.
 */
export type TokenStore = {
  /** Gives what was kept under a key, or anything else when there is nothing. */
  readonly get: (key: string) => Promise<unknown>
  /** Keeps a plain JSON value under a key, for so many milliseconds at the most. */
  readonly set: (key: string, value: unknown, ttlMs: number) => Promise<unknown>
  /** What is wrong with how the store was made: each call that needs a token is then a `CredentialsError` that says so. */
  readonly problem?: string | undefined
}

const LIMIT_MS = 500

/** Runs a call of the store for half a second at the most; what fails or takes longer gives nothing. */
const briefly = (call: () => Promise<unknown>): Promise<unknown> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, LIMIT_MS)
    const end = (value?: unknown) => {
      clearTimeout(timer)
      resolve(value)
    }
    // Within a promise, so that what is thrown at once ends up in the same place.
    Promise.resolve()
      .then(call)
      .then(end, () => end())
  })

/** The name of a merchant's token in the store: a hash, so that no key of theirs can be read from it. */
const storeKeyOf = async (baseUrl: string, { application_id, private_key }: KeyPair): Promise<string | undefined> => {
  try {
    const bytes = new TextEncoder().encode(JSON.stringify([baseUrl, application_id, private_key]))
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return `bootpay-fp:token:${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  } catch {
    // Without WebCrypto there is no safe name, and so no store.
    return undefined
  }
}

/** The place of a merchant's token in a store. Another merchant's entry, an older version and nonsense are nothing. */
export const shelfIn =
  (store: TokenStore) =>
  async ({ now }: Context, baseUrl: string, pair: KeyPair): Promise<TokenShelf | undefined> => {
    const key = await storeKeyOf(baseUrl, pair)
    if (!key) return undefined
    return {
      read: async () => {
        const kept: Readonly<Partial<Record<'v' | 'key' | 'token' | 'expiresAt', unknown>>> = membersOf(
          Object(await briefly(() => store.get(key))) as object,
        )
        const { token, expiresAt } = kept
        return kept.v === 1 && kept.key === key && isPrintable(token) && Number.isFinite(expiresAt)
          ? { token, expiresAt: expiresAt as number }
          : undefined
      },
      write: async ({ token, expiresAt }) => {
        const ttlMs = expiresAt - now()
        if (ttlMs > 0) await briefly(() => store.set(key, { v: 1, key, token, expiresAt }, ttlMs))
      },
    }
  }
