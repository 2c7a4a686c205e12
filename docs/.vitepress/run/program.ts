import type { Context, OutcomeUnknown, TokenState } from '../../../src/core/index.js'
import type { Built } from '../../../src/core/request.js'
import type { Sandbox } from '../../../src/sandbox/index.js'
import type { Aim, Breakage, Language, SeenRequest, Told } from './messages.js'

/** A sandbox that a program made, and its requests since the block began that is run. */
export type Watched = { readonly sandbox: Sandbox; readonly requests: SeenRequest[] }

/** An unknown outcome that can be settled: with the Context and the request that it came of. */
export type Open = { readonly ctx: Context; readonly built: Built<unknown>; readonly unknown: OutcomeUnknown }

/** What a worker knows of the one program that it runs. */
export type Program = {
  language: Language
  breakage: Breakage | undefined
  aim: Aim
  /** Whether the block has begun that the reader runs: what is before is neither shown nor broken. */
  isHere: boolean
  /** Whether the breakage waits for its request, and of which operation it is once that is known. */
  armed: 'waiting' | 'armed' | 'over'
  operation: string | undefined
  /** Whether the page knows what came of the request that was struck. */
  isTold: boolean
  /** For a breakage of tokens. Made by the worker: what `call` imports cannot import what imports `call`. */
  tokens: TokenState | undefined
  isTelling: boolean
  readonly sandboxes: Watched[]
  readonly open: Open[]
}

/** The program of this worker. */
export const program: Program = {
  language: 'en',
  breakage: undefined,
  aim: 'write',
  isHere: false,
  armed: 'waiting',
  operation: undefined,
  isTold: false,
  tokens: undefined,
  isTelling: false,
  sandboxes: [],
  open: [],
}

/** Tells the page. */
export const tell = (told: Told): void => {
  postMessage(told)
}

const MOST = 30

/** Tells the page what the sandboxes hold by now. */
export const tellSeen = (): void => {
  if (program.sandboxes.length === 0 || !program.isHere) return
  tell({
    type: 'seen',
    seen: {
      requests: program.sandboxes.flatMap(({ requests }) => requests).slice(-MOST),
      receipts: program.sandboxes
        .flatMap(({ sandbox }) => sandbox.state().receipts)
        .slice(-MOST)
        .map(({ receipt_id, order_id, price, cancelled_price, currency, status, status_locale }) => ({
          receipt_id,
          order_id,
          price,
          cancelled_price,
          currency,
          status,
          status_locale,
        })),
      webhooks: program.sandboxes
        .flatMap(({ sandbox }) => sandbox.webhooks())
        .slice(-MOST)
        .map(({ webhook_id, webhook_type, order_id, status, duplicate }) => ({
          webhook_id,
          webhook_type,
          order_id,
          status,
          duplicate,
        })),
    },
  })
}

/** Tells it in a moment, once for all that happens until then. */
export const tellSoon = (): void => {
  if (program.isTelling) return
  program.isTelling = true
  setTimeout(() => {
    program.isTelling = false
    tellSeen()
  }, 20)
}
