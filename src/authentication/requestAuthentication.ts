import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Carrier } from '../codes/carriers.js'
import type { Gateway } from '../codes/gateways.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Digits, Metadata, OwnId, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { User } from '../payment/schemas/User.js'
import { BegunCertificate, type Certificate } from './schemas/Certificate.js'

/** What {@link requestAuthentication} takes. */
export const RequestAuthenticationInput = v.strictObject({
  /** Your id of this verification; the answer calls it `authenticate_id`. */
  authentication_id: OwnId,
  /** Provider, `danal` or `다날`. */
  pg: Text as v.GenericSchema<Gateway>,
  /** Method: `본인인증` in the official SDKs; `identity`, `sms` and `auth` are in use too. */
  method: Text,
  /** Name of the person. */
  username: Text,
  /** Date of birth (YYMMDD) and the digit after it, a secret; six digits alone are in use too. */
  identity_no: Digits,
  /** Carrier: `SKT`, `KT`, `LGU+`, and each with `_MVNO`. One source spells the third `LGT`. */
  carrier: Text as v.GenericSchema<Carrier>,
  /** Phone number; hyphens and spaces are taken out. */
  phone: Digits,
  /** Address of the person's own machine. */
  client_ip: Text,
  /** What it is for, as the person will see it. */
  order_name: Text,
  /** Address of your site, or name of your app. */
  site_url: v.optional(Text),
  /** By text message or by the carriers' app; absent means `sms`. */
  authenticate_type: v.optional(v.picklist(['sms', 'pass'])),
  /** Options. */
  extra: v.optional(Extra),
  /** The person. */
  user: v.optional(User),
  /** Anything of your own; comes back in answers. */
  metadata: v.optional(Metadata),
})
/** What {@link requestAuthentication} takes. */
export type RequestAuthenticationInput = v.InferInput<typeof RequestAuthenticationInput>

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
