import type { RandomFaults } from '../sandbox/index.js'
import { clientPath } from './client.js'
import { controlPath } from './control/control.js'
import type { ServerOptions } from './options.js'
import type { RunningServer } from './start.js'
import type { Terminal } from './terminal.js'

declare const __VERSION__: string

const percent = (rate: number): string => `${String(Math.round(rate * 1_000) / 10)} %`

const faultsText = (faults: RandomFaults): string =>
  'rates' in faults
    ? Object.entries(faults.rates)
        .map(([name, rate]) => `${name} ${percent(rate)}`)
        .join(', ')
    : `${percent(faults.rate)} of all requests`

const settings = (options: ServerOptions): readonly (readonly [string, string])[] => [
  ['clock', options.clock === 'manual' ? `manual: POST ${controlPath}/clock moves it` : 'real'],
  ...(options.latency > 0 ? [['latency', `${String(options.latency)} ms`] as const] : []),
  ...(options.faults === undefined ? [] : [['faults', faultsText(options.faults)] as const]),
  ['webhooks', options.webhookUrl ?? 'where a request names an address, else kept (--webhook-url)'],
  ['state', options.stateFile ?? 'in memory (--state FILE keeps it)'],
  ...(options.seedFile === undefined ? [] : [['begins with', options.seedFile] as const]),
]

/** What is printed once the sandbox is there: where it is, what it accepts, and lines to try it with. */
export const bannerOf = (
  { sandbox, url, baseUrl, commerceUrl }: RunningServer,
  options: ServerOptions,
  terminal: Terminal,
): string => {
  const { bold, cyan, dim, yellow } = terminal.colors
  const { credentials } = sandbox
  const control = `${url.slice(0, -1)}${controlPath}`
  const rows = (entries: readonly (readonly [string, string])[]): string[] =>
    entries.map(([name, value]) => `  ${dim(name.padEnd(16))}${value}`)
  const open = !/^(127\.|localhost$|::1$)/.test(options.host)
  return [
    '',
    `  ${bold('Bootpay sandbox')} ${dim(`bootpay-fp ${__VERSION__}`)}`,
    '',
    ...rows([
      ['base URL', cyan(baseUrl)],
      ['Commerce URL', cyan(commerceUrl)],
      ['status page', cyan(url)],
      ['control API', cyan(control)],
      ['client SDK', cyan(`${url}${clientPath.slice(1)}`)],
    ]),
    '',
    ...rows(Object.entries(credentials)),
    '',
    ...rows(settings(options)),
    '',
    `  ${dim('A payment, as the buyer makes it, and its look-up:')}`,
    `  curl ${control}/payments -d '{"price":1000,"order_id":"order-1","order_name":"스웨터","pay":true}'`,
    `  curl -u ${credentials.client_key}:${credentials.secret_key} ${baseUrl}/lookup/order/order-1`,
    '',
    ...(open
      ? [`  ${yellow(`Anybody who reaches ${options.host} can drive it: it knows no secrets but its own.`)}`, '']
      : []),
    `  ${dim('Ctrl+C ends it.')}`,
    '',
  ].join('\n')
}
