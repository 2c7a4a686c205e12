/**
 * A clock that stands still until it is moved. What is due runs in the order of its time, and all that follows from it at once
 * runs before the next, so that a run is the same each time.
 * @param {number} start
 */
export const createClock = (start) => {
  let now = start
  let number = 0
  /** @type {{ at: number, number: number, run: () => void }[]} */
  const due = []
  const calm = () => new Promise((resolve) => setImmediate(resolve))

  const at = (/** @type {number} */ when, /** @type {() => void} */ run) => {
    const entry = { at: Math.max(now, when), number: number++, run }
    const index = due.findIndex((other) => other.at > entry.at)
    due.splice(index < 0 ? due.length : index, 0, entry)
  }
  const until = async (/** @type {number} */ end) => {
    await calm()
    for (;;) {
      const [next] = due
      if (!next || next.at > end) break
      due.shift()
      now = next.at
      next.run()
      await calm()
    }
  }
  return {
    now: () => now,
    at,
    /** Resolves when so many milliseconds have gone by. */
    sleep: (/** @type {number} */ ms) =>
      new Promise((/** @type {(value: undefined) => void} */ resolve) => {
        at(now + ms, () => resolve(undefined))
      }),
    /** Goes on by so many milliseconds. */
    advance: async (/** @type {number} */ ms) => {
      const end = now + ms
      await until(end)
      now = end
    },
    /** Goes on until nothing is due any more. */
    finish: async () => {
      await until(Infinity)
      await calm()
    },
  }
}

/** @typedef {ReturnType<typeof createClock>} Clock */
