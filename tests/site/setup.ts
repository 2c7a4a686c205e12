import type { TestProject } from 'vitest/node'

import { buildSite, serveSite } from './build.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, and what its build said if it failed. */
    site: { readonly home: string; readonly trouble: string }
  }
}

/** Where Pages serve a repository from: below its name. */
const BASE = '/a-shop/docs/'

/** Builds the site once, and serves it to all test files. */
export const setup = async ({ provide }: TestProject): Promise<() => void> => {
  const trouble = await buildSite(BASE)
  const { origin, close } = await serveSite(BASE)
  provide('site', { home: origin + BASE, trouble })
  return close
}
