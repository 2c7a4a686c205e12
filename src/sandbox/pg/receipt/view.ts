import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import { digitsOf } from '../../engine/ids.js'
import { cardCompany, zeroedAccount } from '../means.js'
import { methodName, pgName, statusName } from '../names.js'
import type { ReceiptRecord } from './record.js'

/** A receipt as it stands on the wire; a member that is `undefined` here is absent there. */
export type ReceiptAnswer = {
  readonly receipt_id: string
  readonly order_id: string
  readonly price: number
  readonly tax_free: number
  readonly cancelled_price: number
  readonly cancelled_tax_free: number
  readonly order_name: string
  readonly company_name: string
  readonly gateway_url: string
  readonly metadata: unknown
  readonly sandbox: boolean
  readonly pg: string
  readonly method: string
  readonly method_symbol: string
  readonly method_origin: string
  readonly method_origin_symbol: string
  readonly purchased_at?: string | undefined
  readonly cancelled_at?: string | undefined
  readonly requested_at: string
  readonly status_locale: string
  readonly currency: string
  readonly receipt_url?: string | undefined
  readonly status: number
  readonly card_data?: object | undefined
  readonly bank_data?: object | undefined
  readonly vbank_data?: object | undefined
  readonly phone_data?: object | undefined
  readonly escrow_data?: object | undefined
  readonly cash_receipt_data?: object | undefined
}

/** The address of the payment gateway that Bootpay names in answers. */
export const gatewayUrl = 'https://gw.bootpay.co.kr'

const defaultCardNumber = (pg: string): string =>
  pg === 'kcp' ? '5428790000000009' : pg === 'inicis' ? '625840*********0' : '94352017****6169'

const cardData = (receipt: ReceiptRecord): object => {
  const digits = digitsOf(receipt.receipt_id)
  const company = cardCompany(receipt.pg)
  const card_approve_no = digits.slice(-8)
  const card_no = receipt.card?.card_no ?? defaultCardNumber(receipt.pg)
  const card_quota = receipt.card?.card_quota ?? '00'
  if (receipt.pg === 'kcp')
    return { tid: digits.slice(-14), card_approve_no, card_no, card_quota, ...company, point: 0, coupon: 0 }
  const tid = `${receipt.pg}00m0101${digits}`
  return {
    tid,
    card_approve_no,
    card_no,
    card_interest: '0',
    card_quota,
    ...company,
    card_type: '신용',
    card_owner_type: '개인',
    point: 0,
    coupon: 0,
    receipt_url: `https://npg.nicepay.co.kr/issue/IssueLoader.do?type=0&InnerWin=Y&TID=${tid}`,
  }
}

const bankData = (receipt: ReceiptRecord): object => ({
  tid: digitsOf(receipt.receipt_id).slice(-10),
  bank_code: receipt.bank?.bank_code ?? '004',
  bank_name: receipt.bank?.bank_name ?? '국민',
  bank_account: zeroedAccount,
  bank_username: receipt.bank?.username ?? '홍길*',
  expired_at: koreanTimeOf(receipt.bank?.expired_at),
})

const cashReceiptData = (receipt: ReceiptRecord): object => ({
  tid: digitsOf(receipt.receipt_id).slice(-12),
  cash_receipt_type: receipt.cash_receipt?.type === '지출증빙' ? 1 : 0,
  cash_receipt_no: digitsOf(receipt.receipt_id).slice(-9),
})

/** Writes a receipt as Bootpay answers it. */
export const receiptAnswer = (receipt: ReceiptRecord): ReceiptAnswer => {
  const paid = receipt.purchased_at !== undefined
  const { method } = receipt
  return {
    receipt_id: receipt.receipt_id,
    order_id: receipt.order_id,
    price: receipt.price,
    tax_free: receipt.tax_free,
    cancelled_price: receipt.cancelled_price,
    cancelled_tax_free: receipt.cancelled_tax_free,
    order_name: receipt.order_name,
    company_name: '테스트 상점',
    gateway_url: gatewayUrl,
    metadata: receipt.metadata ?? {},
    sandbox: true,
    pg: pgName(receipt.pg),
    method: methodName(method),
    method_symbol: method,
    method_origin: methodName(receipt.method_origin),
    method_origin_symbol: receipt.method_origin,
    purchased_at: koreanTimeOf(receipt.purchased_at),
    cancelled_at: koreanTimeOf(receipt.cancelled_at),
    requested_at: koreanTime(receipt.requested_at),
    status_locale: statusName(receipt.status),
    currency: receipt.currency,
    receipt_url: paid ? `https://door.bootpay.co.kr/receipt/${receipt.receipt_id}EXAMPLE%0AEXAMPLE%0A` : undefined,
    status: receipt.status,
    card_data: paid && method === 'card' ? cardData(receipt) : undefined,
    bank_data: paid && method === 'bank' ? bankData(receipt) : undefined,
    vbank_data: method === 'vbank' && receipt.bank !== undefined ? bankData(receipt) : undefined,
    phone_data: paid && method === 'phone' ? { tid: digitsOf(receipt.receipt_id) } : undefined,
    escrow_data: receipt.escrow === undefined ? undefined : escrowData(receipt.escrow),
    cash_receipt_data: receipt.cash_receipt === undefined ? undefined : cashReceiptData(receipt),
  }
}

const escrowNames: Readonly<Record<number, string>> = { 0: '배송전', 1: '구매확정', 3: '배송시작', [-2]: '구매거절' }

const escrowData = (escrow: NonNullable<ReceiptRecord['escrow']>): object => ({
  status: escrow.status,
  status_locale: escrowNames[escrow.status],
  shipping_started_at: koreanTimeOf(escrow.shipping_started_at) ?? null,
  receipt_confirmed_at: koreanTimeOf(escrow.confirmed_at) ?? null,
})
