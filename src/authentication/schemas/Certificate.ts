import { answer, answerThat } from '../../core/answer.js'
import { AnswerId } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** What an identity verification found out. Personal data; phone, carrier and foreigner need an extra contract with Danal. */
export type AuthenticateData = {
  /** The person's name. */
  readonly name?: string | null | undefined
  /** The person's phone number. */
  readonly phone?: string | null | undefined
  /** The person across services (CI); one source calls it DI. */
  readonly unique?: string | null | undefined
  /** The person within your service (DI); seen by third parties. */
  readonly di?: string | null | undefined
  /** Date of birth as text; the official types say a date, which it never is. */
  readonly birth?: string | null | undefined
  /** 0 female, 1 male. */
  readonly gender?: number | string | null | undefined
  /** 1 for a foreigner, 0 otherwise. */
  readonly foreigner?: number | string | null | undefined
  /** Their mobile carrier. */
  readonly carrier?: string | null | undefined
  /** How often the message was sent again. */
  readonly number_of_realarms?: number | null | undefined
  /** Transaction id at the provider. */
  readonly tid?: string | null | undefined
}

/** An identity verification, under way or done. No real answer was ever seen: the members are those of the official types. */
export type Certificate = {
  /** Bootpay's id of the verification. */
  readonly receipt_id: string
  /** The merchant's own id; requests call it `authentication_id`. */
  readonly authenticate_id?: string | null | undefined
  /** Provider by its display name. */
  readonly pg?: string | null | undefined
  /** Method by its display name. */
  readonly method?: string | null | undefined
  /** What the person chose by its display name. */
  readonly method_origin?: string | null | undefined
  /** What the person chose as a code. */
  readonly method_origin_symbol?: string | null | undefined
  /** When it was done, ISO 8601 with offset; absent until then. */
  readonly authenticated_at?: string | null | undefined
  /** When it was begun, ISO 8601 with offset. */
  readonly requested_at?: string | null | undefined
  /** 12 done, 50 under way. */
  readonly status?: number | null | undefined
  /** `status` in Korean. */
  readonly status_locale?: string | null | undefined
  /** What was found out; incomplete until it is done. */
  readonly authenticate_data?: AuthenticateData | null | undefined
}

/** Schema of {@link Certificate}. */
export const Certificate: Schema<Certificate> = answer<Certificate>({
  receipt_id: AnswerId,
})

/** Schema of the certificate of a write: it must not say that it failed. */
export const BegunCertificate: Schema<Certificate> = answerThat(
  Certificate,
  ({ status }) => !status || status > 0,
  'status must not say that it failed',
)
