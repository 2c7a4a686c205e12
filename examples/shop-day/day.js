import {
  cancelPayment,
  cancelReservation,
  chargeBillingKey,
  chargeBillingKeyOnce,
  chargeSubscriptionCycle,
  confirmAndVerify,
  createContext,
  destroyBillingKey,
  getBillingKey,
  getCertificate,
  getReceipt,
  getReceiptsByOrder,
  getReservation,
  isCancelled,
  isPaid,
  issueBillingKey,
  issueUserToken,
  publishTransferBillingKey,
  reconcile,
  requestTransferBillingKey,
  reservePayment,
  startShipping,
  verifyPayment,
  wasMoneyTaken,
  createTokenState,
} from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'

import { openDoors } from './doors.js'
import { createJournal, money } from './print.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Lives through a shop's day and says whether all went as it should.
 * @returns {Promise<number>} the exit code
 */
export const liveOneDay = async () => {
  const sandbox = createSandbox()
  const { application_id, private_key } = sandbox.credentials
  const doors = await openDoors(sandbox)
  const journal = createJournal()
  const ctx = createContext({
    credentials: { application_id, private_key },
    tokens: createTokenState(),
    baseUrl: doors.works,
    now: sandbox.now,
    // So that waiting costs no time.
    sleep: async (ms) => sandbox.advance(ms),
  })

  // A client key goes with the request itself; a token would have to come through a broken door first.
  const { client_key, secret_key } = sandbox.credentials
  const basic = createContext({ credentials: { client_key, secret_key }, now: sandbox.now })
  const { goesWell, fails } = journal

  /** A buyer opens Bootpay's window. @param {import('bootpay-fp/sandbox').BrowserPayment} payment */
  const buyerPays = (payment) => {
    const receipt_id = sandbox.browser.requestPayment({ separately_confirmed: true, ...payment })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }

  console.log(`A shop's day against an embedded Bootpay at ${doors.works}`)
  try {
    journal.chapter('A payment, from the browser to a refund')
    const order = { order_id: 'order-1024', price: 39_000 }
    const receipt_id = buyerPays({ ...order, order_name: '니트 스웨터' })
    journal.aside(`a buyer puts their card in for ${money(order.price)}; no money moves yet`)
    const paid = await goesWell(
      'confirmAndVerify',
      confirmAndVerify(ctx, { ...order, receipt_id }),
      ({ _tag, receipt }) => _tag === 'Paid' && receipt.price === order.price,
      ({ receipt }) => `${money(receipt.price)} paid, as ordered (${receipt.status_locale})`,
    )
    journal.aside('the buyer loads the page again')
    await goesWell(
      'confirmAndVerify',
      confirmAndVerify(ctx, { ...order, receipt_id }),
      ({ _tag, receipt }) => _tag === 'Paid' && receipt.receipt_id === paid.receipt.receipt_id,
      () => 'the same receipt; nothing is paid twice',
    )
    await goesWell(
      'cancelPayment',
      cancelPayment(ctx, {
        receipt_id,
        cancel_price: 9_000,
        cancel_id: 'order-1024-return-1',
        cancel_message: '부분 반품',
      }),
      (receipt) => receipt.cancelled_price === 9_000,
      (receipt) => `${money(receipt.cancelled_price)} given back for a part that was returned`,
    )
    await goesWell(
      'cancelPayment',
      cancelPayment(ctx, { receipt_id, cancel_message: '나머지 반품' }),
      (receipt) => isCancelled(receipt) && receipt.cancelled_price === order.price,
      (receipt) => `the rest given back too: ${money(receipt.cancelled_price)} in all (${receipt.status_locale})`,
    )

    journal.chapter('Three buyers who are not like that')
    const sweater = { order_id: 'order-1025', price: 39_000 }
    const cheap = buyerPays({ ...sweater, order_name: '니트 스웨터', price: 100 })
    journal.aside('one edits the price in the browser: ₩100')
    await fails(
      'confirmAndVerify',
      confirmAndVerify(ctx, { ...sweater, receipt_id: cheap }),
      (error) => error._tag === 'Mismatch' && sandbox.state().cancellations.length === 2,
      'found before the confirm: no money moved, so there is none to give back',
    )
    journal.aside('one shows the receipt of somebody else')
    await fails(
      'confirmAndVerify',
      confirmAndVerify(ctx, { ...sweater, receipt_id }),
      (error) => error._tag === 'Mismatch' && error.cancelled === undefined,
      'another order was paid with it, and that one is left alone',
    )
    const desk = { order_id: 'order-1026', price: 210_000 }
    const account = buyerPays({ ...desk, order_name: '원목 책상', method: 'vbank' })
    journal.aside('one wants to pay by virtual account')
    await goesWell(
      'confirmAndVerify',
      confirmAndVerify(ctx, { ...desk, receipt_id: account }),
      ({ _tag, receipt }) => _tag === 'AwaitingDeposit' && !isPaid(receipt),
      ({ _tag, receipt }) => `${_tag} at ${receipt.vbank_data?.bank_name}: not paid, so nothing is sent yet`,
    )
    sandbox.browser.deposit(account)
    journal.aside('the buyer pays in at the bank, and a webhook says so')
    await goesWell(
      'verifyPayment',
      verifyPayment(ctx, { ...desk, receipt_id: account }),
      isPaid,
      (receipt) => `Bootpay says so too: ${money(receipt.price)} paid, as ordered`,
    )

    journal.chapter('A subscription by card')
    const key = await goesWell(
      'issueBillingKey',
      issueBillingKey(ctx, {
        pg: 'nicepay',
        order_name: '월간 구독',
        subscription_id: 'subscription-7',
        card_no: '4000-0000-0000-0000',
        card_pw: '00',
        card_identity_no: '000101',
        card_expire_year: '39',
        card_expire_month: '12',
      }),
      (issued) => issued.status === 11,
      (issued) => `a key for ${issued.billing_data?.card_company} ${issued.billing_data?.card_no}`,
    )
    const { billing_key } = key
    const january = { billing_key, order_name: '월간 구독 1월', price: 9_900 }
    const cycle = { subscription_id: 'subscription-7', cycle: '2026-01', attempt: 1 }
    const first = await goesWell(
      'chargeSubscriptionCycle',
      chargeSubscriptionCycle(ctx, { ...january, ...cycle }),
      (receipt) => isPaid(receipt) && receipt.price === 9_900,
      (receipt) => `${money(receipt.price)} charged for the first month`,
    )
    journal.aside('the cron job runs twice')
    await goesWell(
      'chargeSubscriptionCycle',
      chargeSubscriptionCycle(ctx, { ...january, ...cycle }),
      (receipt) => receipt.receipt_id === first.receipt_id,
      () => 'the same receipt; the card is charged once',
    )
    /** @param {number} month */
    const reserve = (month) =>
      reservePayment(ctx, {
        billing_key,
        order_name: `월간 구독 ${month}월`,
        price: 9_900,
        order_id: `subscription-7_2026-0${month}_1`,
        reserve_execute_at: new Date(sandbox.now() + (month - 1) * 30 * DAY),
      })
    const february = await goesWell(
      'reservePayment',
      reserve(2),
      () => true,
      () => 'the second month reserved',
    )
    const march = await goesWell(
      'reservePayment',
      reserve(3),
      () => true,
      () => 'the third month reserved',
    )
    sandbox.advance(30 * DAY + HOUR)
    journal.aside('thirty days go by')
    await goesWell(
      'getReservation',
      getReservation(ctx, { reserve_id: february.reserve_id }),
      (reservation) => reservation.status === 1 && typeof reservation.receipt_id === 'string',
      () => 'the second month was charged by itself',
    )
    await goesWell(
      'cancelReservation',
      cancelReservation(ctx, { reserve_id: march.reserve_id }),
      (cancelled) => cancelled.success === true,
      () => 'the subscriber leaves: the third month is not charged',
    )
    await goesWell(
      'destroyBillingKey',
      destroyBillingKey(ctx, { billing_key }),
      () => true,
      () => 'and the key is gone',
    )
    await goesWell(
      'getBillingKey',
      getBillingKey(ctx, { billing_key }),
      (detail) => detail.status !== 1,
      (detail) => `Bootpay says so too (status ${detail.status})`,
    )

    journal.chapter('A subscription by account')
    const asked = await goesWell(
      'requestTransferBillingKey',
      requestTransferBillingKey(ctx, {
        pg: 'nicepay',
        order_name: '월간 구독',
        subscription_id: 'subscription-8',
        username: '홍길동',
        bank_name: '국민',
        bank_account: '000000-00-000000',
        identity_no: '000101',
        phone: '010-0000-0000',
        price: 9_900,
      }),
      (receipt) => receipt.status === 41,
      () => 'the account holder is asked for consent',
    )
    await fails(
      'publishTransferBillingKey',
      publishTransferBillingKey(ctx, { receipt_id: asked.receipt_id }),
      (error) => error._tag === 'ApiError' && error.code === 'SUBSCRIBE_PUBLISH_NOT_READY',
      'not yet: ask again later',
    )
    sandbox.browser.consent(asked.receipt_id)
    journal.aside('the account holder consents on the phone')
    await goesWell(
      'publishTransferBillingKey',
      publishTransferBillingKey(ctx, { receipt_id: asked.receipt_id }),
      (published) => published.receipt_data?.price === 9_900,
      (published) =>
        `a key for ${published.billing_data?.bank_name}, and ${money(published.receipt_data?.price ?? 0)} paid with it`,
    )

    journal.chapter('People and parcels')
    await goesWell(
      'issueUserToken',
      issueUserToken(ctx, { user_id: 'user_1234', username: '홍길동' }),
      (token) => token.user_token !== '',
      (token) => `a token for a buyer's browser, good until ${token.expired_at}`,
    )
    const verified = sandbox.browser.verifyIdentity({ username: '홍길동' })
    journal.aside('a buyer verifies who they are in the browser')
    await goesWell(
      'getCertificate',
      getCertificate(ctx, { receipt_id: verified }),
      (certificate) => certificate.status === 12,
      (certificate) => `it is ${certificate.authenticate_data?.name}`,
    )
    const escrow = buyerPays({
      order_id: 'order-1027',
      order_name: '원목 의자',
      price: 90_000,
      escrow: true,
      separately_confirmed: false,
    })
    journal.aside('a buyer pays for a chair by escrow')
    await goesWell(
      'startShipping',
      startShipping(ctx, { receipt_id: escrow, tracking_number: '123456789012', delivery_corp: 'CJ대한통운' }),
      () => true,
      () => 'the chair is on its way, and the payment gateway knows',
    )

    journal.chapter('Three failures, told apart')
    await fails(
      'cancelPayment',
      cancelPayment(ctx, { receipt_id }),
      (error) => error._tag === 'ApiError' && error.code === 'RC_ALREADY_CANCELLED',
      'refused: Bootpay said no, so nothing happened',
    )
    const second = await goesWell(
      'issueBillingKey',
      issueBillingKey(ctx, {
        pg: 'nicepay',
        order_name: '월간 구독',
        subscription_id: 'subscription-9',
        card_no: '4000-0000-0000-0000',
        card_pw: '00',
        card_identity_no: '000101',
        card_expire_year: '39',
        card_expire_month: '12',
      }),
      (issued) => issued.status === 11,
      () => 'another subscriber',
    )
    const attempt = { order_name: '월간 구독', price: 9_900, billing_key: second.billing_key }
    await fails(
      'chargeBillingKey',
      chargeBillingKey({ ...basic, baseUrl: doors.nobody }, { ...attempt, order_id: 'subscription-9_2026-01_1' }),
      (error) => error._tag === 'NetworkError',
      'surely not sent: nothing happened, and the same order id may be charged again',
    )
    await goesWell(
      'chargeBillingKeyOnce',
      chargeBillingKeyOnce(ctx, { ...attempt, order_id: 'subscription-9_2026-01_1' }),
      isPaid,
      (receipt) => `so it is, with the same order id: ${money(receipt.price)} paid`,
    )
    const lost = await fails(
      'chargeBillingKey',
      chargeBillingKey({ ...basic, baseUrl: doors.loses }, { ...attempt, order_id: 'subscription-9_2026-02_1' }),
      (error) => error._tag === 'OutcomeUnknown' && error.reconcile === 'getReceiptsByOrder',
      'unknown: charging again could take the money twice, so settle it',
    )
    if (lost._tag !== 'OutcomeUnknown') throw new Error('the answer had to be lost')
    // Settled with the keys and the address that it was sent with: another merchant's look-ups prove nothing.
    const settling = { ...basic, sleep: ctx.sleep, baseUrl: doors.mends() }
    await goesWell(
      'reconcile',
      reconcile(settling, lost),
      ({ _tag }) => _tag === 'Done',
      (settled) => `${settled._tag}: it went through, and the card was charged once`,
    )
    await goesWell(
      'getReceiptsByOrder',
      getReceiptsByOrder(ctx, { order_id: 'subscription-9_2026-02_1' }),
      (receipts) => receipts.length === 1 && receipts.every(isPaid),
      (receipts) => `one receipt of ${money(receipts[0]?.price ?? 0)}, as it should be`,
    )
    await goesWell(
      'getReceipt',
      getReceipt(ctx, { receipt_id }),
      (receipt) => receipt.price === receipt.cancelled_price,
      (receipt) =>
        `at the end of the day ${receipt.order_id} stands at ${money(receipt.price - receipt.cancelled_price)}`,
    )

    const { receipts } = sandbox.state()
    const orders = receipts.filter(wasMoneyTaken).map(({ order_id }) => order_id)
    journal.step(
      'sandbox.state',
      new Set(orders).size === orders.length,
      `${orders.length} orders were paid, each of them once`,
    )
  } catch (error) {
    journal.step('the day', false, error instanceof Error ? error.message : String(error))
  }
  await doors.close()
  return journal.close() === 0 ? 0 : 1
}
