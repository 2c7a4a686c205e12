import type { Asked, Told } from '../../run/messages.js'

/** A program that runs, or has run, in a worker of its own. */
export type Thread = {
  /** Settles once the program has ended, was stopped, or took too long. */
  readonly ended: Promise<void>
  /** Asks what became of an unknown outcome. */
  readonly settle: (unknown: number) => void
  readonly stop: () => void
}

/** A program that ends by itself takes far less; one that waits for its own timers is cut off. */
const LIMIT_MS = 40_000

/** Runs a program in a worker, with the modules at an address; what it tells is heard until it is stopped. */
export const startThread = (
  {
    code,
    modules,
    ...asked
  }: Omit<Extract<Asked, { readonly type: 'run' }>, 'type' | 'address'> & {
    readonly code: string
    readonly modules: string
  },
  hear: (told: Told) => void,
  fail: (message: string) => void,
): Thread => {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const worker = new Worker(`${modules}worker.js`, { type: 'module' })
  const ask = (message: Asked): void => {
    worker.postMessage(message)
  }
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, LIMIT_MS)
    end = () => {
      clearTimeout(limit)
      resolve()
    }
  })
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    hear(data)
    if (data.type === 'ended') end()
  }
  worker.onerror = ({ message }) => {
    fail(message)
    end()
  }
  ask({ type: 'run', address, ...asked })
  return {
    ended,
    settle: (unknown) => {
      ask({ type: 'settle', unknown })
    },
    stop: () => {
      end()
      worker.terminate()
      URL.revokeObjectURL(address)
    },
  }
}
