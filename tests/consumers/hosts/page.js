import { readFileSync } from 'node:fs'

/** Pages whose blocks are files, each named in its first line. Hosts are made of these very files. */
export const PAGES = ['docs/nestjs-express-fastify.md', 'docs/commonjs-jest-vite.md']

const read = (/** @type {string} */ page) => readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8')

/** Every file of the pages, by its name. */
const files = new Map(
  PAGES.flatMap((page) =>
    [...read(page).matchAll(/^```[jt]s\n\/\/ (\S+)\n(.*?)^```$/gms)].map(
      ([, name = '', code = '']) => /** @type {const} */ ([name, code]),
    ),
  ),
)

/**
 * Files of the pages.
 * @param {...string} names
 * @returns {Record<string, string>}
 */
export const fromPage = (...names) =>
  Object.fromEntries(
    names.map((name) => {
      const code = files.get(name)
      if (code === undefined) throw new Error(`no page has a file ${name}`)
      return [name, code]
    }),
  )
