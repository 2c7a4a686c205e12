import type * as v from 'valibot'

/** The codes of refusals by the control API, and their HTTP status. */
export const controlErrors = {
  REQUEST_INVALID: 400,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  STEP_REFUSED: 409,
  SANDBOX_FAILED: 500,
} as const

/** A refusal of the control API, in the shape of Bootpay's own. */
export const refuse = (
  error_code: keyof typeof controlErrors,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response => Response.json({ error_code, message }, { status: controlErrors[error_code], headers })

/** What is wrong with a body, member by member. */
export const issuesOf = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .map((issue) => {
      const path = issue.path?.map(({ key }) => String(key)).join('.') ?? 'body'
      return issue.received === 'undefined' ? `${path} is missing` : `${path}: ${expectedOf(issue)}`
    })
    .join('; ')

const expectedOf = ({ kind, type, expected, message }: v.BaseIssue<unknown>): string => {
  if (kind === 'validation' || type === 'union') return message
  return expected === 'never' ? 'is not known here' : `must be ${expected ?? 'another value'}`
}
