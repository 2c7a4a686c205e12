import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { Certificate } from './schemas/Certificate.js'

/** What {@link getCertificate} takes. */
export type GetCertificateInput = {
  /** Receipt id of the identity verification. */
  readonly receipt_id: string
}
/** Schema of {@link GetCertificateInput}. */
export const GetCertificateInput: InputSchema<GetCertificateInput> = v.strictObject({ receipt_id: Id })

/** Builds the request of {@link getCertificate} without sending it. */
export const getCertificateRequest = (input: GetCertificateInput): Built<Certificate, 'read'> =>
  buildRead('getCertificate', GetCertificateInput, input, ({ receipt_id }) => ({
    method: 'GET',
    path: `/certificate/${receipt_id}`,
    output: Certificate,
  }))

/**
 * Looks up the result of an identity verification.
 *
 * Use it when the browser says that the person verified themselves: `status` 12 is done. Results can be read for about 30 minutes,
 * so store what you need. Name, birth and the like are personal data.
 *
 * Refused with `AUTH_EXPIRED` after those 30 minutes, with `RC_NOT_FOUND` when the receipt is unknown.
 *
 * @example
 * const result = await getCertificate(ctx, { receipt_id: '61b009aaec81b4057e7f6ecd' })()
 */
export const getCertificate = (ctx: Context, input: GetCertificateInput): TaskEither<ReadError, Certificate> =>
  call(ctx, getCertificateRequest(input))
