import { isFailure, misuse, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { Store } from '../engine/store.js'
import { authentications } from '../pg/authentication/collection.js'
import { isBirth } from '../pg/birth.js'
import { pgCode } from '../pg/names.js'
import { announceIdentity } from '../webhooks/announce.js'
import { keep } from './keep.js'

/** Who verified their identity in the browser. */
export type BrowserIdentity = {
  readonly authentication_id?: string
  readonly username?: string
  readonly phone?: string
  /** Date of birth, `YYYY-MM-DD` in the sandbox's own REST answers (assumed). */
  readonly birth?: string
  /** 1 male, 0 female. */
  readonly gender?: number
  /** 0 Korean, 1 foreign. */
  readonly foreigner?: number
  readonly carrier?: string
  /** Default: danal. */
  readonly pg?: string
}

/** The buyer verifies their identity; gives the receipt id. */
export const verifyIdentity = (store: Store, at: number, given: BrowserIdentity): string | Failure => {
  const identity = keep('verifyIdentity', given)
  if (isFailure(identity)) return identity
  if (identity.birth !== undefined && !isBirth(identity.birth))
    return misuse('REQUEST_INVALID', 'verifyIdentity: birth must be a date, such as 1990-10-14')
  const receipt_id = newId(store)
  const verified = authentications.save(store, {
    receipt_id,
    authenticate_id: identity.authentication_id ?? receipt_id,
    pg: pgCode(identity.pg ?? 'danal'),
    pass: true,
    requested_at: at,
    authenticated_at: at,
    number_of_realarms: 0,
    username: identity.username ?? '홍길동',
    phone: identity.phone ?? '01000000000',
    birth: identity.birth ?? '1990-10-14',
    gender: identity.gender ?? 1,
    foreigner: identity.foreigner ?? 0,
    carrier: identity.carrier ?? 'SKT',
    status: 12,
  })
  announceIdentity(store, verified, at)
  return receipt_id
}
