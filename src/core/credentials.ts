import type { Either } from 'fp-ts/lib/Either.js'

import type { CredentialsError } from './errors.js'
import { isPrintable, membersOf } from './fields.js'

/**
 * The keys of one merchant, as Bootpay's admin console shows them.
 *
 * Give `client_key` and `secret_key` (sent as Basic, no token request), or `application_id` and `private_key` (a token,
 * sent as Bearer), or both: then Basic wins, except for the operations that Bootpay was seen to refuse with Basic.
 *
 * @example
 * const credentials: Credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
 */
export type Credentials = {
  /** Client key; public by Bootpay's documentation. */
  readonly client_key?: string | undefined
  /** Secret key that belongs to `client_key`. */
  readonly secret_key?: string | undefined
  /** REST application id; the ids for web and app are refused with `APP_KEY_NOT_REST`. Needs a token state in the Context. */
  readonly application_id?: string | undefined
  /** Private key that belongs to `application_id`. */
  readonly private_key?: string | undefined
}

/** Credentials with a client key, which need no token. */
export type ClientKeys = Credentials & { readonly client_key: string | undefined }

/** A value held in a closure, so that printing, spreading or serialising what carries it shows nothing. */
export type Secret<A> = () => A

/** The pair of keys that a token is asked for with. */
export type KeyPair = { readonly application_id: string; readonly private_key: string }

/** Credentials that passed the check: each pair whole or absent, and at least one there. */
export type CheckedCredentials = { readonly basic: string | undefined; readonly pair: KeyPair | undefined }

/** A Left that says what is wrong with the keys. */
export const credentialsError = (message: string): Either<CredentialsError, never> => ({
  _tag: 'Left',
  left: { _tag: 'CredentialsError', message },
})

/** Where a secret keeps the outcome of its check. */
const CHECKED = Symbol()

type Held = Secret<Credentials> & { [CHECKED]?: Secret<Either<CredentialsError, CheckedCredentials>> }

/** Checks that each pair is whole and printable; the error names the member, never its value. What a Context holds is checked once. */
export const readCredentials = (given: Credentials | Held): Either<CredentialsError, CheckedCredentials> =>
  typeof given === 'function' ? (given[CHECKED]?.() ?? check(given())) : check(given)

/** Holds credentials in a closure. */
export const hold = (credentials: Credentials): Secret<Credentials> => {
  const copy = membersOf(credentials) as Credentials
  const checked = check(copy)
  return Object.defineProperty(() => copy, CHECKED, { value: () => checked })
}

const check = (given: Credentials): Either<CredentialsError, CheckedCredentials> => {
  const { client_key, secret_key, application_id, private_key } = membersOf(given)
  const members = { client_key, secret_key, application_id, private_key }
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && !isPrintable(value))
      return credentialsError(`${name} must be text without white space, copied whole from the admin console`)
  }
  const half = (one: string, other: string) =>
    credentialsError(`${one} and ${other} go together: one of them is missing`)
  if (!client_key !== !secret_key) return half('client_key', 'secret_key')
  if (!application_id !== !private_key) return half('application_id', 'private_key')
  if (!client_key && !application_id)
    return credentialsError('give client_key and secret_key, or application_id and private_key')
  return {
    _tag: 'Right',
    right: {
      basic: client_key && `Basic ${btoa(`${client_key}:${secret_key}`)}`,
      pair: application_id && private_key ? { application_id, private_key } : undefined,
    },
  }
}

/** What is said where a token is needed and the Context has none to share. */
export const NO_TOKENS =
  'application_id and private_key need a token state: createContext({ credentials, tokens: createTokenState() })'
