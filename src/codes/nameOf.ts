/** The name that a table has for a code; nothing for what is not in it. */
export const nameOf = (table: object, code: unknown): string | undefined =>
  (typeof code === 'string' || typeof code === 'number') && Object.hasOwn(table, code)
    ? (table as Readonly<Record<string | number, string>>)[code]
    : undefined
