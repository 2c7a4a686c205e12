import { minute } from '../../engine/clock.js'
import { newId } from '../../engine/ids.js'
import { missing, text } from '../../engine/parameters.js'
import type { Call, Handler } from '../../engine/router.js'
import { announceIdentity } from '../../webhooks/announce.js'
import { birthOf } from '../birth.js'
import { refused } from '../codes.js'
import { pgCode } from '../names.js'
import { authentications } from './collection.js'
import type { AuthenticationRecord } from './record.js'
import { authenticationAnswer } from './view.js'

/** The number every text message of the sandbox holds. */
export const sandboxOtp = '000000'

const certificateLife = 30 * minute

const authenticationOf = ({ store, parameters }: Call): AuthenticationRecord | undefined =>
  authentications.get(store, text(parameters['receipt_id']) ?? '')

/** `GET /certificate/{receipt_id}` */
export const getCertificate: Handler = ({ store, at, holes: { receipt_id = '' } }) => {
  const authentication = authentications.get(store, receipt_id)
  if (authentication === undefined) return refused('RC_NOT_FOUND')
  if (authentication.authenticated_at === undefined) return refused('AUTH_NOT_CONFIRMED')
  if (at - authentication.authenticated_at >= certificateLife) return refused('AUTH_EXPIRED')
  return authenticationAnswer(authentication)
}

/** `POST /request/authentication` */
export const requestAuthentication: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['pg', 'method']) !== undefined) return refused('AUTH_NEED_PG_METHOD')
  const absent = missing(parameters, ['authentication_id', 'username', 'identity_no', 'carrier', 'phone', 'order_name'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const identity = text(parameters['identity_no']) ?? ''
  const phone = text(parameters['phone']) ?? ''
  const birth = birthOf(identity, at)
  if (birth === undefined || !/^01\d{8,9}$/.test(phone)) return refused('AUTH_CONFIRM_READY_FAILED')
  const digit = identity.charAt(6)
  const authentication = authentications.save(store, {
    receipt_id: newId(store),
    authenticate_id: text(parameters['authentication_id']) ?? '',
    pg: pgCode(text(parameters['pg']) ?? ''),
    pass: text(parameters['authenticate_type']) === 'pass',
    requested_at: at,
    authenticated_at: undefined,
    number_of_realarms: 0,
    username: text(parameters['username']),
    phone,
    birth,
    gender: digit === '' ? undefined : Number(digit) % 2,
    foreigner: digit === '' ? undefined : Number(/[5678]/.test(digit)),
    carrier: text(parameters['carrier']),
    status: 50,
  })
  return authenticationAnswer(authentication)
}

/** `POST /authenticate/confirm` */
export const confirmAuthentication: Handler = (call) => {
  const authentication = authenticationOf(call)
  if (authentication === undefined) return refused('RC_NOT_FOUND')
  if (authentication.status === 12) return refused('AUTH_ALREADY_AUTHENTICATED')
  if (!authentication.pass && text(call.parameters['otp']) !== sandboxOtp) return refused('AUTH_NOT_CONFIRMED')
  const { store, at } = call
  const verified = authentications.save(store, { ...authentication, status: 12, authenticated_at: at })
  announceIdentity(store, verified, at)
  return authenticationAnswer(verified)
}

/** `POST /authenticate/realarm` */
export const resendAuthentication: Handler = (call) => {
  const authentication = authenticationOf(call)
  if (authentication === undefined || authentication.status !== 50) return refused('AUTH_NOT_READY')
  const number_of_realarms = authentication.number_of_realarms + 1
  return authenticationAnswer(authentications.save(call.store, { ...authentication, number_of_realarms }))
}
