import { h, type FunctionalComponent, type VNode } from 'vue'

import type { Seen, SeenReceipt, SeenRequest, SeenWebhook } from '../../run/messages.js'
import type { Words } from './words.js'

type Cell = string | readonly [text: string, kind: string]

/** A long name, which may break after a slash or a low line; of an id there is its end. */
const breakable = (text: string): VNode[] =>
  text
    .replace(/\b[0-9a-f]{20}([0-9a-f]{4})\b/g, '…$1')
    .split(/(?<=[/_])/)
    .flatMap((part) => [h('span', part), h('wbr')])

const rowOf = (key: string, ...cells: readonly Cell[]): VNode =>
  h(
    'tr',
    { key },
    cells.map((cell) =>
      typeof cell === 'string' ? h('td', cell) : h('td', { class: cell[1], title: cell[0] }, breakable(cell[0])),
    ),
  )

const kindOf = (status: number): string => (status < 300 ? 'good' : 'bad')

const requestRow = ({ method, path, status, fault, ms }: SeenRequest, index: number, words: Words): VNode => {
  const lost = fault?.startsWith('slow') ? words.noAnswer : words.broken
  return rowOf(
    String(index),
    [`${method} ${path}`, 'wide'],
    status === undefined ? [lost, 'bad'] : [String(status), kindOf(status)],
    [ms === undefined ? '' : `${ms} ms`, 'number'],
  )
}

const receiptRow = (receipt: SeenReceipt, words: Words): VNode => {
  const { receipt_id, order_id, price, cancelled_price, currency, status, status_locale } = receipt
  const left = price - cancelled_price
  const amount = (sum: number) => `${sum.toLocaleString('en')}${currency === 'KRW' ? '' : ` ${currency}`}`
  return rowOf(
    receipt_id,
    [order_id, 'wide'],
    [cancelled_price > 0 && left > 0 ? `${amount(left)} / ${amount(price)}` : amount(price), 'number'],
    [words.statuses[String(status)] ?? status_locale, status < 0 ? 'bad' : ''],
  )
}

const webhookRow = (webhook: SeenWebhook, words: Words): VNode =>
  rowOf(
    webhook.webhook_id,
    [webhook.webhook_type, 'wide'],
    webhook.duplicate ? `${webhook.order_id} (${words.duplicate})` : webhook.order_id,
    [words.deliveries[webhook.status] ?? webhook.status, webhook.status === 'failed' ? 'bad' : ''],
  )

const tableOf = (name: string, rows: readonly VNode[]): VNode | undefined =>
  rows.length === 0 ? undefined : h('table', [h('caption', `${name} ${rows.length}`), h('tbody', [...rows])])

/** What the sandboxes of a program were asked, and what they hold: requests, receipts and webhooks. */
export const Panel: FunctionalComponent<{ readonly seen: Seen; readonly words: Words }> = ({ seen, words }) =>
  h('section', { class: 'run-panel', 'aria-label': words.sandbox }, [
    tableOf(
      words.requests,
      seen.requests.map((request, index) => requestRow(request, index, words)),
    ),
    tableOf(
      words.receipts,
      seen.receipts.map((receipt) => receiptRow(receipt, words)),
    ),
    tableOf(
      words.webhooks,
      seen.webhooks.map((webhook) => webhookRow(webhook, words)),
    ),
  ])
Panel.props = ['seen', 'words']
