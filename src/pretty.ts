import type { About, Tagged } from './core/errors.js'
import type { Event } from './core/events.js'
import { membersOf } from './core/fields.js'
import { explain } from './explain.js'

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
const paintWith =
  (colour: boolean | undefined) =>
  (code: number): Paint =>
    colour === true ? ansi(code) : plain
const aboutWith =
  (dim: Paint) =>
  (about: object): string =>
    Object.entries(about)
      .map(([name, value]) => `  ${dim(`${name}=`)}${String(value)}`)
      .join('')

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
    colour,
  } = membersOf(options)
  const paint = paintWith(colour)
  const [dim, red, green, yellow, cyan] = [paint(2), paint(31), paint(32), paint(33), paint(36)]
  const aboutOf = aboutWith(dim)

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

/** How an error is printed. */
export type PrettyErrorOptions = {
  /** The language of the sentence. Default: Korean. */
  readonly language?: 'ko' | 'en' | undefined
  /** Whether to colour it, as for a terminal. Default: no. */
  readonly colour?: boolean | undefined
}

/**
 * Makes of an error what a terminal or a log shows at night: its tag, the sentence of `explain`, and what the request was about.
 *
 * It shows no more than the error itself, which holds no secret.
 *
 * @example
 * const result = await getReceipt(ctx, { receipt_id })()
 * if (result._tag === 'Left') console.error(prettyError(result.left, { colour: true }))
 */
export const prettyError = (error: Tagged, options: PrettyErrorOptions = {}): string => {
  const { language, colour } = membersOf(options)
  const sentence = explain(error, language)
  try {
    const { _tag, about }: { readonly _tag?: unknown; readonly about?: About } = membersOf(error)
    const paint = paintWith(colour)
    // A write that may have happened stands out from one that has not.
    const tag = paint(_tag === 'OutcomeUnknown' ? 33 : 31)(`✗ ${String(_tag)}`)
    return [`${tag} ${sentence}`, aboutWith(paint(2))(membersOf(about))].filter(Boolean).join('\n')
  } catch {
    return sentence
  }
}
