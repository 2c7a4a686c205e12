import { sandboxOperations } from '../operations.js'
import type { SandboxOperation } from '../operations.js'
import { faultNames, sandboxFaults } from './kinds.js'
import type { FaultTarget, SandboxFault } from './kinds.js'

/** Which request `failNext` means, and how often. */
export type FailNextOptions = {
  /** Only a request of this operation; any that the fault fits unless told. Not for a fault of webhooks. */
  readonly operation?: SandboxOperation
  /** How many times in all; 1 unless told. */
  readonly times?: number
}

/** The share of the requests it fits that each fault strikes, 0 to 1. */
export type FaultRates = Readonly<Partial<Record<SandboxFault, number>>>

type Where = {
  /** The operations that fail; all of them, and webhooks, unless told. */
  readonly operations?: readonly SandboxOperation[]
}

/** Faults drawn at random: one share of requests and the faults it is made up of, or a share for each fault. */
export type RandomFaults =
  | (Where & {
      /** The share of requests that fail, 0 to 1; 0 turns it off. */
      readonly rate: number
      /** The faults to draw from; all of them unless told. */
      readonly only?: readonly SandboxFault[]
    })
  | (Where & {
      /** A share for each fault; at most 1 together. */
      readonly rates: FaultRates
    })

/** A fault that waits for its request. */
export type ScriptedFault = {
  readonly fault: SandboxFault
  readonly operation: SandboxOperation | undefined
  readonly times: number
}

/** What is to go wrong. */
export type FaultPlan = { readonly script: readonly ScriptedFault[]; readonly random: RandomFaults | undefined }

const fail = (message: string): never => {
  throw new Error(`bootpay-fp sandbox: ${message}`)
}

const checkFault = (by: string, fault: SandboxFault): void => {
  if (!Object.hasOwn(sandboxFaults, fault)) fail(`${by}: unknown fault ${String(fault)}`)
}

const checkOperation = (by: string, operation: SandboxOperation): void => {
  if (!sandboxOperations.includes(operation)) fail(`${by}: unknown operation ${String(operation)}`)
}

/** Checks what `failNext` was given; what could never strike throws an Error. */
export const scriptedFault = (fault: SandboxFault, { operation, times = 1 }: FailNextOptions): ScriptedFault => {
  checkFault('failNext', fault)
  if (!(Number.isInteger(times) && times > 0)) fail('failNext: times must be a whole number from 1 up')
  if (operation !== undefined) {
    checkOperation('failNext', operation)
    const on: FaultTarget = sandboxFaults[fault].on
    const never =
      on === 'webhook' ||
      (on === 'token' && operation === 'getAccessToken') ||
      ((on === 'cancelPayment' || on === 'confirmPayment') && on !== operation)
    if (never) fail(`failNext: ${fault} does not fit ${operation}`)
  }
  return { fault, operation, times }
}

const isShare = (share: unknown): share is number => typeof share === 'number' && share >= 0 && share <= 1

const checkedRates = (given: FaultRates): FaultRates => {
  const entries = Object.entries(given) as [SandboxFault, number][]
  for (const [fault, rate] of entries) {
    checkFault('setFaults', fault)
    if (!isShare(rate)) fail(`setFaults: the rate of ${fault} must be 0 to 1`)
  }
  const sum = entries.reduce((total, [, rate]) => total + rate, 0)
  // A little more than 1, for sums like 0.7 + 0.1 + 0.2.
  if (sum > 1.000001) fail('setFaults: the rates must be at most 1 together')
  return Object.fromEntries(entries.filter(([, rate]) => rate > 0))
}

/** Checks what `setFaults` was given, and copies it; `undefined` when nothing can strike. */
export const randomFaults = (given: RandomFaults): RandomFaults | undefined => {
  for (const operation of given.operations ?? []) checkOperation('setFaults', operation)
  const where = given.operations === undefined ? {} : { operations: [...given.operations] }
  if ('rates' in given) {
    const rates = checkedRates(given.rates)
    return Object.keys(rates).length === 0 ? undefined : { rates, ...where }
  }
  const { rate, only = faultNames } = given
  if (!isShare(rate)) fail('setFaults: rate must be 0 to 1')
  for (const fault of only) checkFault('setFaults', fault)
  return rate === 0 ? undefined : { rate, only: [...only], ...where }
}
