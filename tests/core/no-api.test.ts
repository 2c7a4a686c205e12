import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

const folder = new URL('../../src/core', import.meta.url).pathname
/** The sources without comments, whose examples may name anything. */
const sources = readdirSync(folder).map(
  (name) =>
    [
      name,
      readFileSync(join(folder, name), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^ *\/\/.*$/gm, ''),
    ] as const,
)

describe('core knows', () => {
  test.each([
    ['no host', /https?:\/\/(?!localhost|127|\)|\()[\w-]+\.[\w.-]+/],
    ['no path of an endpoint', /['"`]\/[a-z]+[/'"`$]/],
    ['no header of an API', /['"`](x-|bootpay-(?!fp))[\w-]+['"`]/],
    ['no code of an API', /\b(RC|APP|APPLICATION|AUTH|TOKEN|SUBSCRIBE|PG|USER)_[A-Z]|CRITICAL/],
    ['no member that an API names', /['"`.]\b(receipt_id|order_id|billing_key|reserve_id|error_code)\b/],
  ])('%s', (_, pattern) => {
    const found = sources.flatMap(([name, text]) => {
      const [match] = pattern.exec(text) ?? []
      return match ? [`${name}: ${match}`] : []
    })
    expect(found).toEqual([])
  })
})
