import * as E from 'fp-ts/lib/Either.js'
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

  /** One step: what was called, whether it was as it should be, and what came of it. */
  const step = (/** @type {string} */ operation, /** @type {boolean} */ isRight, /** @type {string} */ text) => {
    steps += 1
    failures += isRight ? 0 : 1
    console.log(`  ${isRight ? pc.green('✓') : pc.red('✗')} ${pc.cyan(operation.padEnd(27))} ${text}`)
  }

  return {
    step,
    /** @param {string} title */
    chapter: (title) => {
      console.log(`\n${pc.bold(title)}`)
    },
    /** What happens outside the server. @param {string} text */
    aside: (text) => {
      console.log(`  ${pc.dim('·')} ${pc.dim(text)}`)
    },
    /**
     * Runs a call that has to go well: prints what came of it, or what was wrong.
     * @template {{ _tag: string, message: string }} Failure
     * @template A
     * @param {string} operation
     * @param {import('fp-ts/lib/TaskEither.js').TaskEither<Failure, A>} task
     * @param {(value: A) => boolean | Promise<boolean>} isRight
     * @param {(value: A) => string} tell
     * @returns {Promise<A>}
     */
    goesWell: async (operation, task, isRight, tell) => {
      const result = await task()
      if (E.isLeft(result)) {
        step(operation, false, explain(result.left))
        throw new Error(`${operation} had to go well`)
      }
      step(operation, await isRight(result.right), tell(result.right))
      return result.right
    },
    /**
     * Runs a call that has to fail in one way; gives what came back instead of a value.
     * @template {{ _tag: string, message: string }} Failure
     * @param {string} operation
     * @param {import('fp-ts/lib/TaskEither.js').TaskEither<Failure, unknown>} task
     * @param {(error: Failure) => boolean} isRight
     * @param {string} moral
     */
    fails: async (operation, task, isRight, moral) => {
      const result = await task()
      const text = E.isLeft(result)
        ? `${explain(result.left)}\n${' '.repeat(32)}${moral}`
        : 'went well, and should not have'
      step(operation, E.isLeft(result) && isRight(result.left), text)
      if (E.isRight(result)) throw new Error(`${operation} had to fail`)
      return result.left
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
