/**
 * Changes that no test can notice, by file, each with the reason why it changes nothing that anybody could see.
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const equivalents = {}
