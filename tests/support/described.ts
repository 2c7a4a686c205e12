import { afterEach, expect, vi } from 'vitest'

import type * as sandboxes from '../../src/sandbox/index.js'

/** So many answers of one kind are looked at in a file, and so many in all: some tests ask a hundred thousand times. */
const MOST = 20
const MOST_IN_ALL = 500

const counts = new Map<string, number>()

/** What becomes of answers that are looked at when their test is over. */
const looks: (() => Promise<readonly string[]>)[] = []

/** Keeps an answer, to see whether openapi.json describes it. */
const keep = (method: string, url: string, response: Response): void => {
  const path = new URL(url).pathname.replace(/^.*?\/v[12](?=\/)/, '')
  const { status } = response
  const copy = response.clone()
  looks.push(async () => {
    const { answerProblems, isDescribed } = await import('./description.js')
    const text = await copy.text()
    if (!isDescribed(method, path)) return []
    const problems = answerProblems(method, path, status, text === '' ? null : JSON.parse(text))
    return problems.map((problem) => `${method} ${path} ${status}: ${problem}`)
  })
}

const isNew = (kind: string): boolean => {
  const count = counts.get(kind) ?? 0
  counts.set(kind, count + 1)
  return count < MOST && counts.size < MOST_IN_ALL
}

/**
 * Whether a request is one that this package might send: no look-up of ours has a key, for which Bootpay gives the answer to another
 * request.
 */
const mayBeOurs = (method: string, headers: unknown): boolean =>
  method !== 'GET' || !new Headers((headers ?? {}) as Record<string, string>).has('idempotency-key')

/**
 * Every sandbox that a test makes answers as openapi.json describes it, or the test fails. What a fault makes of an answer is not
 * looked at.
 */
vi.mock('../../src/sandbox/index.js', async (importOriginal) => {
  const original = await importOriginal<typeof sandboxes>()
  const createSandbox: typeof original.createSandbox = (options) => {
    const sandbox = original.createSandbox(options)
    const fetch: typeof sandbox.fetch = async (input, init) => {
      const [url, method] =
        input instanceof Request ? [input.url, input.method] : [String(input), init?.method ?? 'GET']
      const kind = `${method} ${url.replace(/\?.*|[^/]*\d[^/]*/g, '')}`
      const { script, random } = isNew(kind) ? sandbox.faults() : { script: [], random: {} }
      const response = await sandbox.fetch(input, init)
      const isWhole = script.length === 0 && random === undefined
      if (isWhole && mayBeOurs(method, input instanceof Request ? input.headers : init?.headers))
        keep(method, url, response)
      return response
    }
    return { ...sandbox, fetch }
  }
  return { ...original, createSandbox }
})

afterEach(async () => {
  const problems = await Promise.all(looks.splice(0).map((look) => look()))
  expect(problems.flat()).toEqual([])
})
