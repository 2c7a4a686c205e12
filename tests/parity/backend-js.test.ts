import { Bootpay } from '@bootpay/backend-js'
import * as sdk from 'bootpay-fp'
import type { Context } from 'bootpay-fp'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { server as msw } from '../support/server.js'

type Sent = { method: string; path: string; query: Record<string, string>; body: unknown }

const sent: (Sent & { headers: Record<string, unknown> })[] = []
const recorder = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    sent.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : JSON.parse(text),
      headers: request.headers,
    })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})

let ctx: Context
beforeAll(async () => {
  msw.close()
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}/v2`
  const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
  ctx = sdk.createContext({ credentials, baseUrl, retry: { attempts: 1 } })
  Bootpay.API_ENTRYPOINTS.production = baseUrl
})
beforeEach(() => {
  sent.length = 0
  Bootpay.setConfiguration({ client_key: 'ck_test', secret_key: 'sk_test' })
})
afterAll(() => recorder.close())

/** What is meant to differ, and why; each row below names those that apply to it. */
const differences = {
  'user data is asked for only when told to': (theirs: Sent): Sent => ({ ...theirs, query: {} }),
  'receipt_id is in the path already': ({ body, query, ...theirs }: Sent): Sent => {
    const without = (members: object) =>
      Object.fromEntries(Object.entries(members).filter(([name]) => name !== 'receipt_id'))
    return {
      ...theirs,
      body: body === undefined ? body : without(body as object),
      query: without(query) as Record<string, string>,
    }
  },
} satisfies Record<string, (theirs: Sent) => Sent>

type Row = {
  /** Name of our operation. */
  ours: string
  /** Name of their method. */
  theirs: string
  call: () => Promise<unknown>
  theirCall: () => Promise<unknown>
  meant?: keyof typeof differences
}

type Operation = (ctx: Context, input: unknown) => () => Promise<unknown>
type Method = (...input: unknown[]) => Promise<unknown>

/** A row in which both take the same input: ours as one object, theirs as the list that `spread` makes of it. */
const row = (
  ours: keyof typeof sdk,
  theirs: keyof typeof Bootpay,
  input: object,
  { spread = [input], meant }: { spread?: unknown[]; meant?: keyof typeof differences } = {},
): Row => ({
  ours,
  theirs,
  call: () => (sdk[ours] as Operation)(ctx, input)(),
  theirCall: () => (Bootpay[theirs] as Method).apply(Bootpay, spread).catch(() => undefined),
  ...(meant && { meant }),
})

const receipt_id = '628b2206d01c7e00209b6087'
const billing_key = '628b2644d01c7e00209b6092'
const reserve_id = '6490149ca575b40024f0b70d'
const user = { id: 'user_1234', username: '홍길동', phone: '01000000000', email: 'hong@example.com' }
const charge = {
  billing_key,
  order_name: '월간 구독',
  price: 9900,
  tax_free: 0,
  order_id: 'subscription-7-2026-01',
  items: [{ id: 'item-1', name: '구독', qty: 1, price: 9900 }],
  user,
  feedback_url: 'https://shop.example/webhook',
  content_type: 'application/json',
  metadata: { cycle: 1, nested: { list: [1, '둘', null] } },
}
const person = {
  authentication_id: 'verification-31',
  pg: '다날',
  method: '본인인증',
  username: '홍길동',
  identity_no: '0001013',
  carrier: 'SKT',
  phone: '01000000000',
  client_ip: '203.0.113.7',
  order_name: '본인인증',
  site_url: 'https://shop.example',
  authenticate_type: 'sms',
}
const shipping = {
  receipt_id,
  receipt_url: 'https://shop.example/r',
  tracking_number: '123456',
  delivery_corp: 'CJ대한통운',
  shipping_prepayment: true,
  shipping_day: 2,
  user: { username: '홍길동', phone: '01000000000', address: '서울특별시 종로구', zipcode: '08490' },
  company: { name: '테스트 상점', phone: '020000000', zipcode: '08490', addr1: '서울', addr2: '1층' },
}
const cash = { identity_no: '01000000000', cash_receipt_type: '소득공제' }
const cancelled = { receipt_id, cancel_username: '관리자', cancel_message: '금액 오류 & 100% 환불' }

const rows: Row[] = [
  row(
    'getReceipt',
    'receiptPayment',
    { receipt_id },
    { spread: [receipt_id], meant: 'user data is asked for only when told to' },
  ),
  row('getReceipt', 'receiptPayment', { receipt_id, lookup_user_data: true }, { spread: [receipt_id, true] }),
  row('cancelPayment', 'cancelPayment', { receipt_id }),
  row('cancelPayment', 'cancelPayment', {
    receipt_id,
    cancel_requester: '관리자',
    items: [{ id: 'item-1', name: '스웨터', qty: 1, price: 1000 }],
    metadata: { box: 1 },
  }),
  row('cancelPayment', 'cancelPayment', {
    receipt_id,
    cancel_price: 1000,
    cancel_tax_free: 0,
    cancel_id: 'cancel-1',
    cancel_username: '홍길동',
    cancel_message: '단순 변심',
    refund: { bank_account: '0000000000', bank_username: '홍길동', bank_code: '004' },
  }),
  row('confirmPayment', 'confirmPayment', { receipt_id }, { spread: [receipt_id] }),
  row('getCertificate', 'certificate', { receipt_id }, { spread: [receipt_id] }),
  row('requestAuthentication', 'requestAuthentication', person),
  row('requestAuthentication', 'requestAuthentication', {
    ...person,
    extra: { phone_carrier: 'SKT', subscribe_test_payment: false },
  }),
  row(
    'confirmAuthentication',
    'confirmAuthentication',
    { receipt_id, otp: '000000' },
    { spread: [receipt_id, '000000'] },
  ),
  row('confirmAuthentication', 'confirmAuthentication', { receipt_id }, { spread: [receipt_id] }),
  row('resendAuthentication', 'realarmAuthentication', { receipt_id }, { spread: [receipt_id] }),
  row('issueBillingKey', 'requestSubscribeBillingKey', {
    pg: '나이스페이',
    order_name: '월간 구독',
    subscription_id: '1716860112',
    card_no: '4000000000000000',
    card_pw: '00',
    card_identity_no: '000101',
    card_expire_year: '39',
    card_expire_month: '12',
    price: 0,
    tax_free: 0,
    extra: { subscribe_test_payment: true },
    user,
    metadata: { plan: 'basic' },
  }),
  row('requestTransferBillingKey', 'requestSubscribeAutomaticTransferBillingKey', {
    pg: '나이스페이',
    order_name: '월간 구독',
    subscription_id: '1716848284697',
    auth_type: 'ARS',
    price: 1000,
    username: '홍길동',
    bank_name: '국민',
    bank_account: '00000000000000',
    identity_no: '000101',
    cash_receipt_type: '소득공제',
    cash_receipt_identity_no: '01000000000',
    phone: '01000000000',
    user,
  }),
  row('publishTransferBillingKey', 'publishAutomaticTransferBillingKey', { receipt_id }, { spread: [receipt_id] }),
  row('chargeBillingKey', 'requestSubscribePayment', { ...charge, card_quota: '03', card_interest: '0' }),
  row('chargeBillingKey', 'requestSubscribeCardPayment', charge),
  row('reservePayment', 'subscribePaymentReserve', { ...charge, reserve_execute_at: new Date('2026-12-01T00:00:00Z') }),
  row('reservePayment', 'subscribePaymentReserve', {
    ...charge,
    card_quota: '03',
    card_interest: '0',
    reserve_execute_at: '2026-12-01T09:00:00+09:00',
    extra: { subscribe_test_payment: false },
  }),
  row('getReservation', 'subscribePaymentReserveLookup', { reserve_id }, { spread: [reserve_id] }),
  row('cancelReservation', 'cancelSubscribeReserve', { reserve_id }, { spread: [reserve_id] }),
  row('destroyBillingKey', 'destroyBillingKey', { billing_key }, { spread: [billing_key] }),
  row('getBillingKeyByReceipt', 'lookupSubscribeBillingKey', { receipt_id }, { spread: [receipt_id] }),
  row('getBillingKey', 'lookupBillingKey', { billing_key }, { spread: [billing_key] }),
  row(
    'getSequentialBillingKey',
    'lookupSequentialBillingKey',
    { billing_key, widget_key: 'widget & key', user_id: '회원 1' },
    { spread: ['widget & key', billing_key, '회원 1'] },
  ),
  row('issueUserToken', 'requestUserToken', {
    user_id: 'user_1234',
    email: 'hong@example.com',
    username: '홍길동',
    gender: 0,
    birth: '20000101',
    phone: '01000000000',
  }),
  row('startShipping', 'shippingStart', { ...shipping, user }, { meant: 'receipt_id is in the path already' }),
  row('startShipping', 'shippingStart', shipping, { meant: 'receipt_id is in the path already' }),
  row('issueCashReceiptForPayment', 'cashReceiptPublishOnReceipt', {
    receipt_id,
    ...cash,
    username: '홍길동',
    email: 'hong@example.com',
    phone: '01000000000',
    currency: 'KRW',
  }),
  row('cancelCashReceiptForPayment', 'cashReceiptCancelOnReceipt', cancelled, {
    meant: 'receipt_id is in the path already',
  }),
  row('issueCashReceipt', 'requestCashReceipt', {
    pg: '토스',
    price: 1000,
    tax_free: 0,
    order_name: '현장 결제',
    order_id: 'counter-77',
    ...cash,
    currency: 'KRW',
    extra: { subscribe_test_payment: false },
    purchased_at: new Date('2026-01-31T00:00:00Z'),
    user,
  }),
  row('cancelCashReceipt', 'cancelCashReceipt', cancelled, { meant: 'receipt_id is in the path already' }),
  row('getWallets', 'getUserWallets', { user_id: '회원 1', sandbox: true }, { spread: ['회원 1', true] }),
  row('payWithWallet', 'requestWalletPayment', {
    user_id: 'user_1234',
    order_name: '월간 구독',
    price: 9900,
    order_id: 'order-1',
    sandbox: true,
    webhook_url: 'https://shop.example/webhook',
    content_type: 'application/json',
    user,
  }),
  {
    ours: 'getAccessToken',
    theirs: 'getAccessToken',
    call: () => {
      const credentials = { application_id: 'app_test', private_key: 'pk_test' }
      return sdk.getAccessToken({ ...ctx, credentials })()
    },
    theirCall: () => {
      Bootpay.setConfiguration({ application_id: 'app_test', private_key: 'pk_test' })
      return Bootpay.getAccessToken()
    },
  },
]

const wire = ({ headers: _, ...request }: (typeof sent)[number]): Sent => request

describe('for the same input, what @bootpay/backend-js sends and what this package sends', () => {
  test.each(rows)('$ours and $theirs: $meant', async ({ call, theirCall, meant }) => {
    await theirCall()
    await call()
    const [theirs, ours] = sent.map(wire) as [Sent, Sent]
    expect(sent).toHaveLength(2)
    expect(ours).toEqual(meant ? differences[meant](theirs) : theirs)
    if (meant) expect(ours).not.toEqual(theirs)
  })

  test('differ in an id with letters of its own: ours is percent-encoded or refused, theirs goes out as it is', async () => {
    await (Bootpay.lookupBillingKey as Method)('../receipt/x')
    expect(sent.map(({ path }) => path)).toEqual(['/v2/receipt/x'])
    expect(await sdk.getBillingKey(ctx, { billing_key: '../receipt/x' })()).toMatchObject({
      left: { _tag: 'InputError' },
    })
    await sdk.getReceiptsByOrder(ctx, { order_id: '주문:1' })()
    expect(sent.map(({ path }) => path)).toEqual(['/v2/receipt/x', '/v2/lookup/order/%EC%A3%BC%EB%AC%B8%3A1'])
  })

  test('differ in the headers by the version of the SDK alone', async () => {
    await Bootpay.confirmPayment(receipt_id)
    await sdk.confirmPayment(ctx, { receipt_id })()
    const names = ['content-type', 'accept', 'authorization', 'bootpay-api-version', 'bootpay-sdk-type'] as const
    const [theirs, ours] = sent.map(({ headers }) => names.map((name) => headers[name]))
    expect(ours).toEqual(theirs)
  })
})

describe('the comparison', () => {
  test('leaves none of their PG methods out', () => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(Bootpay)).filter((name) => name !== 'constructor')
    expect([...new Set(rows.map(({ theirs }) => theirs))].sort()).toEqual(methods.sort())
  })

  test('leaves none of our operations out, but for those that they do not have', () => {
    const operations = Object.keys(sdk).filter((name) => `${name}Request` in sdk)
    const only = ['getReceiptsByOrder', 'getPaymentMethods', 'requestPaymentLink']
    expect([...new Set(rows.map(({ ours }) => ours)), ...only].sort()).toEqual(operations.sort())
  })

  test('uses every difference that it lists', () => {
    const meant = new Set(rows.map((each) => each.meant))
    expect(Object.keys(differences).filter((reason) => !meant.has(reason as keyof typeof differences))).toEqual([])
  })
})
