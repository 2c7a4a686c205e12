/** What the user did wrong, in words for the terminal: never a stack. */
export type Complaint = { readonly complaint: string }

/** Makes a complaint. */
export const complain = (complaint: string): Complaint => ({ complaint })

/** Tells a complaint from a result. */
export const isComplaint = (value: unknown): value is Complaint =>
  typeof value === 'object' && value !== null && 'complaint' in value

/** What a control of the sandbox throws when it is misused: a code, and the words without the name of the sandbox. */
export type Misuse = Error & { readonly code: string; readonly reason: string }

/** Makes what a control throws, where it is the command line's own. */
export const misuse = (code: string, reason: string): Misuse => Object.assign(new Error(reason), { code, reason })

/** Tells what a control of the sandbox throws from anything else. */
export const isMisuse = (error: unknown): error is Misuse => error instanceof Error && 'reason' in error

/** The words of whatever was thrown. */
export const messageOf = (error: unknown): string =>
  isMisuse(error) ? error.reason : error instanceof Error ? error.message : String(error)
