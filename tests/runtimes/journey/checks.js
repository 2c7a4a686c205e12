/** @typedef {{ name: string, ok: boolean, detail: string }} Check */

/** What of a value is worth a line: the `_tag`s of a result and its error's code, or its text. */
const brief = (/** @type {unknown} */ value) => {
  if (value instanceof Error) return `${value.name}: ${value.message}`.slice(0, 200)
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** Collects what was checked; a check never throws, so that one failure does not hide the next. */
export const createChecks = () => {
  /** @type {Check[]} */
  const all = []
  return {
    all,
    /**
     * Notes whether something is as it should be, and what it was.
     * @param {string} name
     * @param {boolean} ok
     * @param {unknown} value
     */
    check: (name, ok, value) => {
      all.push({ name, ok, detail: ok ? '' : brief(value) })
    },
    /**
     * Runs a group of checks; what it throws is a failed check of its own.
     * @param {string} name
     * @param {() => Promise<void>} group
     */
    group: async (name, group) => {
      try {
        await group()
      } catch (error) {
        all.push({ name: `${name} runs to its end`, ok: false, detail: brief(error) })
      }
    },
  }
}

/** @typedef {ReturnType<typeof createChecks>} Checks */
