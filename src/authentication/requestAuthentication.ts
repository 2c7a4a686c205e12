import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Carrier } from '../codes/carriers.js'
import type { Gateway } from '../codes/gateways.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Digits, Metadata, OwnId, Phone, Text, type Field } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { User } from '../payment/schemas/User.js'
import { AuthenticationExtra } from './schemas/AuthenticationExtra.js'
import { BegunCertificate, type Certificate } from './schemas/Certificate.js'

/** What {@link requestAuthentication} takes. */
export type RequestAuthenticationInput = {
  /** Your id of this verification; the answer calls it `authenticate_id`. */
  readonly authentication_id: string | number
  /** Provider, `danal` or `다날`. */
  readonly pg: Gateway
  /** Method: `본인인증` in the official SDKs; `identity`, `sms` and `auth` are in use too. */
  readonly method: string
  /** Name of the person. */
  readonly username: string
  /** Date of birth (YYMMDD) and the digit after it, a secret; six digits alone are in use too. */
  readonly identity_no: string
  /** Carrier: `SKT`, `KT`, `LGU+`, and each with `_MVNO`. One source spells the third `LGT`. */
  readonly carrier: Carrier
  /** Phone number; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly phone: string
  /** Address of the person's own machine; three of the official SDKs never send it, that for Node requires it. */
  readonly client_ip?: string | undefined
  /** What it is for, as the person will see it. */
  readonly order_name: string
  /** Address of your site, or name of your app. */
  readonly site_url?: string | undefined
  /** By text message or by the carriers' app; absent means `sms`. */
  readonly authenticate_type?: 'sms' | 'pass' | undefined
  /** Options, such as the one carrier to choose. */
  readonly extra?: AuthenticationExtra | undefined
  /** The person. */
  readonly user?: User | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}
/** Schema of {@link RequestAuthenticationInput}. */
export const RequestAuthenticationInput: InputSchema<RequestAuthenticationInput> = v.strictObject({
  authentication_id: OwnId,
  pg: Text as v.GenericSchema<Gateway>,
  method: Text,
  username: Text,
  identity_no: Digits,
  carrier: Text as v.GenericSchema<Carrier>,
  phone: Phone,
  client_ip: v.optional(Text),
  order_name: Text,
  site_url: v.optional(Text),
  authenticate_type: v.optional(v.picklist(['sms', 'pass'])),
  extra: v.optional(AuthenticationExtra as Field<AuthenticationExtra>),
  user: v.optional(User as Field<User>),
  metadata: v.optional(Metadata),
})

/** Builds the request of {@link requestAuthentication} without sending it. */
export const requestAuthenticationRequest = (input: RequestAuthenticationInput): Built<Certificate> =>
  buildWrite('requestAuthentication', RequestAuthenticationInput, input, (body) => ({
    method: 'POST',
    path: '/request/authentication',
    body,
    effect: 'message',
    reconcile: 'webhook',
    output: BegunCertificate,
  }))

/**
 * Starts an identity verification: the person gets a text message, or a request in their carrier's app.
 *
 * Confirm it with {@link confirmAuthentication}. The answer is in status 50. Every call sends another message, so an unknown
 * outcome means that one may have been sent.
 *
 * Refused with `AUTH_CONFIRM_READY_FAILED` when the data does not fit the carrier's.
 *
 * @example
 * const result = await requestAuthentication(ctx, {
 *   authentication_id: 'verification-31',
 *   pg: 'danal',
 *   method: '본인인증',
 *   username: '홍길동',
 *   identity_no: person.birth,
 *   carrier: 'SKT',
 *   phone: '010-1234-5678',
 *   client_ip: '203.0.113.7',
 *   order_name: '회원 본인인증',
 * })()
 */
export const requestAuthentication = (
  ctx: Context,
  input: RequestAuthenticationInput,
): TaskEither<BootpayError, Certificate> => call(ctx, requestAuthenticationRequest(input))
