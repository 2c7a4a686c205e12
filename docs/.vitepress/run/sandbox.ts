// What the pages import as `bootpay-fp/sandbox`: the sandbox itself, whose requests the page hears of.
import { createSandbox as create, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.js'
import { armSandbox, noticeStrike } from './breakage.js'
import type { SeenRequest } from './messages.js'
import { program, tellSoon, type Watched } from './program.js'

export * from '../../../src/sandbox/index.js'

/** Makes a sandbox as `bootpay-fp/sandbox` does, and lets the page hear of what it does. */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => {
  const requests: SeenRequest[] = []
  const pending: { heard?: number }[] = []
  const sandbox = create({
    ...options,
    onRequest: (exchange) => {
      if (program.isHere) {
        const { method, path, operation, status, fault } = exchange
        const first = pending.find(({ heard }) => heard === undefined)
        if (first) first.heard = requests.length
        requests.push({ method, path, operation, status, fault })
        noticeStrike(exchange)
        tellSoon()
      }
      options.onRequest?.(exchange)
    },
  })
  const watched: Watched = { sandbox, requests }
  program.sandboxes.push(watched)
  if (program.isHere) armSandbox(sandbox)
  const timed: Sandbox['fetch'] = async (input, init) => {
    const mine: { heard?: number } = {}
    pending.push(mine)
    const began = performance.now()
    try {
      return await sandbox.fetch(input, init)
    } finally {
      pending.splice(pending.indexOf(mine), 1)
      const seen = mine.heard === undefined ? undefined : requests[mine.heard]
      if (seen && mine.heard !== undefined)
        requests[mine.heard] = { ...seen, ms: Math.max(1, Math.round(performance.now() - began)) }
      tellSoon()
    }
  }
  return { ...sandbox, fetch: timed }
}
