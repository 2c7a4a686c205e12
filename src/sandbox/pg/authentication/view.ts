import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import { digitsOf, hashOf } from '../../engine/ids.js'
import { methodName, pgName, statusName } from '../names.js'
import type { AuthenticationRecord } from './record.js'

/** An identity verification as all its calls answer it; a member that is `undefined` here is absent there. */
export type AuthenticationAnswer = {
  readonly receipt_id: string
  readonly authenticate_id: string
  readonly pg: string
  readonly method: string
  readonly method_origin: string
  readonly method_origin_symbol: string
  readonly authenticated_at?: string | undefined
  readonly requested_at: string
  readonly status_locale: string
  readonly status: number
  readonly authenticate_data: object
}

const uniqueOf = ({ username = '', birth = '' }: AuthenticationRecord): string =>
  `SANDBOX${hashOf(`${username} ${birth}`)}==`

/** Writes an identity verification; who it is comes only once it is done. */
export const authenticationAnswer = (authentication: AuthenticationRecord): AuthenticationAnswer => {
  const done = authentication.status === 12
  return {
    receipt_id: authentication.receipt_id,
    authenticate_id: authentication.authenticate_id,
    pg: pgName(authentication.pg),
    method: methodName('auth'),
    method_origin: methodName('auth'),
    method_origin_symbol: 'auth',
    authenticated_at: koreanTimeOf(authentication.authenticated_at),
    requested_at: koreanTime(authentication.requested_at),
    status_locale: statusName(authentication.status),
    status: authentication.status,
    authenticate_data: {
      name: done ? authentication.username : undefined,
      phone: done ? authentication.phone : undefined,
      unique: done ? uniqueOf(authentication) : undefined,
      birth: done ? authentication.birth : undefined,
      gender: done ? authentication.gender : undefined,
      foreigner: done ? authentication.foreigner : undefined,
      carrier: done ? authentication.carrier : undefined,
      number_of_realarms: authentication.number_of_realarms,
      tid: digitsOf(authentication.receipt_id),
    },
  }
}
