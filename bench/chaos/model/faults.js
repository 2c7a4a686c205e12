import fc from 'fast-check'

/**
 * What becomes of one request. A write waits in line, unseen, for `queue` ms; then it is refused or taken, and it takes effect after
 * another `work` ms, `shown` as under way until then or not. The client hears of it after `ms`, which may be earlier.
 *
 * @typedef {object} Fault
 * @property {FaultName} name
 * @property {number} ms
 * @property {number} queue
 * @property {number} work
 * @property {boolean} shown
 * @property {number} variant which of the answers of its kind
 */

/** What may happen to a request, and whether Bootpay gets to see it. */
const names = /** @type {const} */ ({
  'is answered': true,
  'is declined by the payment gateway': true,
  'is refused': true,
  'finds nobody': false,
  'is lost on the way': false,
  'gets no answer': true,
  'gets half an answer': true,
  'is answered by a failing gateway': true,
  'is answered by a failing gateway and never arrives': false,
  "gets somebody else's answer": true,
  "gets somebody else's answer and never arrives": false,
  'gets an answer that contradicts itself': true,
  'gets an answer that contradicts itself and never arrives': false,
})

/** @typedef {keyof typeof names} FaultName */

export const arrives = (/** @type {Fault} */ { name }) => names[name]

/** @type {Fault} */
export const healthy = { name: 'is answered', ms: 30, queue: 0, work: 20, shown: true, variant: 0 }

const ordinary = fc.constant(healthy)
const any = fc.record({
  name: fc.constantFrom(.../** @type {FaultName[]} */ (Object.keys(names))),
  ms: fc.constantFrom(30, 0, 400, 5_000, 20_000, 45_000, 60_000),
  queue: fc.constantFrom(0, 300, 15_000),
  work: fc.constantFrom(20, 0, 2_000, 12_000, 40_000, 300_000),
  shown: fc.boolean(),
  variant: fc.nat(30),
})

/** What becomes of the requests of one call, in their order; what comes after these is answered as it should be. */
export const faults = fc.array(fc.oneof({ weight: 2, arbitrary: any }, { weight: 1, arbitrary: ordinary }), {
  maxLength: 5,
})

export const inWords = (/** @type {readonly Fault[]} */ list) =>
  list
    .map((fault) => {
      const { name, ms, queue, work, shown, variant } = fault
      if (fault === healthy) return 'is answered'
      return `${name} (${ms} ms, queue ${queue}, work ${work}${shown ? ', shown' : ''}, ${variant})`
    })
    .join('; ')
