import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { pg } from 'bootpay-fp/pg'

/**
 * @typedef {import('bootpay-fp').Context} Context
 * @typedef {import('bootpay-fp').Event} Event
 * @typedef {import('@opentelemetry/api').Tracer} Tracer
 */

/**
 * Ids of the payment, which an operator searches by. Events hold no header, body, path or secret, so neither do spans. The
 * standard's `url.full` is left out on purpose: some of Bootpay's paths end in a billing key.
 * @param {Readonly<Record<string, string | number>>} about
 */
const idsOf = (about) => Object.fromEntries(Object.entries(about).map(([name, value]) => [`bootpay.${name}`, value]))

/**
 * Makes an `onEvent` hook that turns each attempt into a client span beneath `parent`, and everything else into events of it.
 * @param {Tracer} tracer
 * @param {import('@opentelemetry/api').Context} parent
 * @param {URL} server
 * @returns {(event: Event) => void}
 */
const hookOf = (tracer, parent, server) => (event) => {
  switch (event.type) {
    case 'request':
      return // the answer knows all that is needed
    case 'answer': {
      const { operation, method, about, attempt, status, at, elapsedMs } = event
      const failed = status === undefined || status >= 400
      const span = tracer.startSpan(
        `${method} ${operation}`,
        {
          kind: SpanKind.CLIENT,
          startTime: at - elapsedMs,
          attributes: {
            'http.request.method': method,
            'server.address': server.hostname,
            'server.port': Number(server.port || (server.protocol === 'https:' ? 443 : 80)),
            ...(status !== undefined && { 'http.response.status_code': status }),
            ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
            ...(failed && { 'error.type': status === undefined ? 'no_answer' : String(status) }),
            'bootpay.operation': operation,
            ...idsOf(about),
          },
        },
        parent,
      )
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(at)
      return
    }
    default: {
      const { type, at, ...rest } = event
      const { about = {}, ...others } = 'about' in rest ? rest : { ...rest, about: {} }
      trace.getSpan(parent)?.addEvent(`bootpay.${type}`, { ...others, ...idsOf(about) }, at)
    }
  }
}

/**
 * Runs something with a Context in a span of its own: the requests become its children, and a Left its error. The span is
 * passed along as a value, so no global context manager is needed.
 *
 * @template E, A
 * @param {Tracer} tracer
 * @param {Context} ctx
 * @param {string} name
 * @param {(ctx: Context) => import('fp-ts/lib/TaskEither.js').TaskEither<E & { _tag: string }, A>} work
 * @param {import('@opentelemetry/api').Context} [outer] what this span is beneath, such as the incoming request's
 * @returns {import('fp-ts/lib/TaskEither.js').TaskEither<E & { _tag: string }, A>}
 */
export const traced = (tracer, ctx, name, work, outer) => async () => {
  const beneath = outer ?? context.active()
  const span = tracer.startSpan(name, { startTime: ctx.now() }, beneath)
  const hook = hookOf(tracer, trace.setSpan(beneath, span), new URL(pg.baseUrl(ctx)))
  const result = await work({
    ...ctx,
    onEvent: (event) => {
      hook(event)
      ctx.onEvent?.(event)
    },
  })()
  if (result._tag === 'Left')
    span.setAttribute('error.type', result.left._tag).setStatus({ code: SpanStatusCode.ERROR })
  span.end(ctx.now())
  return result
}
