import { Bootpay } from '@bootpay/backend-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ask, startSandbox, useRealNetwork } from './support.js'

useRealNetwork()

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
  Bootpay.API_ENTRYPOINTS.production = sandbox.baseUrl
})
afterAll(() => sandbox.stop())

type Json = Record<string, unknown>
type Method = (...input: unknown[]) => Promise<Json>

/** Calls a method of the official SDK and remembers that it was called. */
const createCaller = () => {
  const called = new Set<string>()
  const call = (name: string, ...input: unknown[]): Promise<Json> => {
    called.add(name)
    return ((Bootpay as unknown as Record<string, Method>)[name] as Method).apply(Bootpay, input)
  }
  return { called, call }
}

const bodyOf = async (line: string, body: object) => (await ask(sandbox, line, body)).body
const opened = (order_id: string, more: object = {}) =>
  bodyOf('POST /payments', { price: 1000, order_id, order_name: '스웨터', ...more })

/** Every PG method of the SDK in the order that a shop would call them; `run` keeps order ids apart. */
const everything = (run: string, token: boolean) => {
  const { called, call } = createCaller()
  const id = (name: string) => `${run}-${name}`
  const user = { id: 'user_1234', username: '홍길동', phone: '01000000000', email: 'hong@example.com' }
  const charge = { order_name: '월간 구독', price: 9900, tax_free: 0, user, metadata: { cycle: 1 } }
  const card = {
    pg: '나이스페이',
    order_name: '월간 구독',
    card_no: '4000000000000000',
    card_pw: '00',
    card_identity_no: '000101',
    card_expire_year: '39',
    card_expire_month: '12',
    user,
  }
  const cash = { identity_no: '01000000000', cash_receipt_type: '소득공제' as const }
  const person = {
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

  const payments = async () => {
    const { receipt_id } = await opened(id('confirm'), { separately_confirmed: true, pay: true })
    expect(await call('receiptPayment', receipt_id)).toMatchObject({ status: 2 })
    expect(await call('confirmPayment', receipt_id)).toMatchObject({ status: 1 })
    const part = { receipt_id, cancel_price: 400, cancel_id: id('cancel'), cancel_username: 'a', cancel_message: 'b' }
    expect(await call('cancelPayment', part)).toMatchObject({ cancelled_price: 400 })
    expect(await call('cancelPayment', { receipt_id })).toMatchObject({ status: 20 })
  }

  const cardKey = async () => {
    const { billing_key } = await call('requestSubscribeBillingKey', { ...card, subscription_id: id('card') })
    const first = { ...charge, billing_key, order_id: id('charge-1') }
    const { receipt_id } = await call('requestSubscribePayment', first)
    expect(await call('receiptPayment', receipt_id, true)).toMatchObject({ price: 9900, status: 1 })
    const second = { ...charge, billing_key, order_id: id('charge-2') }
    expect(await call('requestSubscribeCardPayment', second)).toMatchObject({ status: 1 })
    expect(await call('lookupBillingKey', billing_key)).toMatchObject({ billing_key })
    expect(await call('lookupSequentialBillingKey', 'widget', billing_key, 'user_1234')).toMatchObject({ billing_key })
    const reserve_execute_at = new Date(Date.now() + 3_600_000)
    const reservation = { ...charge, billing_key, order_id: id('reserve'), reserve_execute_at }
    const { reserve_id } = await call('subscribePaymentReserve', reservation)
    expect(await call('subscribePaymentReserveLookup', reserve_id)).toMatchObject({ status: 0 })
    expect(await call('cancelSubscribeReserve', reserve_id)).toMatchObject({ success: true })
    expect(await call('destroyBillingKey', billing_key)).toMatchObject({ billing_key })
  }

  const accountKey = async () => {
    const { receipt_id } = await call('requestSubscribeAutomaticTransferBillingKey', {
      pg: '나이스페이',
      order_name: '월간 구독',
      subscription_id: id('account'),
      auth_type: 'ARS',
      price: 1000,
      username: '홍길동',
      bank_name: '국민',
      bank_account: '00000000000000',
      identity_no: '000101',
      phone: '01000000000',
      user,
    })
    await bodyOf(`POST /payments/${String(receipt_id)}/consent`, {})
    expect(await call('publishAutomaticTransferBillingKey', receipt_id)).toMatchObject({ status: 11 })
    expect(await call('lookupSubscribeBillingKey', receipt_id)).toMatchObject({ status: 11 })
  }

  const identity = async () => {
    const asked = await call('requestAuthentication', { ...person, authentication_id: id('identity') })
    await call('realarmAuthentication', asked['receipt_id'])
    expect(await call('confirmAuthentication', asked['receipt_id'], '000000')).toMatchObject({ status: 12 })
    expect(await call('certificate', asked['receipt_id'])).toMatchObject({ status: 12 })
  }

  const shipping = async () => {
    const { receipt_id } = await opened(id('escrow'), { escrow: true, pay: true })
    const address = { username: '홍길동', phone: '01000000000', address: '서울', zipcode: '08490' }
    const company = { name: '상점', phone: '020000000', zipcode: '08490', addr1: '서울', addr2: '1층' }
    const sent = { receipt_id, tracking_number: '123456', delivery_corp: 'CJ대한통운', user: address, company }
    expect(await call('shippingStart', sent)).toMatchObject({ escrow_data: { status: 3 } })
  }

  const cashReceipts = async () => {
    const { receipt_id } = await opened(id('cash'), { method: 'bank', pay: true })
    const person = { username: '홍길동', email: 'hong@example.com', phone: '01000000000' }
    const issued = await call('cashReceiptPublishOnReceipt', { receipt_id, ...cash, ...person })
    expect(issued).toMatchObject({ cash_receipt_data: { cash_receipt_type: 0 } })
    const cancelled = { cancel_username: '관리자', cancel_message: '금액 오류' }
    expect(await call('cashReceiptCancelOnReceipt', { receipt_id, ...cancelled })).toBeNull()
    const alone = { pg: '토스', price: 1000, tax_free: 0, order_name: '현장 결제', order_id: id('counter'), user }
    const purchased_at = new Date()
    const stood = await call('requestCashReceipt', { ...alone, ...cash, purchased_at })
    expect(await call('cancelCashReceipt', { receipt_id: stood['receipt_id'], ...cancelled })).toMatchObject({
      status: 61,
    })
  }

  const users = async () => {
    const user_id = id('user')
    await bodyOf('POST /wallets', { user_id })
    const paying = { user_id, order_name: '월간 구독', price: 9900, order_id: id('wallet'), sandbox: true, user }
    expect(await call('requestWalletPayment', paying)).toMatchObject({ status: 1 })
    const rest = { email: 'hong@example.com', username: '홍길동', gender: 0, birth: '20000101', phone: '01000000000' }
    const issued = call('requestUserToken', { user_id, ...rest })
    const wallets = () => call('getUserWallets', user_id, true)
    if (token) {
      expect(await issued).toMatchObject({ user_token: expect.any(String) })
      expect(await wallets()).toMatchObject([{ sandbox: 1 }])
    } else {
      // Production refused Basic here, and here alone, in May 2026; so does the sandbox.
      await expect(issued).rejects.toMatchObject({ error_code: 'TOKEN_KEY_INVALID' })
      await expect(wallets()).rejects.toMatchObject({ error_code: 'TOKEN_KEY_INVALID' })
    }
  }

  const steps = [payments, cardKey, accountKey, identity, shipping, cashReceipts, users]
  return {
    called,
    call,
    run: async () => {
      for (const step of steps) await step()
    },
  }
}

/** The PG methods of the SDK, as the parity test lists them. */
const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(Bootpay)).filter((name) => name !== 'constructor')

describe('@bootpay/backend-js against the served sandbox', () => {
  it('does every PG operation with a token', async () => {
    Bootpay.setConfiguration({ application_id: 'sandbox_application_id', private_key: 'sandbox_private_key' })
    const { called, call, run } = everything('token', true)
    expect(await call('getAccessToken')).toMatchObject({ expire_in: 1800 })
    await run()
    expect([...called].sort()).toEqual([...methods].sort())
  })

  it('does every PG operation with Basic, but for the user token and the list of wallets, as Bootpay itself', async () => {
    Bootpay.setConfiguration({ client_key: 'sandbox_client_key', secret_key: 'sandbox_secret_key' })
    const { called, run } = everything('basic', false)
    await run()
    expect([...called, 'getAccessToken'].sort()).toEqual([...methods].sort())
  })

  it('is told what Bootpay tells it', async () => {
    Bootpay.setConfiguration({ client_key: 'sandbox_client_key', secret_key: 'wrong' })
    await expect(Bootpay.receiptPayment('none')).rejects.toMatchObject({ error_code: 'TOKEN_KEY_INVALID' })
    Bootpay.setConfiguration({ client_key: 'sandbox_client_key', secret_key: 'sandbox_secret_key' })
    await expect(Bootpay.receiptPayment('none')).rejects.toMatchObject({ error_code: 'RC_NOT_FOUND' })
  })
})
