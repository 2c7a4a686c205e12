// `npm run chaos -- [--seed N] [--scale N]`: the safety claims of this package, tried at large. Every run can be had again by
// its seed. Ends with exit code 1 when a single figure that has to be 0 is not.
import { parseArgs } from 'node:util'
import { nodeFetch } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'
import pc from 'picocolors'

import { fuzzAnswers } from './answers.js'
import { lookForLeaks } from './leaks.js'
import { exploreModel } from './model.js'
import { fuzzPaths } from './paths.js'
import { simulateNaive, simulatePayments } from './payments.js'
import { failSockets } from './sockets.js'
import { countTokenRequests } from './tokens.js'

const { values } = parseArgs({ options: { seed: { type: 'string' }, scale: { type: 'string', default: '1' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
/** @param {number} runs */
const scaled = (runs) => Math.max(1, Math.round(runs * Number(values.scale)))

/** Figures that have to be 0 (or as told); everything else is only told. */
const wrong = {
  'double effects': 0,
  'told as failed although done': 0,
  'told as done although not': 0,
  'settled wrongly or not at all': 0,
  'rules broken': 0,
  'throws and rejections': 0,
  'prototype changes': 0,
  'writes told as failed although answered 2xx': 0,
  'that reached another path or host': 0,
  'told as failed although processed': 0,
  'sent twice': 0,
  'reads that did not resolve as a known Left': 0,
  'token requests for them': 1,
  'token requests after them': 2,
  'timers left': 0,
  'listeners left': 0,
  'heap growth in MB': 5,
}

let failures = 0
/**
 * @param {string} title
 * @param {() => Promise<Record<string, number>>} run
 * @param {boolean} [isOurs] whether the figures are about this package, and so have to be right
 */
const part = async (title, run, isOurs = true) => {
  console.log(`\n${pc.bold(title)}`)
  const begin = performance.now()
  const figures = await run()
  for (const [name, value] of Object.entries(figures)) {
    const limit = name in wrong ? wrong[/** @type {keyof typeof wrong} */ (name)] : undefined
    const isWrong = limit !== undefined && !(value <= limit)
    if (isWrong && isOurs) failures += 1
    const shown = value.toLocaleString('en').padStart(12)
    console.log(`  ${limit === undefined ? pc.dim(shown) : isWrong ? pc.red(shown) : pc.green(shown)}  ${name}`)
  }
  console.log(pc.dim(`  ${((performance.now() - begin) / 1000).toFixed(1).padStart(12)}  seconds`))
}

console.log(`seed ${seed}, scale ${values.scale}, Node ${process.version}`)
for (const rate of [0.13, 0.3])
  await part(`Payments by this package, ${rate * 100} % faults`, () =>
    simulatePayments({ runs: scaled(500_000), seed, rate }),
  )
await part(
  'The same faults, a client that calls failed what it cannot read (13 %)',
  () => simulateNaive({ runs: scaled(20_000), seed, rate: 0.13, attempts: 1 }),
  false,
)
await part(
  'The same faults, a client that also tries three times (13 %)',
  () => simulateNaive({ runs: scaled(20_000), seed, rate: 0.13, attempts: 3 }),
  false,
)
await part('A shop of two processes, by a model of its own', () => exploreModel({ runs: scaled(100_000), seed }))
await part('Answers of every kind', () => fuzzAnswers({ runs: scaled(1_000_000), seed }))
await part('Ids of every kind', () => fuzzPaths({ runs: scaled(1_000_000), seed }))
await part('Real sockets that fail, by the global fetch', () => failSockets({ runs: scaled(20_000), seed }))
for (const [name, create] of Object.entries({ undiciFetch, nodeFetch }))
  await part(`Real sockets that fail, by ${name}`, () => failSockets({ runs: scaled(20_000), seed, fetch: create() }))
await part('Tokens', () => countTokenRequests({ callers: 10_000, rejections: 1_000 }))
await part('What is left behind', () => lookForLeaks({ runs: scaled(100_000) }))

console.log(
  failures === 0 ? pc.green('\nAs it should be.\n') : pc.red(`\n${failures} figures are wrong; the seed is ${seed}.\n`),
)
process.exitCode = failures === 0 ? 0 : 1
