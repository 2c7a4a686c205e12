import { confirmAndVerify, createContext, isPaid, statusText } from 'bootpay-fp'
import { createSandbox, type SandboxExchange } from 'bootpay-fp/sandbox'
import { handleWebhook } from 'bootpay-fp/webhook'

import type { Locale } from './states.js'

type Who = 'browser' | 'shop' | 'bootpay' | 'pg'

/** Something that was said, or the status that the payment has now. */
export type Moment =
  | { readonly from: Who; readonly to: Who; readonly what: string; readonly isAnswer?: boolean }
  | { readonly status: number }

const order = { order_id: 'order-1', order_name: '스웨터', price: 39_000 }

/** Runs a whole payment against the sandbox, and writes down who says what to whom. */
export const recordConfirm = async (): Promise<readonly Moment[]> => {
  const moments: Moment[] = []
  let status: number | undefined
  const look = (): void => {
    const [receipt] = sandbox.state().receipts
    if (!receipt || receipt.status === status) return
    // Where money moves, the gateway has moved it.
    if (isPaid(receipt)) moments.push({ from: 'bootpay', to: 'pg', what: 'approve' })
    if (isPaid(receipt)) moments.push({ from: 'pg', to: 'bootpay', what: 'approved', isAnswer: true })
    status = receipt.status
    moments.push({ status })
  }
  const hear = (exchange: SandboxExchange): void => {
    const { operation = '', method, path, ids } = exchange
    const general = Object.entries(ids).reduce((text, [name, id]) => text.replace(id, `{${name}}`), path)
    moments.push({ from: 'shop', to: 'bootpay', what: `${operation}<br/>${method} ${general}` })
    look()
    moments.push({ from: 'bootpay', to: 'shop', what: String(exchange.status), isAnswer: true })
  }
  const webhook = async (url: string, init: RequestInit): Promise<Response> => {
    const { webhook_type } = JSON.parse(String(init.body)) as { readonly webhook_type: string }
    moments.push({ from: 'bootpay', to: 'shop', what: `POST ${new URL(url).pathname}<br/>${webhook_type}` })
    const response = await handleWebhook(ctx, new Request(url, init), { on: { PAYMENT_COMPLETED: () => undefined } })
    const what = `${response.status} ${await response.clone().text()}`
    moments.push({ from: 'shop', to: 'bootpay', what, isAnswer: true })
    return response
  }
  const sandbox = createSandbox({
    onRequest: hear,
    webhook: { url: 'https://shop.example/api/webhook', fetch: webhook },
  })
  const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })

  moments.push({ from: 'browser', to: 'bootpay', what: 'requestPayment' })
  const receipt_id = sandbox.browser.requestPayment({ ...order, separately_confirmed: true })
  look()
  moments.push({ from: 'browser', to: 'bootpay', what: 'pay' })
  sandbox.browser.pay(receipt_id)
  look()
  const event = sandbox.browser.event(receipt_id)
  moments.push({ from: 'bootpay', to: 'browser', what: `event: ${event?.event}`, isAnswer: true })
  moments.push({ from: 'browser', to: 'shop', what: 'POST /api/confirm' })
  const result = await confirmAndVerify(ctx, { receipt_id, order_id: order.order_id, price: order.price })()
  const outcome = result._tag === 'Right' ? result.right : result.left
  moments.push({ from: 'shop', to: 'browser', what: outcome._tag, isAnswer: true })
  await sandbox.deliver()
  return moments
}

const WORDS = {
  ko: {
    title: '분리 승인의 흐름',
    description:
      '브라우저의 결제창에서 구매자가 인증하면 서버가 영수증을 조회해 비교하고 승인한다. 그때 PG가 돈을 받고, 부트페이가 웹훅으로 알린다.',
    who: { browser: '브라우저', shop: '서버', bootpay: '부트페이', pg: 'PG' },
    what: {
      requestPayment: 'requestPayment()',
      pay: '결제창에서 구매자가 인증',
      approve: '승인',
      approved: '돈이 움직임',
    },
    names: {},
  },
  en: {
    title: 'The flow of a server confirm',
    description:
      'The buyer authenticates in the payment window; the server looks the receipt up, compares it and confirms. Only then the gateway takes the money, and Bootpay tells of it by a webhook.',
    who: { browser: 'Browser', shop: 'Your server', bootpay: 'Bootpay', pg: 'PG' },
    what: {
      requestPayment: 'requestPayment()',
      pay: 'the buyer authenticates in the window',
      approve: 'approve',
      approved: 'the money moves',
    },
    names: { 0: 'waiting to be paid', 1: 'paid', 2: 'waiting for the confirm' },
  },
} as const

/** A Mermaid diagram of a recorded payment. */
export const confirmDiagram = (moments: readonly Moment[], locale: Locale): string => {
  const { title, description, who, what: known, names } = WORDS[locale]
  const nameOf = (status: number) => (names as Readonly<Record<number, string>>)[status] ?? statusText(status)
  return [
    'sequenceDiagram',
    `  accTitle: ${title}`,
    `  accDescr: ${description}`,
    ...Object.entries(who).map(([id, name]) => `  participant ${id} as ${name}`),
    ...moments.map((moment) => {
      if ('status' in moment) return `  Note over bootpay: ${moment.status} ${nameOf(moment.status)}`
      const { from, to, what, isAnswer } = moment
      return `  ${from}${isAnswer ? '-->>' : '->>'}${to}: ${known[what as 'pay'] ?? what}`
    }),
  ].join('\n')
}
