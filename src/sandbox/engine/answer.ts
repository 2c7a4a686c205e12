import { isFailure, type Failure } from './errors.js'

/** What a handler answers with: the bare body, or why it refuses. */
export type Answer = object | null | Failure

/** An answer as it goes over the wire. */
export type Written = { readonly status: number; readonly text: string }

/** Writes an answer out. */
export const write = (answer: Answer): Written =>
  isFailure(answer)
    ? {
        status: answer.status,
        text: JSON.stringify({
          error_code: answer.code,
          message: answer.message,
          pg_error_code: answer.pg_error_code,
        }),
      }
    : { status: 200, text: JSON.stringify(answer) }

const headers: [string, string][] = [['content-type', 'application/json; charset=utf-8']]

/** Sends a written answer off, with another body when it is to be damaged. Every JSON answer leaves through here. */
export const leave = ({ status, text }: Written, body: string | Uint8Array | ReadableStream = text): Response =>
  new Response(body as BodyInit, { status, headers })
