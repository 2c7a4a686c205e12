import { sandboxFaults, type RandomFaults, type SandboxFault } from '../sandbox/index.js'
import { complain, isComplaint, type Complaint } from './complaint.js'

/** The share of requests that a fault strikes which is named without one. */
export const defaultFaultRate = 0.1

const names = Object.keys(sandboxFaults)

const readRate = (text: string): number | Complaint => {
  const rate = text === '' ? NaN : Number(text)
  return rate >= 0 && rate <= 1 ? rate : complain(`--faults: a rate is a number from 0 to 1, not "${text}"`)
}

const readEntry = (entry: string): readonly [SandboxFault, number] | Complaint => {
  const [name = '', rateText] = entry.split('=').map((part) => part.trim())
  if (!Object.hasOwn(sandboxFaults, name))
    return complain(
      `--faults: "${name}" is no fault. Give one rate for all of them, such as 0.2, or names with rates, such as ` +
        `reset_after=0.1,too_many_requests=0.05. The names are:\n${names.map((known) => `  ${known}`).join('\n')}`,
    )
  const rate = rateText === undefined ? defaultFaultRate : readRate(rateText)
  return isComplaint(rate) ? rate : [name as SandboxFault, rate]
}

/** Reads `0.2`, `reset_after=0.1,slow_before=0.05` or `reset_after`. */
export const readFaults = (text: string): RandomFaults | Complaint => {
  if (/^[\d.]+$/.test(text.trim())) {
    const rate = readRate(text.trim())
    return isComplaint(rate) ? rate : { rate }
  }
  const rates: Partial<Record<SandboxFault, number>> = {}
  for (const entry of text.split(',')) {
    const read = readEntry(entry)
    if (isComplaint(read)) return read
    rates[read[0]] = read[1]
  }
  const sum = Object.values(rates).reduce((total, rate) => total + rate, 0)
  return sum > 1.000001 ? complain('--faults: the rates must be at most 1 together') : { rates }
}
