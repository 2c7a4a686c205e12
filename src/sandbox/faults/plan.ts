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

/** Faults drawn at random. */
export type RandomFaults = {
  /** The share of requests that fail, 0 to 1; 0 turns it off. */
  readonly rate: number
  /** The faults to draw from; all of them unless told. */
  readonly only?: readonly SandboxFault[]
  /** The operations that fail; all of them, and webhooks, unless told. */
  readonly operations?: readonly SandboxOperation[]
}

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

/** Checks what `setFaults` was given, and copies it; `undefined` for a rate of 0. */
export const randomFaults = ({ rate, only = faultNames, operations }: RandomFaults): RandomFaults | undefined => {
  if (!(rate >= 0 && rate <= 1)) fail('setFaults: rate must be 0 to 1')
  for (const fault of only) checkFault('setFaults', fault)
  for (const operation of operations ?? []) checkOperation('setFaults', operation)
  if (rate === 0) return undefined
  return { rate, only: [...only], ...(operations === undefined ? {} : { operations: [...operations] }) }
}
