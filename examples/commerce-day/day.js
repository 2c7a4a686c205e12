import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import { createContext, createTokenState, getReceipt, isPaid, receiveWebhook } from 'bootpay-fp'
import {
  approveOrderCancel,
  createCategory,
  createInvoice,
  createProduct,
  getInvoice,
  getOrder,
  getProduct,
  listInvoices,
  notifyInvoice,
  previewOrder,
  registerUser,
  rejectOrderCancel,
  requestOrderCancel,
  withdrawOrderCancel,
} from 'bootpay-fp/commerce'
import { reconcileCommerce, repeatUntilKnown } from 'bootpay-fp/commerce/settlement'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'

import { createJournal, money } from '../shop-day/print.js'
import { startSandbox } from '../support/served.js'

const SWEATER = 39_000
const SOCKS = 5_000
const DELIVERY = 3_000
const PAID = 2 * SWEATER + 3 * SOCKS + DELIVERY

/**
 * Listens for the webhooks of Bootpay, and looks each of them up.
 * @param {() => import('bootpay-fp').Context} contextOf
 * @param {NonNullable<import('bootpay-fp').WebhookHandlers['on']>} on
 */
const listenForWebhooks = async (contextOf, on) => {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const contentType = request.headers['content-type'] ?? ''
    const reply = await receiveWebhook(contextOf(), { body, contentType }, { on })
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * Waits, at most so many seconds, until something is so.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} seconds
 */
const waitUntil = async (isSo, seconds) => {
  for (const until = Date.now() + seconds * 1_000; !(await isSo()); await pause(100))
    if (Date.now() > until) throw new Error(`nothing came of it in ${seconds} s`)
}

/**
 * Lives through the day and says whether all went as it should.
 * @param {{ byHand: boolean }} options whether somebody opens the link and pays; otherwise the control API is the buyer
 * @returns {Promise<number>} the exit code
 */
export const liveOneDay = async ({ byHand }) => {
  const sandbox = await startSandbox()
  /** What the shop has heard by webhook. @type {string[]} */
  const heard = []
  const webhooks = await listenForWebhooks(() => ctx, {
    PAYMENT_COMPLETED: ({ receipt }) => void heard.push(`paid ${receipt.price}`),
    PAYMENT_PARTIAL_CANCELLED: ({ receipt }) => void heard.push(`given back ${receipt.cancelled_price}`),
  })
  const { baseUrl, commerceUrl, control } = sandbox
  // Bootpay gives out a pair of keys for each of its APIs; the sandbox takes one for both.
  const credentials = { client_key: 'sandbox_client_key', secret_key: 'sandbox_secret_key' }
  let slept = 0
  const ctx = createContext({
    credentials,
    tokens: createTokenState(),
    baseUrl,
    commerceUrl,
    now: () => Date.now() + slept,
    // So that waiting costs no time.
    sleep: async (ms) => {
      slept += ms
      await control('POST', '/clock', { ms })
    },
  })
  const journal = createJournal()
  const { goesWell, fails } = journal

  /**
   * Runs a call whose answer is lost after it was carried out; gives the unknown outcome.
   * @param {import('bootpay-fp/sandbox').SandboxOperation} operation
   * @param {import('fp-ts/lib/TaskEither.js').TaskEither<import('bootpay-fp').BootpayError, unknown>} task
   * @param {string} moral
   */
  const isLost = async (operation, task, moral) => {
    await control('POST', '/faults', { fault: 'reset_after', operation })
    const lost = await fails(operation, task, ({ _tag }) => _tag === 'OutcomeUnknown', moral)
    if (lost._tag !== 'OutcomeUnknown') throw new Error('the answer had to be lost')
    return lost
  }

  console.log(`A shop's day at an embedded Bootpay, ${commerceUrl}`)
  try {
    journal.chapter('Something to sell')
    const { category_id } = await goesWell(
      'createCategory',
      createCategory(ctx, { name: '니트', idempotency_key: 'category-knit' }),
      ({ name }) => name === '니트',
      ({ name }) => `a category, ${name}`,
    )
    const sweaterInput = {
      name: '니트 스웨터',
      display_price: SWEATER,
      category_id,
      ex_uid: 'sweater-7',
      status_display: true,
      status_sale: true,
      use_stock: true,
      stock: 20,
      idempotency_key: 'product-sweater-7',
    }
    const sweater = await goesWell(
      'createProduct',
      createProduct(ctx, sweaterInput),
      ({ stock }) => stock === 20,
      ({ name, display_price }) => `${name} for ${money(display_price ?? 0)}, twenty of them`,
    )
    const socks = await goesWell(
      'createProduct',
      createProduct(ctx, {
        ...sweaterInput,
        name: '양말',
        display_price: SOCKS,
        ex_uid: 'socks-1',
        idempotency_key: 'product-socks-1',
      }),
      ({ display_price }) => display_price === SOCKS,
      ({ name, display_price }) => `${name} for ${money(display_price ?? 0)}`,
    )
    journal.aside('somebody runs the import again')
    await goesWell(
      'createProduct',
      createProduct(ctx, sweaterInput),
      async ({ product_id }) => product_id === sweater.product_id && (await sandbox.state()).products.length === 2,
      () => 'the same key, so the same product: there is no second one',
    )
    const basket = [
      { product_id: sweater.product_id, quantity: 2 },
      { product_id: socks.product_id, quantity: 3 },
    ]
    await goesWell(
      'previewOrder',
      previewOrder(ctx, { cart_items: basket }),
      ({ checkout_ready, summary }) => checkout_ready === true && summary?.['total_order_price'] === PAID - DELIVERY,
      ({ summary }) => `two sweaters and three pairs of socks cost ${money(Number(summary?.['total_order_price']))}`,
    )

    journal.chapter('A payment link, and one notice')
    await goesWell(
      'registerUser',
      registerUser(ctx, { uid: 'member-7', login_id: 'hong-gildong', name: '홍길동', phone: '01000000000' }),
      ({ user_id }) => user_id !== '',
      () => 'a customer, under the number that the shop knows them by',
    )
    const link = createInvoice(ctx, {
      name: '니트 스웨터 외 1건',
      products: basket,
      delivery_price: DELIVERY,
      user: { user_id: 'member-7' },
      request_id: 'order-1024',
      webhook_url: webhooks.url,
      expire_in: 86_400,
      idempotency_key: 'order-1024-link',
    })
    const unsure = await isLost('createInvoice', link, 'unknown: without its key a second link could be paid too')
    const repeated = await goesWell(
      'repeatUntilKnown',
      repeatUntilKnown(ctx, unsure, link),
      ({ _tag }) => _tag === 'Done',
      ({ _tag }) => `${_tag}: the same key gave the first answer again`,
    )
    if (repeated._tag !== 'Done') throw new Error('the link had to be known')
    const { invoice_id, payment_url } = repeated.answer
    await goesWell(
      'listInvoices',
      listInvoices(ctx, { user_id: 'member-7' }),
      ({ count, list }) => count === 1 && list[0]?.price === PAID,
      ({ list }) => `one link over ${money(list[0]?.price ?? 0)}, and no second one`,
    )
    const notice = notifyInvoice(ctx, { invoice_id, send_types: [2], idempotency_key: 'order-1024-notice-1' })
    const untold = await isLost('notifyInvoice', notice, 'unknown: nobody wants the same message twice')
    await goesWell(
      'reconcileCommerce',
      reconcileCommerce(ctx, untold),
      async ({ _tag }) => _tag === 'Done' && (await sandbox.state()).invoices[0]?.notices.length === 1,
      ({ _tag }) => `${_tag}: the link says that it was told, once`,
    )

    journal.chapter('The buyer pays')
    if (byHand) {
      journal.aside(`open ${payment_url} and pay there: the day waits for you`)
      await waitUntil(async () => (await control('GET', `/invoices/${invoice_id}`)).status === 2, 600)
    } else {
      journal.aside(`the buyer opens ${payment_url} and pays (with --by-hand that is you)`)
      const opened = await control('POST', `/invoices/${invoice_id}/open`)
      await control('POST', `/payments/${opened.receipt_id}/pay`)
    }
    await waitUntil(() => heard.length === 1, 10)
    const { receipt_id } = await control('GET', `/invoices/${invoice_id}`)
    const { order_id } = await goesWell(
      'getInvoice',
      getInvoice(ctx, { invoice_id }),
      (invoice) => typeof invoice.order_id === 'string' && heard.join() === `paid ${PAID}`,
      () => 'the link is paid, and names its order',
    )
    const order = await goesWell(
      'getOrder',
      getOrder(ctx, { order_id: order_id ?? '' }),
      ({ status, price }) => status === 'payment_completed' && price === PAID,
      ({ order_number, status, price }) => `order ${order_number} over ${money(price ?? 0)}: ${status}`,
    )
    const order_number = order.order_number ?? ''
    await goesWell(
      'getReceipt',
      getReceipt(ctx, { receipt_id: order.receipt_id ?? '' }),
      (receipt) => isPaid(receipt) && receipt.price === PAID && receipt.receipt_id === receipt_id,
      (receipt) => `its payment is a receipt of the payment API: ${money(receipt.price)} (${receipt.status_locale})`,
    )
    await goesWell(
      'getProduct',
      getProduct(ctx, { product_id: sweater.product_id }),
      ({ stock }) => stock === 18,
      ({ stock }) => `${stock} sweaters are left`,
    )

    journal.chapter('A part comes back')
    /** @param {string} cancel_id @param {number} cancel_quantity */
    const socksBack = (cancel_id, cancel_quantity) =>
      requestOrderCancel(ctx, {
        order_number,
        request_cancel_parameters: {
          cancel_id,
          cancel_message: '사이즈 교환',
          cancel_products: [{ product_id: socks.product_id, cancel_quantity }],
        },
        idempotency_key: cancel_id,
      })
    const asked = await goesWell(
      'requestOrderCancel',
      socksBack('order-1024-return-1', 1),
      async ({ cancel_price }) => cancel_price === SOCKS && (await sandbox.state()).cancellations.length === 0,
      ({ cancel_price }) => `the buyer wants ${money(cancel_price ?? 0)} back; no money moves yet`,
    )
    const { order_cancellation_request_id } = asked
    const approve = approveOrderCancel(ctx, { order_cancellation_request_id, message: '확인했습니다.' })
    const doubt = await isLost('approveOrderCancel', approve, 'unknown: the money may be back already')
    await goesWell(
      'reconcileCommerce',
      reconcileCommerce(ctx, doubt, { order_number }),
      ({ _tag }) => _tag === 'Done',
      ({ _tag }) => `${_tag}: the list of cancels says that it was approved`,
    )
    await fails(
      'approveOrderCancel',
      approve,
      (error) => error._tag === 'ApiError' && error.code === 'PROCESS_DUPLICATED',
      'decided already: nobody pays back twice by clicking twice',
    )
    await waitUntil(() => heard.length === 2, 10)
    await goesWell(
      'getReceipt',
      getReceipt(ctx, { receipt_id }),
      ({ cancelled_price }) => cancelled_price === SOCKS && heard[1] === `given back ${SOCKS}`,
      ({ cancelled_price }) => `${money(cancelled_price)} went back, once`,
    )
    const second = await goesWell(
      'requestOrderCancel',
      socksBack('order-1024-return-2', 2),
      ({ status }) => status === 0,
      ({ cancel_price }) => `the buyer wants ${money(cancel_price ?? 0)} more`,
    )
    await goesWell(
      'rejectOrderCancel',
      rejectOrderCancel(ctx, {
        order_cancellation_request_id: second.order_cancellation_request_id,
        message: '착용한 상품입니다.',
      }),
      ({ status }) => status === 2,
      () => 'worn, so it is rejected',
    )
    const third = await goesWell(
      'requestOrderCancel',
      socksBack('order-1024-return-3', 1),
      ({ status }) => status === 0,
      () => 'the buyer asks again',
    )
    await goesWell(
      'withdrawOrderCancel',
      withdrawOrderCancel(ctx, { order_cancellation_request_id: third.order_cancellation_request_id }),
      (nothing) => nothing === null,
      () => 'and thinks better of it',
    )

    journal.chapter('Two processes, one key')
    // At a Bootpay without a network in between, so that they are surely on their way at the same time.
    const near = createSandbox()
    const shop = createContext({ credentials: near.credentials, fetch: near.fetch, now: near.now })
    const bag = { name: '쇼핑백', price: 500, idempotency_key: 'order-1025-link', expire_in: 60 }
    const twin = createInvoice(shop, bag)
    const twins = await Promise.all([twin(), twin()])
    const ids = new Set(twins.flatMap((each) => (E.isRight(each) ? each.right.invoice_id : [])))
    journal.step('createInvoice', ids.size === 2, 'two links: Bootpay does not hold twins back, so let one process ask')
    near.advance(60_000)
    await goesWell(
      'getInvoice',
      getInvoice(shop, { invoice_id: [...ids][0] ?? '' }),
      ({ status }) => status === -1,
      () => 'nobody pays, and the links are over',
    )

    journal.chapter('The sums')
    const { receipts, cancellations, orders, order_cancels, products } = await sandbox.state()
    const paid = receipts.filter(({ purchased_at }) => purchased_at !== undefined)
    const taken = paid.reduce((sum, { price }) => sum + price, 0)
    const back = cancellations.reduce((sum, { cancel_price }) => sum + cancel_price, 0)
    /** @type {readonly import('bootpay-fp/sandbox').SandboxWebhook[]} */
    const sent = await control('GET', '/webhooks')
    const approved = order_cancels.filter(({ status }) => status === 1)
    journal.step(
      'sandbox.state',
      taken === PAID && paid.length === orders.length,
      `${money(taken)} was paid, for one order`,
    )
    journal.step(
      'sandbox.state',
      back === SOCKS && approved.reduce((sum, { cancel_price }) => sum + cancel_price, 0) === back,
      `${money(back)} went back, for one approved cancel of ${order_cancels.length}`,
    )
    journal.step(
      'sandbox.state',
      products.map(({ count_sale }) => count_sale).join() === '2,3' &&
        heard.length === 2 &&
        sent.every(({ status }) => status === 'delivered'),
      `five things were sold, and the shop heard of both movements of money: ${money(taken - back)} is its own`,
    )
  } catch (error) {
    journal.step('the day', false, error instanceof Error ? error.message : String(error))
  }
  sandbox.close()
  webhooks.close()
  return journal.close() === 0 ? 0 : 1
}
