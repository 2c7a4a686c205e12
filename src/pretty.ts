import type { Event } from './core/events.js'
import { membersOf } from './core/fields.js'

/** How events are printed. */
export type PrettyOptions = {
  /** Takes one line. Default: `console.error`, so that a program's own output stays clean. */
  readonly write?: ((line: string) => unknown) | undefined
  /** Whether to colour the lines, as for a terminal. Default: no. */
  readonly colour?: boolean | undefined
}

type Paint = (text: string) => string
const ansi =
  (code: number): Paint =>
  (text) =>
    `\u001b[${code}m${text}\u001b[0m`
const plain: Paint = (text) => text

/**
 * Makes an `onEvent` hook that prints a line for each event, to read along in a terminal while you develop.
 *
 * There are no secrets in events, so there are none in the lines.
 *
 * @example
 * const talking = { ...ctx, onEvent: prettyPrinter({ colour: true }) }
 */
export const prettyPrinter = (options: PrettyOptions = {}): ((event: Event) => void) => {
  const {
    write = (line: string) => {
      console.error(line)
    },
    colour = false,
  } = membersOf(options)
  const paint = (code: number): Paint => (colour ? ansi(code) : plain)
  const [dim, red, green, yellow, cyan] = [paint(2), paint(31), paint(32), paint(33), paint(36)]
  const aboutOf = (about: object): string =>
    Object.entries(about)
      .map(([name, value]) => `  ${dim(`${name}=`)}${String(value)}`)
      .join('')

  const statusOf = (status: number | undefined): string =>
    status === undefined
      ? red('no answer')
      : status >= 200 && status < 300
        ? green(String(status))
        : yellow(String(status))

  const lineOf = (event: Event): string => {
    switch (event.type) {
      case 'request':
        return `→ ${cyan(event.operation)} ${event.method}${event.attempt > 1 ? dim(` #${event.attempt}`) : ''}${aboutOf(event.about)}`
      case 'answer':
        return `← ${cyan(event.operation)} ${statusOf(event.status)} ${dim(`${event.elapsedMs} ms`)}`
      case 'retry':
        return `↻ ${cyan(event.operation)} ${yellow('again')} ${dim(`in ${Math.round(event.waitMs)} ms`)}`
      case 'token':
        return `⚿ token ${event.change === 'failed' || event.change === 'rejected' ? yellow(event.change) : event.change}`
      case 'reconcile':
        return `? ${cyan(event.operation)} ${event.found}${aboutOf(event.about)}`
      case 'progress':
        return `… ${event.done} of ${event.total}`
    }
  }
  const print = async (event: Event): Promise<void> => {
    try {
      await write(`${dim(new Date(event.at).toISOString().slice(11, 23))} ${lineOf(event)}`)
    } catch {
      // A line that cannot be printed is lost.
    }
  }
  return (event) => {
    void print(event)
  }
}
