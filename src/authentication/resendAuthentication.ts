import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { BegunCertificate, type Certificate } from './schemas/Certificate.js'

/** What {@link resendAuthentication} takes. */
export type ResendAuthenticationInput = {
  /** Receipt id that {@link requestAuthentication} gave. */
  readonly receipt_id: string
}
/** Schema of {@link ResendAuthenticationInput}. */
export const ResendAuthenticationInput: InputSchema<ResendAuthenticationInput> = v.strictObject({ receipt_id: Id })

/** Builds the request of {@link resendAuthentication} without sending it. */
export const resendAuthenticationRequest = (input: ResendAuthenticationInput): Built<Certificate> =>
  buildWrite('resendAuthentication', ResendAuthenticationInput, input, (body) => ({
    method: 'POST',
    path: '/authenticate/realarm',
    body,
    effect: 'message',
    reconcile: 'webhook',
    output: BegunCertificate,
  }))

/**
 * Sends the text message of an identity verification again.
 *
 * Every call sends another message. Refused with `AUTH_NOT_READY` when no verification waits.
 *
 * @example
 * const result = await resendAuthentication(ctx, { receipt_id: '61b009aaec81b4057e7f6ecd' })()
 */
export const resendAuthentication = (
  ctx: Context,
  input: ResendAuthenticationInput,
): TaskEither<BootpayError, Certificate> => call(ctx, resendAuthenticationRequest(input))
