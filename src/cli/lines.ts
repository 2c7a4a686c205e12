import type { SandboxExchange, SandboxWebhook, WebhookAttempt } from '../sandbox/index.js'
import type { Terminal } from './terminal.js'

type Colors = Terminal['colors']

/** Text that a client sent, as a line can show it: nothing in it moves the cursor, ends the line or hides what follows. */
const printable = (text: string): string => {
  const plain = text.replace(/[\p{C}\p{Z}]/gu, '\u00b7')
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain
}

const idsOf = (ids: Readonly<Record<string, string>>, path: string, { dim }: Colors): readonly string[] =>
  Object.entries(ids)
    .filter(([, id]) => id !== '' && !path.includes(encodeURIComponent(id)))
    .map(([name, id]) => `${dim(`${name}=`)}${printable(id)}`)

const statusOf = ({ status, fault }: SandboxExchange, colors: Colors): string => {
  if (status === undefined) return colors.red(fault?.startsWith('slow') === true ? 'held' : 'broken')
  return status < 300 ? colors.green(String(status)) : colors[status < 500 ? 'yellow' : 'red'](String(status))
}

/** The line about a request: `POST /cancel 400 RC_ALREADY_CANCELLED receipt_id=… 3 ms`. */
export const requestLine = (exchange: SandboxExchange, elapsed: number, colors: Colors): string => {
  const { method, path, error_code, fault, ids } = exchange
  return [
    `${method.padEnd(4)} ${printable(path)}`,
    statusOf(exchange, colors),
    ...(error_code === undefined ? [] : [colors.yellow(printable(error_code))]),
    ...(fault === undefined ? [] : [colors.red(`fault=${fault}`)]),
    ...idsOf(ids, path, colors),
    colors.dim(`${String(Math.round(elapsed))} ms`),
  ].join(' ')
}

const failures: Readonly<Record<string, string>> = {
  timeout: 'no answer in 5 s',
  connection: 'no connection',
  answer: 'without {"success": true}',
  host: 'not sent, its host is not allowed (--allow-host)',
}

/** Where a webhook goes, without what its address says behind a question mark or before an at sign. */
const placeOf = (url: string): string => {
  if (!URL.canParse(url)) return printable(url)
  const { protocol, host, pathname } = new URL(url)
  return printable(`${protocol}//${host}${pathname}`)
}

const minutesTo = (next: number, at: number): string => `again in ${String(Math.round((next - at) / 60_000))} min`

const outcomeOf = (
  { next_at }: SandboxWebhook,
  attempt: WebhookAttempt,
  last: boolean,
  { green, red }: Colors,
): string => {
  const { at, status, error } = attempt
  const code = status === undefined ? [] : [String(status)]
  if (error === undefined) return green(code.join())
  const then = !last ? [] : [next_at === undefined ? 'given up' : minutesTo(next_at, at)]
  return red([...code, failures[error] ?? 'refused'].join(' ') + then.map((words) => `, ${words}`).join(''))
}

/** The line about a webhook: one attempt to send it, or, without one, that it is kept for want of an address. */
export const webhookLine = (webhook: SandboxWebhook, attempt: WebhookAttempt | undefined, colors: Colors): string => {
  const { webhook_type, url, attempts, duplicate } = webhook
  const { receipt_id, order_id } = webhook
  return [
    `${colors.cyan('webhook')} ${webhook_type}`,
    attempt === undefined
      ? colors.yellow('kept, it has no address (--webhook-url, or the page)')
      : outcomeOf(webhook, attempt, attempt === attempts.at(-1), colors),
    ...(duplicate ? [colors.red('fault=webhook_twice')] : []),
    ...idsOf({ receipt_id, order_id }, '', colors),
    ...(attempt === undefined ? [] : [colors.dim(placeOf(url))]),
  ].join(' ')
}
