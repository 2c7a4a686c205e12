import { httpStatusOf, messageOf } from './codes.js'
import type { ErrorCode } from './codes.js'

/** An answer before it is written out: HTTP status and JSON body. */
export type Answer = { readonly status: number; readonly body: unknown }

/** An answer as it goes over the wire. */
export type Written = { readonly status: number; readonly text: string }

/** A success with its bare body. */
export const answered = (body: unknown): Answer => ({ status: 200, body })

/** A refusal; `member` names (never quotes) the request member at fault. */
export const refused = (code: ErrorCode, member?: string): Answer => ({
  status: httpStatusOf(code),
  body: { error_code: code, message: member === undefined ? messageOf(code) : `${messageOf(code)} (${member})` },
})

/** Writes an answer out. */
export const write = ({ status, body }: Answer): Written => ({ status, text: JSON.stringify(body) })

const headers: [string, string][] = [['content-type', 'application/json; charset=utf-8']]

/** Sends a written answer off, with another body when it is to be damaged. Every JSON answer leaves through here. */
export const leave = ({ status, text }: Written, body: string | Uint8Array | ReadableStream = text): Response =>
  new Response(body as BodyInit, { status, headers })
