import { parseArgs, renderUsage } from 'citty'

import { bannerOf } from './banner.js'
import { migrateArguments, migrateCommand, program, sandboxArguments, sandboxCommand } from './command.js'
import { isComplaint } from './complaint.js'
import { requestLine, webhookLine } from './lines.js'
import type { Listener } from './log.js'
import { runMigrate } from './migrate/run.js'
import { openPage } from './open.js'
import { readOptions, type Environment } from './options.js'
import { startServer, type RunningServer } from './start.js'
import type { Terminal } from './terminal.js'

declare const __VERSION__: string

/** How a command ended: with an exit code, or it goes on as a server. */
export type Ended = { readonly exitCode: number } | { readonly server: RunningServer }

/** Without the blanks that fill the columns up. */
const trimmed = (text: string): string => text.replace(/ +$/gm, '').trimEnd()

const usageOf = async (command = sandboxCommand): Promise<string> => trimmed(await renderUsage(command, program))

const helpFlags = ['--help', '-h']

const unknownOption = (given: readonly string[]): string | undefined => {
  const names = Object.keys(sandboxArguments).map((name) => `--${name}`)
  const at = given.findIndex((argument, index) => {
    const [flag = ''] = argument.split('=', 1)
    if (names.includes(flag)) return false
    const value = index > 0 && names.includes(given[index - 1] ?? '')
    return !value
  })
  return given[at]
}

const flags = ['--basic-everywhere', '--open', '--quiet']

/** `--quiet` alone means yes. */
const filled = (argument: string, index: number, all: readonly string[]): string =>
  flags.includes(argument) && (all[index + 1] ?? '--').startsWith('--') ? `${argument}=yes` : argument

/** `-p 3000`, `-p3000` and `-p=3000` are `--port`. */
const long = (argument: string): string => (argument === '-p' ? '--port' : argument.replace(/^-p=?(?=\d)/, '--port='))

/** Shows each request and webhook as a line. */
const linesOn = ({ out, colors }: Terminal): Listener => ({
  request: (exchange, elapsed) => {
    out(requestLine(exchange, elapsed, colors))
  },
  webhook: (webhook, attempt) => {
    out(webhookLine(webhook, attempt, colors))
  },
})

const runSandbox = async (words: readonly string[], terminal: Terminal, environment: Environment): Promise<Ended> => {
  const given = words.map(long)
  const { err, out, colors } = terminal
  const fail = (message: string): Ended => {
    err(`${colors.red('bootpay-fp sandbox:')} ${message}`)
    return { exitCode: 1 }
  }
  const unknown = unknownOption(given)
  if (unknown !== undefined) return fail(`${unknown} is not known here. The options are:\n${await usageOf()}`)
  const options = readOptions(parseArgs(given.map(filled), sandboxArguments), environment)
  if (isComplaint(options)) return fail(options.complaint)
  const warn = (message: string): void => {
    err(`${colors.red('bootpay-fp sandbox:')} ${message}`)
  }
  const server = await startServer(options, warn, options.quiet === true ? {} : linesOn(terminal))
  if (isComplaint(server)) return fail(server.complaint)
  out(bannerOf(server, options, terminal))
  if (options.open === true) openPage(server.url, environment)
  return { server }
}

const migrate = async (given: readonly string[], terminal: Terminal): Promise<Ended> => {
  const fail = (message: string): Ended => {
    terminal.err(`${terminal.colors.red('bootpay-fp migrate:')} ${message}`)
    return { exitCode: 1 }
  }
  const unknown = given.find((word) => word.startsWith('-') && !['--dry', '--force'].includes(word))
  if (unknown !== undefined)
    return fail(`${unknown} is not known here. The options are:\n${await usageOf(migrateCommand)}`)
  const { _: paths, dry, force } = parseArgs([...given], migrateArguments)
  const ended = await runMigrate({ paths, dry: dry === true, force: force === true }, terminal)
  return isComplaint(ended) ? fail(ended.complaint) : { exitCode: ended }
}

/** Runs the command line; every mistake is a message and an exit code, never a stack. */
export const runCommandLine = async (
  given: readonly string[],
  terminal: Terminal,
  environment: Environment = {},
): Promise<Ended> => {
  const [command, ...rest] = given
  const help = given.some((argument) => helpFlags.includes(argument))
  if (command === '--version' || command === '-v') {
    terminal.out(__VERSION__)
    return { exitCode: 0 }
  }
  if (command === 'sandbox') {
    if (!help) return runSandbox(rest, terminal, environment)
    terminal.out(await usageOf())
    return { exitCode: 0 }
  }
  if (command === 'migrate') {
    if (!help) return migrate(rest, terminal)
    terminal.out(await usageOf(migrateCommand))
    return { exitCode: 0 }
  }
  if (help) {
    terminal.out(trimmed(await renderUsage(program)))
    return { exitCode: 0 }
  }
  if (command !== undefined) terminal.err(`bootpay-fp: there is no command ${command}\n`)
  terminal.err(trimmed(await renderUsage(program)))
  return { exitCode: 1 }
}
