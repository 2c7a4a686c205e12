import type { RandomFaults, SandboxSwitches } from '../sandbox/index.js'
import { complain, isComplaint, type Complaint } from './complaint.js'
import { readFaults } from './faults.js'

/** How the sandbox is to be served. */
export type ServerOptions = {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** Milliseconds before a request of the API is carried out. */
  readonly latency: number
  readonly seed: number
  readonly clock: 'real' | 'manual'
  readonly faults: RandomFaults | undefined
  readonly webhookUrl: string | undefined
  readonly stateFile: string | undefined
  /** A state to begin with, and to go back to by a reset; it is never written. */
  readonly seedFile?: string | undefined
  /** Whether the terminal shows no line for each request and webhook. */
  readonly quiet?: boolean | undefined
  /** Whether the page is opened in a browser. */
  readonly open?: boolean | undefined
  /** Names besides this machine's own that requests may come by and webhooks may go to. */
  readonly allowedHosts?: readonly string[] | undefined
  /** Origins besides those of this machine whose pages may use the stand-in for the client SDK. */
  readonly allowedOrigins?: readonly string[] | undefined
  /** How it answers where the sources disagree, as it starts and after a reset. */
  readonly switches?: Partial<SandboxSwitches> | undefined
}

/** The default port. */
export const defaultPort = 4242

/** The default address: this machine only. */
export const defaultHost = '127.0.0.1'

type Texts = Readonly<Record<string, unknown>>

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

const wholeNumber = (given: unknown, name: string, least: number, most: number, unless: number): number | Complaint => {
  if (given === undefined) return unless
  const number = typeof given === 'string' && /^-?\d+$/.test(given.trim()) ? Number(given) : NaN
  return number >= least && number <= most
    ? number
    : complain(`${name} takes a whole number from ${String(least)} to ${String(most)}, not "${String(given)}"`)
}

const nonEmpty = (given: unknown, name: string, what: string): string | undefined | Complaint => {
  if (given === undefined) return undefined
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : complain(`--${name} takes ${what}`)
}

const webUrl = (given: unknown): string | undefined | Complaint => {
  const text = nonEmpty(given, 'webhook-url', 'an address, such as http://127.0.0.1:3000/webhook')
  if (text === undefined || isComplaint(text)) return text
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text
    : complain(`--webhook-url takes an address that begins with http:// or https://, not "${text}"`)
}

const clockOf = (given: unknown): ServerOptions['clock'] | Complaint => {
  if (given === undefined || given === 'real') return 'real'
  return given === 'manual' ? 'manual' : complain(`--clock is real or manual, not "${String(given)}"`)
}

const hostNames = (given: unknown): readonly string[] | undefined | Complaint => {
  const text = nonEmpty(given, 'allow-host', 'names of hosts, such as bootpay,host.docker.internal')
  if (text === undefined || isComplaint(text)) return text
  const names = text.split(',').map((name) => name.trim().toLowerCase())
  const wrong = names.find((name) => !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name))
  return wrong === undefined ? names : complain(`--allow-host takes names without a port, not "${wrong}"`)
}

const webOrigins = (given: unknown): readonly string[] | undefined | Complaint => {
  const text = nonEmpty(given, 'allow-origin', 'origins of pages, such as https://shop.test,http://192.168.0.5:3000')
  if (text === undefined || isComplaint(text)) return text
  const origins = text.split(',').map((origin) => origin.trim())
  const wrong = origins.find(
    (origin) => !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin,
  )
  return wrong === undefined
    ? origins
    : complain(`--allow-origin takes origins such as http://192.168.0.5:3000, without a path, not "${wrong}"`)
}

const yesOrNo = (given: unknown, name: string): boolean | Complaint => {
  if (given === undefined || given === 'no') return false
  return given === 'yes' ? true : complain(`--${name} is yes or no, not "${String(given)}"`)
}

const portOf = (given: unknown, ofEnvironment: string | undefined): number | Complaint => {
  if (given !== undefined || !ofEnvironment) return wholeNumber(given, '--port', 0, 65_535, defaultPort)
  return wholeNumber(ofEnvironment, 'PORT of the environment', 0, 65_535, defaultPort)
}

const readSwitches = (given: Texts): Partial<SandboxSwitches> | undefined | Complaint => {
  const [basic, status] = [given['basic-everywhere'], given['partial-cancel-status']]
  if (basic === undefined && status === undefined) return undefined
  if (!['yes', 'no', undefined].includes(basic as string | undefined))
    return complain(`--basic-everywhere is yes or no, not "${String(basic)}"`)
  if (!['1', '20', undefined].includes(status as string | undefined))
    return complain(`--partial-cancel-status is 1 or 20, not "${String(status)}"`)
  return {
    ...(basic === undefined ? {} : { basicEverywhere: basic === 'yes' }),
    ...(status === undefined ? {} : { partialCancelStatus: status === '20' ? 20 : 1 }),
  }
}

/** Reads what was given on the command line, and the port of the environment; the first thing that is wrong becomes a complaint. */
export const readOptions = (given: Texts, environment: Environment = {}): ServerOptions | Complaint => {
  const host = nonEmpty(given['host'], 'host', 'an address or a name, such as 127.0.0.1')
  if (isComplaint(host)) return host
  const port = portOf(given['port'], environment['PORT'])
  if (isComplaint(port)) return port
  const latency = wholeNumber(given['latency'], '--latency', 0, 600_000, 0)
  if (isComplaint(latency)) return latency
  const seed = wholeNumber(given['seed'], '--seed', 0, 0xffffffff, 1)
  if (isComplaint(seed)) return seed
  const clock = clockOf(given['clock'])
  if (isComplaint(clock)) return clock
  const faultsText = nonEmpty(given['faults'], 'faults', 'a rate, such as 0.2, or names with rates')
  if (isComplaint(faultsText)) return faultsText
  const faults = faultsText === undefined ? undefined : readFaults(faultsText)
  if (isComplaint(faults)) return faults
  const webhookUrl = webUrl(given['webhook-url'])
  if (isComplaint(webhookUrl)) return webhookUrl
  const stateFile = nonEmpty(given['state'], 'state', 'a file, such as sandbox.json')
  if (isComplaint(stateFile)) return stateFile
  const allowedHosts = hostNames(given['allow-host'])
  if (isComplaint(allowedHosts)) return allowedHosts
  const allowedOrigins = webOrigins(given['allow-origin'])
  if (isComplaint(allowedOrigins)) return allowedOrigins
  const seedFile = nonEmpty(given['seed-file'], 'seed-file', 'a file, such as fixture.json')
  if (isComplaint(seedFile)) return seedFile
  const quiet = yesOrNo(given['quiet'], 'quiet')
  if (isComplaint(quiet)) return quiet
  const open = yesOrNo(given['open'], 'open')
  if (isComplaint(open)) return open
  const switches = readSwitches(given)
  if (isComplaint(switches)) return switches
  return {
    host: host ?? defaultHost,
    port,
    latency,
    seed,
    clock,
    faults,
    webhookUrl,
    stateFile,
    seedFile,
    quiet,
    open,
    allowedHosts,
    allowedOrigins,
    switches,
  }
}
