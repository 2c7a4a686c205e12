/** @param {readonly number[]} values */
export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/**
 * The median of the ratios round by round: what slows a whole round down, such as another process, cancels out.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} yardstick
 */
export const ratio = (values, yardstick) => median(values.map((value, round) => value / (yardstick[round] ?? NaN)))

/**
 * Numbers by name and round, all names within each round, each round in an order drawn anew: none always follows the same one.
 *
 * @template T
 * @param {readonly string[]} names
 * @param {number} rounds
 * @param {(name: string) => T | Promise<T>} measure
 * @returns {Promise<Record<string, T[]>>}
 */
export const interleave = async (names, rounds, measure) => {
  /** @type {Record<string, T[]>} */
  const results = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const drawn = names.map((name) => ({ name, at: Math.random() })).sort((one, other) => one.at - other.at)
    for (const { name } of drawn) results[name]?.push(await measure(name))
  }
  return results
}
