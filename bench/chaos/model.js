import fc from 'fast-check'

import { commands, settle } from './model/commands.js'
import { findWrongs } from './model/oracle.js'
import { createWorld } from './model/world.js'

/** @typedef {import('./model/world.js').World} World */

/** Lets everything come to its end, then settles what is still unknown, on the other process and without faults. */
const finish = async (/** @type {World} */ world) => {
  await world.clock.finish()
  await world.clock.advance(200_000)
  for (const reservation of world.bootpay.reservations.values())
    if (reservation.started_at !== undefined) reservation.status = 1
  for (const unknown of world.unknowns)
    if (!unknown.isSettled) settle(world, { process: 1, faults: [], then: 0 }, unknown, { isLast: true })
  await world.clock.finish()
}

/**
 * Two processes of a shop, a person in the admin console, buyers and forgers, against a Bootpay whose writes take their time and
 * whose answers get lost or lie, on a clock that is moved by hand: after each run, what was said is held against what moved.
 * @param {{ runs: number, seed: number, path?: string, tell?: (counterExample: string) => void,
 *   misread?: (result: any) => any }} options
 */
export const exploreModel = async ({ runs, seed, path, tell = console.error, misread = (result) => result }) => {
  const figures = { runs: 0, calls: 0, movements: 0, unknown: 0, settlements: 0, 'handlers run': 0, 'rules broken': 0 }
  /** @type {World | undefined} */
  let world
  let isFirst = true
  const rejected = () => world?.wrongs.push('there was an unhandled rejection')
  process.on('unhandledRejection', rejected)
  const details = await fc.check(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 16, size: 'max' }), async (list) => {
      world = createWorld(misread)
      const real = world
      await fc.asyncModelRun(() => ({ model: {}, real }), list)
      await finish(real)
      if (isFirst) {
        figures.runs += 1
        figures.calls += real.calls.length
        figures.movements += real.bootpay.movements.length
        figures.unknown += real.unknowns.length
        figures.settlements += real.settlings.length
        figures['handlers run'] += real.runs.length
      }
      const wrongs = findWrongs(real)
      if (wrongs.length > 0) {
        isFirst = false
        throw new Error(wrongs.join('\n'))
      }
    }),
    { numRuns: runs, seed, ...(path !== undefined && { path }) },
  )
  process.off('unhandledRejection', rejected)
  if (details.failed) {
    figures['rules broken'] = 1
    const { errorInstance, counterexample, numRuns, numShrinks } = details
    tell(
      `seed ${seed}, run ${numRuns}, shrunk ${numShrinks} times:${String(counterexample)}\n${String(/** @type {Error} */ (errorInstance)?.message)}`,
    )
  }
  return figures
}
