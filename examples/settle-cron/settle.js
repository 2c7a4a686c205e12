import { existsSync } from 'node:fs'
import { appendFile, readFile, rename, rm } from 'node:fs/promises'

import { reconcile, traverseWithLimit } from 'bootpay-fp'

/**
 * @typedef {import('bootpay-fp').OutcomeUnknown} OutcomeUnknown
 * @typedef {OutcomeUnknown & { retryAt?: number }} Waiting an unknown outcome, and when to look again
 * @typedef {{ done: number, notDone: number, waiting: number, people: number }} Count
 */

/**
 * Puts an unknown outcome into the queue: one line of JSON, without secrets. This is what a shop does with an `OutcomeUnknown`.
 * @param {string} file
 * @param {Waiting} unknown
 */
export const enqueue = (file, unknown) => append(file, unknown)

/** @param {string} file @param {object} value */
const append = (file, value) => appendFile(file, `${JSON.stringify(value)}\n`)

/** @param {string} line @returns {Waiting | undefined} */
const readLine = (line) => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/**
 * Takes the queue, finds out what became of each write, and files the answers:
 *
 * - `<queue>.settled` gets what is known now: `Done` with Bootpay's receipt, or `NotDone`, which may be sent again. Compare a
 *   receipt with its order before you mark that, and ask `isPaid`: a confirm may have issued a virtual account only.
 * - `<queue>` gets back what nobody can know yet.
 * - `<queue>.people` gets what no look-up will ever tell.
 *
 * The shop may write to the queue all the while. A run that dies leaves `<queue>.taken`, and the next one begins with it: a line
 * may then be settled twice, and none is lost. Start one run at a time (`flock`).
 * @param {import('bootpay-fp').Context} ctx
 * @param {string} file
 * @returns {Promise<Count>}
 */
export const settleQueue = async (ctx, file) => {
  /** @type {Count} */
  const count = { done: 0, notDone: 0, waiting: 0, people: 0 }
  const taken = `${file}.taken`
  if (!existsSync(taken)) {
    if (!existsSync(file)) return count
    await rename(file, taken)
  }
  /** @param {unknown} unknown @param {string} message */
  const giveToPeople = async (unknown, message) => {
    count.people += 1
    await append(`${file}.people`, { message, unknown })
  }

  /** @type {Waiting[]} */
  const all = []
  for (const line of (await readFile(taken, 'utf8')).split('\n').filter(Boolean)) {
    const unknown = readLine(line)
    if (unknown) all.push(unknown)
    else await giveToPeople(line, 'is not JSON')
  }

  const due = all.filter(({ retryAt = 0 }) => retryAt <= ctx.now())
  const settlements = await traverseWithLimit(ctx, due, (unknown) => reconcile(ctx, unknown))()
  for (const unknown of all) {
    const result = settlements[due.indexOf(unknown)]
    if (result === undefined || (result._tag === 'Left' && result.left._tag !== 'InputError')) {
      // Not due yet, or Bootpay could not be asked.
      count.waiting += 1
      await enqueue(file, unknown)
    } else if (result._tag === 'Left') {
      await giveToPeople(unknown, result.left.message)
    } else if (result.right._tag !== 'StillUnknown') {
      count[result.right._tag === 'Done' ? 'done' : 'notDone'] += 1
      await append(`${file}.settled`, { ...result.right, about: unknown.about })
    } else if (result.right.retryAt === undefined) {
      await giveToPeople(unknown, result.right.message)
    } else {
      count.waiting += 1
      await enqueue(file, { ...unknown, retryAt: result.right.retryAt })
    }
  }
  await rm(taken)
  return count
}
