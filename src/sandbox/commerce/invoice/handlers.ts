import { lastMoment, parseTime } from '../../engine/clock.js'
import { isFailure, type Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, flag, isPayable, keptMetadata, object, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { refused } from '../codes.js'
import { readItems, readProducts, sumOf, taxFreeOf } from '../order/lines.js'
import { newOrderNumber, orderOf } from '../order/record.js'
import { orders } from '../order/collection.js'
import { hasKeyword, isWithin, membersOf, pageOf } from '../pages.js'
import { userOf } from '../user/collection.js'
import { shopUserAnswer } from '../user/view.js'
import { invoices } from './collection.js'
import type { InvoiceRecord, NoticeRecord } from './record.js'
import { invoiceAnswer } from './view.js'

const own = [
  'price',
  'tax_free_price',
  'delivery_price',
  'products',
  'invoice_items',
  'user',
  'user_id',
  'user_group_id',
  'order_id',
  'expired_at',
  'expire_in',
  'metadata',
  'extra',
  'send_types',
]

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

/** Who pays: a member, by what Bootpay knows of them, or a guest, by what is sent. */
const payerOf = (store: Store, parameters: JsonObject): JsonObject | undefined | Failure => {
  const given = object(parameters['user'])
  const user_id = text(given?.['user_id']) ?? text(parameters['user_id'])
  if (user_id === undefined) return given
  const user = userOf(store, user_id)
  if (user === undefined) return refused('USER_NOT_FOUND')
  const { user_id: id, name, email, phone, user_group_id } = shopUserAnswer(user)
  return { name, email, phone, user_group_id, ...given, user_id: id }
}

/** The ways that a notice is to be sent, none where none is named: 1 to 4. */
const sendTypesOf = ({ send_types }: JsonObject): readonly number[] | Failure => {
  const types = Array.isArray(send_types) ? send_types.map(amount) : []
  const known = types.filter((type) => type !== undefined && [1, 2, 3, 4].includes(type))
  return known.length === types.length ? (known as number[]) : refused('PARAMETER_INVALID', 'send_types')
}

/** The notices of a link that is just made: one, where it is asked for. */
const noticesOf = (parameters: JsonObject, at: number): readonly NoticeRecord[] | Failure => {
  const send_types = sendTypesOf(parameters)
  if (isFailure(send_types)) return send_types
  if (flag(parameters['use_notification'])) return [{ at, send_types: send_types.length > 0 ? send_types : [1] }]
  return send_types.length > 0 ? [{ at, send_types }] : []
}

const contentTypes: Readonly<Record<string, string>> = { 1: 'application/x-www-form-urlencoded', 2: 'application/json' }

const expiryOf = ({ expired_at, expire_in }: JsonObject, at: number): number | undefined | Failure => {
  const until = text(expired_at)
  if (until !== undefined) return parseTime(until) ?? refused('PARAMETER_INVALID', 'expired_at')
  const seconds = amount(expire_in)
  if (seconds === undefined) return undefined
  const end = at + seconds * 1000
  return seconds > 0 && end <= lastMoment ? end : refused('PARAMETER_INVALID', 'expire_in')
}

/** `POST /invoices` */
export const createInvoice: Handler = ({ store, at, parameters }) => {
  const { extra, metadata } = parameters
  // Seen at Bootpay: an empty object breaks the server.
  if (isEmpty(extra) || isEmpty(metadata)) return refused('SERVER_ERROR')
  const name = text(parameters['name'])
  if (name === undefined) return refused('PARAMETER_INVALID', 'name')
  const products = readProducts(store, at, parameters['products'])
  if (isFailure(products)) return products
  const items = readItems(parameters['invoice_items'])
  if (isFailure(items)) return items
  const lines = [...products, ...items]
  const delivery_price = amount(parameters['delivery_price']) ?? 0
  if (!(delivery_price >= 0)) return refused('PARAMETER_INVALID', 'delivery_price')
  const given = amount(parameters['price']) ?? 0
  const price = given === 0 ? sumOf(lines) + delivery_price : given
  const tax_free_price = amount(parameters['tax_free_price']) ?? (given === 0 ? taxFreeOf(lines) : 0)
  if (!isPayable(price, tax_free_price)) return refused('PARAMETER_INVALID', 'price')
  const user = payerOf(store, parameters)
  if (isFailure(user)) return user
  const expires_at = expiryOf(parameters, at)
  if (isFailure(expires_at)) return expires_at
  const settings = object(extra)
  const notices = noticesOf(parameters, at)
  if (isFailure(notices)) return notices
  const type = text(parameters['header_content_type'])
  const request_id = text(parameters['request_id']) ?? text(parameters['order_id']) ?? null
  const invoice = invoices.save(store, {
    invoice_id: newId(store),
    order_id: newId(store),
    order_number: newOrderNumber(store, at),
    name,
    price,
    tax_free_price,
    delivery_price,
    products,
    items,
    user,
    user_group_id: text(parameters['user_group_id']) ?? text(user?.['user_group_id']),
    metadata: keptMetadata(metadata),
    members: { ...membersOf(parameters, own), request_id },
    separately_confirmed: flag(settings?.['separately_confirmed']),
    webhook_url: text(parameters['webhook_url']),
    content_type: type === undefined ? undefined : (contentTypes[type] ?? type),
    status: notices.length === 0 ? 0 : 1,
    notices,
    held: false,
    receipt_id: undefined,
    created_at: at,
    expires_at,
    paid_at: undefined,
  })
  if (flag(settings?.['create_order_immediately'])) orders.save(store, orderOf(invoice, at))
  return invoiceAnswer(invoice, store.settings)
}

const dates: Readonly<Record<string, (invoice: InvoiceRecord) => number | undefined>> = {
  c_at: ({ created_at }) => created_at,
  p_at: ({ paid_at }) => paid_at,
}

/** `GET /invoices` */
export const listInvoices: Handler = ({ store, parameters }) => {
  const user_id = text(parameters['user_id'])
  const user = user_id === undefined ? undefined : userOf(store, user_id)
  const dateOf = dates[text(parameters['cs_type']) ?? 'c_at'] ?? (({ created_at }: InvoiceRecord) => created_at)
  const found = [...invoices.all(store)].filter(
    (invoice) =>
      (user_id === undefined || (user !== undefined && invoice.user?.['user_id'] === user.user_id)) &&
      isWithin(dateOf(invoice), text(parameters['css_at']), text(parameters['cse_at'])) &&
      hasKeyword(parameters, [
        invoice.name,
        invoice.invoice_id,
        invoice.members['request_id'],
        invoice.members['title'],
      ]),
  )
  const page = pageOf(found.reverse(), parameters, (each) => invoiceAnswer(each, store.settings), { limit: 24 })
  return { ...page, user: user === undefined ? null : shopUserAnswer(user) }
}

/** `GET /invoices/{invoice_id}` */
export const getInvoice: Handler = ({ store, holes: { invoice_id = '' } }) => {
  const invoice = invoices.get(store, invoice_id)
  return invoice === undefined ? refused('INVOICE_NOT_FOUND') : invoiceAnswer(invoice, store.settings)
}

/** `POST /invoices/{invoice_id}/notify`; without a way to send it nothing is sent. */
export const notifyInvoice: Handler = ({ store, at, holes: { invoice_id = '' }, parameters }) => {
  const invoice = invoices.get(store, invoice_id)
  if (invoice === undefined) return refused('INVOICE_NOT_FOUND')
  const send_types = sendTypesOf(parameters)
  if (isFailure(send_types)) return send_types
  if (send_types.length > 0)
    invoices.save(store, {
      ...invoice,
      status: invoice.status === 0 ? 1 : invoice.status,
      notices: [...invoice.notices, { at, send_types }],
    })
  return null
}
