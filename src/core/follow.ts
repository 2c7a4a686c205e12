/** The key under which a signal keeps its one shared listener. */
export const FOLLOW = Symbol()

/** Adds a listener and returns what removes it. */
type Follow = (listener: () => void) => () => void

type Followed = AbortSignal & { [FOLLOW]?: Follow }

/** Calls what may fail: a listener that throws must not stop the others, nor a strange signal its own call. */
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

/** Calls the listener when the signal fires; returns what ends that. All calls share one on the signal: Node warns at the eleventh. */
export const follow = (signal: Followed | undefined, listener: () => void): (() => void) | undefined =>
  signal && (signal[FOLLOW] ?? startFollowing(signal))(listener)
