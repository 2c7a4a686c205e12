import type { Either } from 'fp-ts/lib/Either.js'

import type { BootpayError, ReadError } from './errors.js'
import type { ApiRequest, Effect, Failure, Outcome } from './request.js'

/** What a Left says of its request. */
export type Subject<E extends Effect = Effect> = Pick<
  ApiRequest<unknown, E>,
  'operation' | 'about' | 'effect' | 'reconcile'
>

/** Whether a request changes something, so that a lost answer leaves its outcome unknown. */
export const isWrite = ({ effect }: { readonly effect: Effect }): boolean => effect !== 'read' && effect !== 'token'

/** Makes a Left of a request: its operation, what it is about, and what went wrong. */
export const leftOf = <Tag extends BootpayError['_tag']>(
  { operation, about }: Pick<Subject, 'operation' | 'about'>,
  _tag: Tag,
  message: string,
  facts?: object,
): Either<Extract<BootpayError, { _tag: Tag }>, never> => ({
  _tag: 'Left',
  left: { _tag, operation, message, about, ...facts } as unknown as Extract<BootpayError, { _tag: Tag }>,
})

/** The Left of a read without a whole answer, or of a write that was surely not sent. */
export const lost = (
  request: Pick<Subject, 'operation' | 'about' | 'effect'>,
  why: NonNullable<Outcome['why']>,
  code?: string,
): Either<ReadError, never> =>
  leftOf(
    request,
    why,
    (why === 'TimeoutError'
      ? 'out of time'
      : why === 'AbortError'
        ? 'aborted by the caller'
        : 'no connection, or no whole answer') + (isWrite(request) ? '; nothing was sent' : ''),
    { code },
  )

/** The Left of a call that a broken Context or callback ended: unless nothing was sent, how far it came cannot be told. */
export const broken = <E extends Effect>(request: Subject<E>, sent = true, merchant = ''): Either<Failure<E>, never> =>
  (sent && isWrite(request)
    ? leftOf(request, 'OutcomeUnknown', 'a function of the Context threw', {
        phase: 'awaiting',
        reconcile: request.reconcile ?? 'webhook',
        startedAt: Date.now(),
        merchant,
      })
    : leftOf(request, 'NetworkError', `a function of the Context threw${sent ? '' : '; nothing was sent'}`)) as Either<
    Failure<E>,
    never
  >
