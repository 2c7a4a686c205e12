import { cell, counter } from '../engine/cell.js'
import { isFailure, misuse, type Failure } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { faultNames, sandboxFaults, type FaultTarget, type SandboxFault } from './kinds.js'

/** The share of the requests it fits that each fault strikes, 0 to 1. */
export type FaultRates = Readonly<Partial<Record<SandboxFault, number>>>

type Where = { readonly operations?: readonly string[] }

/** Faults drawn at random, whatever the operations are called. */
export type Random =
  | (Where & { readonly rate: number; readonly only?: readonly SandboxFault[] })
  | (Where & { readonly rates: FaultRates })

/** A fault that waits for its request, whatever the operations are called. */
export type Scripted = {
  readonly fault: SandboxFault
  readonly operation: string | undefined
  readonly times: number
}

/** What is to go wrong, whatever the operations are called. */
export type Plan = { readonly script: readonly Scripted[]; readonly random: Random | undefined }

/** What is to go wrong; `undefined` when nothing is, so that a request needs to look at one value only. */
export const faultPlan = cell<Plan | undefined>('faults', undefined, (value) => value === undefined || isPlan(value))

const isPlan = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'script' in value && Array.isArray(value.script)

/** How many times a fault of a request was drawn, counted by two. */
export const requestDraws = counter('request_draws')

/** How many times a fault of a webhook was drawn, counted by two. */
export const webhookDraws = counter('webhook_draws')

/** Whether anything is to go wrong. */
export const hasFaults = (store: Store): boolean => faultPlan.get(store) !== undefined

/** What is to go wrong, if anything is. */
export const planOf = (store: Store): Plan | undefined => faultPlan.get(store)

const setPlan = (store: Store, plan: Plan): void => {
  faultPlan.set(store, plan.script.length === 0 && plan.random === undefined ? undefined : plan)
}

/** Puts a fault at the end of the script. */
export const addScripted = (store: Store, fault: Scripted): void => {
  const plan = planOf(store)
  setPlan(store, { random: plan?.random, script: [...(plan?.script ?? []), fault] })
}

/** Forgets every fault, scripted or random. */
export const clearFaults = (store: Store): void => {
  setPlan(store, { random: undefined, script: [] })
}

/** Uses a scripted fault up by one. */
export const takeScripted = (store: Store, taken: Scripted): void => {
  const plan = planOf(store)
  const script = (plan?.script ?? []).flatMap((fault) =>
    fault !== taken ? fault : fault.times > 1 ? { ...fault, times: fault.times - 1 } : [],
  )
  setPlan(store, { random: plan?.random, script })
}

/** Says what is drawn at random, or that nothing is. */
export const setRandomFaults = (store: Store, random: Random | undefined): void => {
  setPlan(store, { random, script: planOf(store)?.script ?? [] })
}

/** An even number that no earlier draw of its kind had: requests and webhooks are counted apart. */
export const countDraw = (store: Store, kind: 'request' | 'webhook'): number => {
  const draws = kind === 'request' ? requestDraws : webhookDraws
  const number = draws.get(store) + 2
  draws.set(store, number)
  return kind === 'request' ? number : -number
}

const wrong = (message: string): Failure => misuse('REQUEST_INVALID', message)

const wrongFault = (by: string, fault: string): Failure | undefined =>
  Object.hasOwn(sandboxFaults, fault) ? undefined : wrong(`${by}: unknown fault ${fault}`)

const wrongOperation = (by: string, known: readonly string[], operation: string): Failure | undefined =>
  known.includes(operation) ? undefined : wrong(`${by}: unknown operation ${operation}`)

const firstWrong = <Item>(items: readonly Item[], check: (item: Item) => Failure | undefined): Failure | undefined =>
  items.map(check).find(isFailure)

/** Checks what `failNext` was given; what could never strike is a failure. */
export const scriptedFault = (
  known: readonly string[],
  takeTokens: readonly string[],
  fault: SandboxFault,
  { operation, times = 1 }: { readonly operation?: string; readonly times?: number },
): Scripted | Failure => {
  const unknown = wrongFault('failNext', fault)
  if (unknown !== undefined) return unknown
  if (!(Number.isInteger(times) && times > 0)) return wrong('failNext: times must be a whole number from 1 up')
  if (operation === undefined) return { fault, operation, times }
  const on: FaultTarget = sandboxFaults[fault].on
  const never =
    on === 'webhook' ||
    (on === 'token' && !takeTokens.includes(operation)) ||
    ((on === 'cancelPayment' || on === 'confirmPayment') && on !== operation)
  return (
    wrongOperation('failNext', known, operation) ??
    (never ? wrong(`failNext: ${fault} does not fit ${operation}`) : { fault, operation, times })
  )
}

const isShare = (share: unknown): share is number => typeof share === 'number' && share >= 0 && share <= 1

const checkedRates = (given: FaultRates): FaultRates | Failure => {
  const entries = Object.entries(given) as [SandboxFault, number][]
  const bad = firstWrong(
    entries,
    ([fault, rate]) =>
      wrongFault('setFaults', fault) ??
      (isShare(rate) ? undefined : wrong(`setFaults: the rate of ${fault} must be 0 to 1`)),
  )
  if (bad !== undefined) return bad
  const sum = entries.reduce((total, [, rate]) => total + rate, 0)
  // A little more than 1, for sums like 0.7 + 0.1 + 0.2.
  if (sum > 1.000001) return wrong('setFaults: the rates must be at most 1 together')
  return Object.fromEntries(entries.filter(([, rate]) => rate > 0))
}

/** Checks what `setFaults` was given, and copies it; `undefined` when nothing can strike. */
export const randomFaults = (known: readonly string[], given: Random): Random | undefined | Failure => {
  const unknown = firstWrong(given.operations ?? [], (operation) => wrongOperation('setFaults', known, operation))
  if (unknown !== undefined) return unknown
  const where = given.operations === undefined ? {} : { operations: [...given.operations] }
  if ('rates' in given) {
    const rates = checkedRates(given.rates)
    if (isFailure(rates)) return rates
    return Object.keys(rates).length === 0 ? undefined : { rates, ...where }
  }
  const { rate, only = faultNames } = given
  if (!isShare(rate)) return wrong('setFaults: rate must be 0 to 1')
  const bad = firstWrong(only, (fault) => wrongFault('setFaults', fault))
  if (bad !== undefined) return bad
  return rate === 0 ? undefined : { rate, only: [...only], ...where }
}
