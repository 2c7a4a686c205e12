import pc from 'picocolors'

/**
 * An amount as people write it.
 * @param {number} amount
 * @param {string | null} [currency] KRW where it is absent
 */
export const money = (amount, currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency: currency ?? 'KRW' }).format(amount)

/**
 * An error in one line: what it is, and what was said.
 * @param {{ readonly _tag: string, readonly message: string, readonly code?: string | undefined }} error
 */
export const explain = (error) => {
  const code = 'code' in error && error.code !== undefined ? `${error.code} ` : ''
  return `${pc.yellow(error._tag)} ${code}${error.message}`
}

/** Prints the day as an account that is read from top to bottom, and counts what was not as it should be. */
export const createJournal = () => {
  let steps = 0
  let failures = 0
  return {
    /** @param {string} title */
    chapter: (title) => {
      console.log(`\n${pc.bold(title)}`)
    },
    /** What happens outside the server. @param {string} text */
    aside: (text) => {
      console.log(`  ${pc.dim('·')} ${pc.dim(text)}`)
    },
    /** One step: what was called, whether it was as it should be, and what came of it. */
    step: (/** @type {string} */ operation, /** @type {boolean} */ isRight, /** @type {string} */ text) => {
      steps += 1
      failures += isRight ? 0 : 1
      console.log(`  ${isRight ? pc.green('✓') : pc.red('✗')} ${pc.cyan(operation.padEnd(27))} ${text}`)
    },
    /** @returns {number} how many steps were not as they should be */
    close: () => {
      const line =
        failures === 0
          ? pc.green(`${steps} steps, all as they should be`)
          : pc.red(`${failures} of ${steps} steps went wrong`)
      console.log(`\n${line}\n`)
      if (failures === 0) console.log(pc.dim('Ten minutes to one of your own: docs/getting-started.md\n'))
      return failures
    },
  }
}
