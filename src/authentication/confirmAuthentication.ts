import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Digits, Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { BegunCertificate, type Certificate } from './schemas/Certificate.js'

/** What {@link confirmAuthentication} takes. */
export type ConfirmAuthenticationInput = {
  /** Receipt id that {@link requestAuthentication} gave. */
  readonly receipt_id: string
  /** The number in the text message, a secret; absent or `null` for the carriers' app. */
  readonly otp?: string | null | undefined
}
/** Schema of {@link ConfirmAuthenticationInput}. */
export const ConfirmAuthenticationInput: InputSchema<ConfirmAuthenticationInput> = v.strictObject({
  receipt_id: Id,
  otp: v.nullish(Digits),
})

/** Builds the request of {@link confirmAuthentication} without sending it. */
export const confirmAuthenticationRequest = (input: ConfirmAuthenticationInput): Built<Certificate> =>
  buildWrite('confirmAuthentication', ConfirmAuthenticationInput, input, ({ receipt_id, otp = null }) => ({
    method: 'POST',
    path: '/authenticate/confirm',
    body: { receipt_id, otp },
    effect: 'state',
    reconcile: 'getCertificate',
    output: BegunCertificate,
  }))

/**
 * Confirms an identity verification with the number that the person got.
 *
 * Without `otp` it asks whether the person confirmed in their carrier's app. The answer is in status 12 when it is done.
 *
 * Refused with `AUTH_NOT_CONFIRMED` when the number is wrong or the app has no answer yet, `AUTH_ALREADY_AUTHENTICATED` when it was
 * done before.
 *
 * @example
 * const result = await confirmAuthentication(ctx, { receipt_id: '61b009aaec81b4057e7f6ecd', otp: form.otp })()
 */
export const confirmAuthentication = (
  ctx: Context,
  input: ConfirmAuthenticationInput,
): TaskEither<BootpayError, Certificate> => call(ctx, confirmAuthenticationRequest(input))
