/** What the user did wrong, in words for the terminal: never a stack. */
export type Complaint = { readonly complaint: string }

/** Makes a complaint. */
export const complain = (complaint: string): Complaint => ({ complaint })

/** Tells a complaint from a result. */
export const isComplaint = (value: unknown): value is Complaint =>
  typeof value === 'object' && value !== null && 'complaint' in value

/** The message of whatever was thrown, without the prefix that the sandbox puts before its own. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/^bootpay-fp sandbox: /, '')
