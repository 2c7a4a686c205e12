import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('../../../docs/nestjs-express-fastify.md', import.meta.url), 'utf8')

/** The files that the page shows, by the name in the first line of each block. */
const files = new Map(
  [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name = '', code = '']) => [name, code]),
)

/**
 * Files of the page docs/nestjs-express-fastify.md: those below it in the same folder, or the one that is named.
 * @param {...string} names
 * @returns {Record<string, string>}
 */
export const fromPage = (...names) =>
  Object.fromEntries(
    names.map((name) => {
      const code = files.get(name)
      if (code === undefined) throw new Error(`the page has no file ${name}`)
      return [name, code]
    }),
  )
