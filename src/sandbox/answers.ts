import { httpStatusOf, messageOf } from './codes.js'
import type { ErrorCode } from './codes.js'

/** An answer before it is written out: HTTP status and JSON body. */
export type Answer = { readonly status: number; readonly body: unknown }

/** A success with its bare body. */
export const answered = (body: unknown): Answer => ({ status: 200, body })

/** A refusal; `member` names (never quotes) the request member at fault. */
export const refused = (code: ErrorCode, member?: string): Answer => ({
  status: httpStatusOf(code),
  body: { error_code: code, message: member === undefined ? messageOf(code) : `${messageOf(code)} (${member})` },
})

const headers: [string, string][] = [['content-type', 'application/json; charset=utf-8']]

/** Writes an answer out. Every answer of the sandbox leaves through here. */
export const leave = (answer: Answer): Response =>
  new Response(JSON.stringify(answer.body), { status: answer.status, headers })
