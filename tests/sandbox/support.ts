import { createSandbox, type BrowserPayment, type Sandbox, type SandboxOptions } from 'bootpay-fp/sandbox'

/** Monday noon in Seoul. */
export const noon = Date.parse('2026-03-02T12:00:00+09:00')

export const minutes = (count: number): number => count * 60_000

export const basic = ({ credentials }: Sandbox): string =>
  `Basic ${btoa(`${credentials.client_key}:${credentials.secret_key}`)}`

type Json = Record<string, unknown>

export type Reply = { status: number; body: Json }

/** Sends a request with Basic credentials, or others, and reads the whole answer. */
export const send = async (
  sandbox: Sandbox,
  line: string,
  body?: unknown,
  authorization: string | undefined = basic(sandbox),
): Promise<Reply> => {
  const [method = '', path = ''] = line.split(' ')
  const response = await sandbox.fetch(sandbox.baseUrl + path, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Json }
}

/** The HTTP status and the error code of a refused request. */
export const refusal = async (...parameters: Parameters<typeof send>): Promise<[number, unknown]> => {
  const { status, body } = await send(...parameters)
  return [status, body['error_code']]
}

/** The body of a request that must succeed. */
export const succeed = async (...parameters: Parameters<typeof send>): Promise<Json> => {
  const { status, body } = await send(...parameters)
  if (status !== 200) throw new Error(`${parameters[1]} answered ${String(status)} ${JSON.stringify(body)}`)
  return body
}

export const start = (options: SandboxOptions = {}): Sandbox => createSandbox({ now: () => noon, ...options })

export const order = { price: 1000, order_id: 'order-1', order_name: '테스트 상품' }

/** A payment the buyer has made. */
export const paid = (sandbox: Sandbox, payment: Partial<BrowserPayment> = {}): string => {
  const receipt_id = sandbox.browser.requestPayment({ ...order, ...payment })
  sandbox.browser.pay(receipt_id)
  return receipt_id
}

export const bearer = async (sandbox: Sandbox): Promise<string> => {
  const { access_token } = await succeed(sandbox, 'POST /request/token', sandbox.credentials, '')
  return `Bearer ${String(access_token)}`
}

export const card = {
  pg: '나이스페이',
  order_name: '정기결제',
  subscription_id: 1716860112,
  card_no: '5570111122221074',
  card_pw: '12',
  card_identity_no: '901014',
  card_expire_year: '30',
  card_expire_month: '12',
}

export const account = {
  pg: '나이스페이',
  order_name: '테스트결제',
  subscription_id: 1716848284697,
  price: 1000,
  username: '홍길동',
  bank_name: '국민',
  bank_account: '67561234123492472',
  identity_no: '901014',
  phone: '01012341234',
}

export const issueCardKey = async (sandbox: Sandbox, more: object = {}): Promise<string> =>
  String((await succeed(sandbox, 'POST /request/subscribe', { ...card, ...more }))['billing_key'])
