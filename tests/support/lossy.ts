import { createContext, type Context, type Fetch } from 'bootpay-fp'
import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'

/** What happens to the next write: it is carried out and its answer lost, or it is lost on the way. */
export type Loss = 'after' | 'before'

/** A sandbox behind a line that loses writes as it is told; time passes only when somebody sleeps. */
export const lossySandbox = (): { sandbox: Sandbox; ctx: Context; lose: (loss: Loss) => void; waits: number[] } => {
  const sandbox = createSandbox({ now: () => Date.parse('2026-01-31T00:00:00Z') })
  const waits: number[] = []
  let next: Loss | undefined
  const reset = () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })
  const fetch: Fetch = async (url, init) => {
    const loss = init?.method === 'GET' ? undefined : next
    if (loss !== undefined) next = undefined
    if (loss === 'before') throw reset()
    const response = await sandbox.fetch(url, init)
    if (loss === 'after') throw reset()
    return response
  }
  const { client_key, secret_key } = sandbox.credentials
  const ctx = createContext({
    credentials: { client_key, secret_key },
    fetch,
    now: sandbox.now,
    sleep: (ms) => {
      waits.push(ms)
      sandbox.advance(ms)
      return Promise.resolve()
    },
  })
  return {
    sandbox,
    ctx,
    waits,
    lose: (loss) => {
      next = loss
    },
  }
}
