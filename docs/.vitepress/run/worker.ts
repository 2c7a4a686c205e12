// Runs one program in a worker of its own, and says what it prints and what its sandboxes do.
import { createTokenState } from '../../../src/pg/createTokenState.js'
import { armSandbox, noticeTwice } from './breakage.js'
import type { Asked } from './messages.js'
import { program, tell, tellSeen, tellSoon } from './program.js'
import { shownOf } from './shown.js'

const print = (...values: readonly unknown[]): void => {
  if (program.isHere) tell({ type: 'line', line: values.map((value) => shownOf(value, program.language)) })
}

const begin = (): void => {
  program.isHere = true
  for (const { sandbox } of program.sandboxes) armSandbox(sandbox)
}

/** How often the page is told of what happens in a sandbox without a request. */
const OFTEN_MS = 100

const run = async ({ address, continues, language, breakage, aim }: Extract<Asked, { readonly type: 'run' }>) => {
  Object.assign(program, { language, breakage, aim, tokens: createTokenState() })
  if (!continues) begin()
  Object.assign(globalThis, { fromHere: begin })
  const timer = setInterval(tellSoon, OFTEN_MS)
  try {
    await import(address)
  } catch (error) {
    program.isHere = true
    print(error)
  }
  clearInterval(timer)
  noticeTwice()
  tellSeen()
  tell({ type: 'ended' })
}

Object.assign(console, { log: print, info: print, warn: print, error: print })

onmessage = async ({ data }: MessageEvent<Asked>) => {
  if (data.type === 'run') return run(data)
  // The look-ups of both APIs, for those who press the button.
  await (await import('./settle.js')).settle(data.unknown)
  tell({ type: 'looked', unknown: data.unknown })
}
