import { isFailure, misuse, type Failure } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { issue } from '../pg/billing-key/handlers.js'
import { cardRecord, maskCard } from '../pg/means.js'
import { browserMethod } from '../pg/names.js'
import { approveReceipt } from '../pg/receipt/charge.js'
import { receipts } from '../pg/receipt/collection.js'
import { isOrderTaken } from '../pg/receipt/order.js'
import { isHeld, type EndedRecord, type ReceiptRecord } from '../pg/receipt/record.js'
import { announce, announceEscrow } from '../webhooks/announce.js'

/** What the buyer pays with. */
export type BrowserMeans = {
  /** The method that the buyer chose. Default: that of the request. */
  readonly method?: string
  /** Card number of 13 to 19 digits, kept masked only. Default: a card that is accepted. */
  readonly card_no?: string
}

/** Why a payment is refused while the buyer makes it. */
export type BrowserRefusal = {
  /** Default: `RC_REQUEST_FAILED`, and `SUBSCRIBE_REQUEST_FAILED` for a billing key. */
  readonly code?: string
  readonly message?: string
  /** The payment gateway's own code. Default: none. */
  readonly pg_error_code?: string
}

/** What a step of the buyer makes of a receipt that is in the status for it. */
type Step<Given> = (store: Store, receipt: ReceiptRecord, at: number, given: Given) => undefined | Failure

/** A step by the statuses that it is taken in. */
type Steps<Given> = Readonly<Record<number, Step<Given>>>

const invalid = (message: string): Failure => misuse('REQUEST_INVALID', message)

const withMeans = (receipt: ReceiptRecord, { method, card_no }: BrowserMeans): ReceiptRecord | Failure => {
  const chosen = method === undefined ? {} : browserMethod(method)
  if (chosen === undefined) return invalid('pay: unknown method')
  if (card_no === undefined) return { ...receipt, ...chosen }
  if (!/^\d{13,19}$/.test(card_no)) return invalid('pay: card_no must be 13 to 19 digits')
  return { ...receipt, ...chosen, card: cardRecord(maskCard(card_no), undefined) }
}

const approve: Step<unknown> = (store, receipt, at) => {
  approveReceipt(store, receipt, at, undefined)
  return undefined
}

const payOnce: Step<BrowserMeans> = (store, receipt, at, means) => {
  const meant = withMeans(receipt, means)
  if (isFailure(meant)) return meant
  if (!meant.separately_confirmed) return approve(store, meant, at, undefined)
  receipts.save(store, { ...meant, status: 2 })
  return undefined
}

const registerCard: Step<BrowserMeans> = (store, receipt, at, { method, card_no = '4000000000000000' }) => {
  const meant = method === undefined ? withMeans(receipt, { card_no }) : invalid('pay: a billing key takes no method')
  if (isFailure(meant)) return meant
  if (meant.price > 0 && isOrderTaken(store, meant.order_id))
    return misuse('STEP_REFUSED', `pay: order id ${meant.order_id} was charged already`)
  // Where the first payment is declined, the receipt says so.
  issue(store, { ...meant, card: undefined }, { card: meant.card, bank: undefined }, meant, at)
  return undefined
}

const deposit: Step<undefined> = (store, receipt, at) => {
  announce(store, receipts.save(store, { ...receipt, status: 1, purchased_at: at }), at)
  return undefined
}

const consent: Step<undefined> = (store, receipt) => {
  if (receipt.consent === undefined)
    return misuse('STEP_REFUSED', `consent: receipt ${receipt.receipt_id} asks for none`)
  receipts.save(store, { ...receipt, consent: { ...receipt.consent, consented: true } })
  return undefined
}

const decide =
  (name: 'confirmPurchase' | 'refusePurchase', status: 1 | -2): Step<undefined> =>
  (store, receipt, at) => {
    const { escrow, receipt_id } = receipt
    if (escrow?.status !== 3 || !isHeld(receipt))
      return misuse('STEP_REFUSED', `${name}: receipt ${receipt_id} is no escrow purchase that is on its way`)
    const decided = { ...escrow, status, confirmed_at: status === 1 ? at : undefined }
    announceEscrow(store, receipts.save(store, { ...receipt, escrow: decided }), at)
    return undefined
  }

/** A step that is taken once money was paid, also after a part of it was cancelled or a cancel was refused. */
const oncePaid = (step: Step<undefined>): Steps<undefined> => ({ 1: step, 20: step, [-20]: step })

const end =
  (status: number | undefined, ended: (refusal: BrowserRefusal) => EndedRecord): Step<BrowserRefusal> =>
  (store, receipt, at, refusal) => {
    const after = receipts.save(store, { ...receipt, status: status ?? receipt.status, ended: ended(refusal) })
    if (after.ended?.event === 'error') announce(store, after, at)
    return undefined
  }

const refuse = (status: number, standard: string): Step<BrowserRefusal> =>
  end(status, ({ code = standard, message = '카드사에서 결제를 거절하였습니다.', pg_error_code }) => ({
    event: 'error',
    error_code: code,
    message,
    pg_error_code,
  }))

const close = end(undefined, () => ({
  event: 'cancel',
  error_code: 'RC_CLOSE_WINDOW',
  message: '사용자가 결제창을 닫았습니다.',
}))

const steps = {
  pay: { 0: payOnce, 40: registerCard },
  confirm: { 2: approve },
  deposit: { 5: deposit },
  consent: { 41: consent },
  confirmPurchase: oncePaid(decide('confirmPurchase', 1)),
  refusePurchase: oncePaid(decide('refusePurchase', -2)),
  cancel: { 0: close, 40: close },
  fail: { 0: refuse(-4, 'RC_REQUEST_FAILED'), 40: refuse(-40, 'SUBSCRIBE_REQUEST_FAILED') },
} satisfies Readonly<Record<string, Steps<never>>>

/** A step of the buyer. */
export type StepName = keyof typeof steps

/** Takes a step of the buyer. */
export const takeStep = (
  store: Store,
  at: number,
  name: StepName,
  receipt_id: string,
  given: BrowserMeans | BrowserRefusal = {},
): undefined | Failure => {
  const known: Steps<never> = steps[name]
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return misuse('NOT_FOUND', `${name}: no receipt ${receipt_id}`)
  const step = known[receipt.status]
  if (step === undefined)
    return misuse('STEP_REFUSED', `${name}: receipt ${receipt_id} has status ${String(receipt.status)}`)
  if (receipt.ended !== undefined) return misuse('STEP_REFUSED', `${name}: the buyer has left receipt ${receipt_id}`)
  return step(store, receipt, at, given as never)
}
