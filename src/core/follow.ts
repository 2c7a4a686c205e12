/** Where a signal keeps what lets others follow it. */
export const FOLLOW = Symbol()

/** Starts to tell a listener and gives what ends that. */
type Follow = (listener: () => void) => () => void

type Followed = AbortSignal & { [FOLLOW]?: Follow }

/** Calls what may fail without harm: a listener that throws must not stop the others, nor a strange signal its own call. */
const attempt = (run: () => unknown): void => {
  try {
    run()
  } catch {
    // See above.
  }
}

const startFollowing = (signal: Followed): Follow => {
  const listeners = new Set<() => void>()
  const tellAll = () => {
    listeners.forEach(attempt)
  }
  const add: Follow = (listener) => {
    if (!listeners.size) signal.addEventListener('abort', tellAll)
    listeners.add(listener)
    return () => {
      if (!listeners.delete(listener) || listeners.size) return
      attempt(() => {
        signal.removeEventListener('abort', tellAll)
        Reflect.deleteProperty(signal, FOLLOW)
      })
    }
  }
  // A signal that cannot be extended keeps nothing, so everybody who follows it has a listener of their own there.
  attempt(() => Reflect.defineProperty(signal, FOLLOW, { value: add, configurable: true }))
  return add
}

/** Hears of a signal by one listener for all calls, since Node warns of a leak at the eleventh. Gives what ends it. */
export const follow = (signal: Followed | undefined, listener: () => void): (() => void) | undefined =>
  signal && (signal[FOLLOW] ?? startFollowing(signal))(listener)
