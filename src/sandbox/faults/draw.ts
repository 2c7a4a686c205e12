import { mix } from '../engine/ids.js'
import type { Store } from '../engine/store.js'
import { faultNames, sandboxFaults, type FaultTarget, type RequestFault, type SandboxFault } from './kinds.js'
import { countDraw, planOf, takeScripted, type FaultRates } from './plan.js'

/** What a fault may strike: a request of an operation, or a webhook, which has none. */
export type FaultSubject = {
  readonly operation: string | undefined
  /** Authorised, and with a body that can be read. */
  readonly accepted: boolean
  /** Whether it carries a token that lives. */
  readonly token: boolean
}

const fits = (fault: SandboxFault, { operation, accepted, token }: FaultSubject): boolean => {
  const on: FaultTarget = sandboxFaults[fault].on
  if (on === 'webhook' || operation === undefined) return on === 'webhook' && operation === undefined
  return on === 'request' || (on === 'token' ? token : on === operation && accepted)
}

const webhook: FaultSubject = { operation: undefined, accepted: false, token: false }

const chance = (seed: number, serial: number): number => mix(seed ^ 0x2545f491, serial) / 0x100000000

const drawByRates = (rates: FaultRates, subject: FaultSubject, drawn: number): SandboxFault | undefined => {
  let end = 0
  // In the order of the table, whatever the order given.
  return faultNames.find((fault) => fits(fault, subject) && drawn < (end += rates[fault] ?? 0))
}

const drawAtRandom = (store: Store, subject: FaultSubject): SandboxFault | undefined => {
  const random = planOf(store)?.random
  if (random === undefined) return undefined
  const { operation } = subject
  if (random.operations !== undefined && (operation === undefined || !random.operations.includes(operation)))
    return undefined
  const serial = countDraw(store, operation === undefined ? 'webhook' : 'request')
  const drawn = chance(store.seed, serial)
  if ('rates' in random) return drawByRates(random.rates, subject, drawn)
  if (drawn >= random.rate) return undefined
  const fitting = (random.only ?? faultNames).filter((fault) => fits(fault, subject))
  return fitting[Math.floor(chance(store.seed, serial + 1) * fitting.length)]
}

const draw = (store: Store, subject: FaultSubject): SandboxFault | undefined => {
  const scripted = planOf(store)?.script.find(
    ({ fault, operation }) => (operation === undefined || operation === subject.operation) && fits(fault, subject),
  )
  if (scripted === undefined) return drawAtRandom(store, subject)
  takeScripted(store, scripted)
  return scripted.fault
}

/** The fault that strikes a request: the first scripted one that fits, else one drawn from the seed. */
export const drawForRequest = (store: Store, subject: FaultSubject): RequestFault | undefined => {
  const fault = draw(store, subject)
  return fault === 'webhook_twice' ? undefined : fault
}

/** Whether a webhook is to be delivered twice. */
export const drawForWebhook = (store: Store): boolean => draw(store, webhook) !== undefined
