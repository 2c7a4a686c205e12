import type { Api } from '../../core/api.js'
import { textOfCode } from '../../core/classify.js'
import type { Context } from '../../core/context.js'
import { credentialsError } from '../../core/credentials.js'
import { isPrintable, membersOf } from '../../core/fields.js'
import { VERSION } from '../../version.js'

/** Ids that an answer has under the name of the request's own. Where an order number or an id of yours may stand for one, it is not here. */
const IDS = ['product_id', 'category_id', 'invoice_id']

/** Members by which an answer says how something stands. */
const STATE = /^(_?id|(product|category|invoice|order|user|order_cancellation_request)_id|order_number|list|items)$/

const memberOf = ({ member }: Context) => membersOf(member?.())

/** Bootpay's Commerce API, `https://api.bootapi.com/v1`: products, orders, users. It takes a client key alone. */
export const commerce: Api = {
  name: 'commerce',
  address: 'commerceUrl',
  baseUrl: ({ commerceUrl }) => commerceUrl ?? 'https://api.bootapi.com/v1',
  headers: (ctx, { role, key, member }) => {
    const { user_jwt, device_uuid } = member ? memberOf(ctx) : {}
    return {
      'bootpay-sdk-version': VERSION,
      'bootpay-api-version': '1.0.0',
      'bootpay-sdk-type': '301',
      ...(role && { 'bootpay-role': role }),
      ...(key && { 'idempotency-key': key }),
      ...(user_jwt && { 'bootpay-user-jwt': user_jwt }),
      ...(device_uuid && { 'bootpay-device-uuid': device_uuid }),
    }
  },
  lacks: (ctx, { member }, basic) => {
    if (!basic) return credentialsError('give client_key and secret_key: this API takes no others')
    const given = member ? memberOf(ctx) : {}
    for (const [name, value] of Object.entries(given))
      if (value !== undefined && !isPrintable(value))
        return credentialsError(`${name} of the member must be text without white space`)
    return member === 'required' && !given.user_jwt
      ? credentialsError('this is asked on behalf of a member: asMember(ctx, { user_jwt })')
      : undefined
  },
  // An id may be somebody's e-mail address, percent-encoded. Unlike decodeURIComponent this never throws.
  secrets: (ctx, id) => [...Object.values(memberOf(ctx)).map(String), new URLSearchParams(`=${id}`).get('') ?? ''],
  ids: [
    'idempotency_key',
    'order_number',
    'order_id',
    'order_cancellation_request_id',
    'cancel_id',
    'cancel_price',
    'product_id',
    'category_id',
    'invoice_id',
    'request_id',
    'price',
  ],
  // A name may be a person's.
  open: [
    ...['order_name', 'title', 'status', 'sort', 'cs_type', 'member_mode', 'currency'],
    ...['products', 'categories', 'invoices', 'orders', 'month', 'cancel', 'users', 'session'],
    ...['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist'],
  ],
  // A template's own member is called `code`, so that one counts where the status says that it is an error.
  readError: (json, status) => {
    const said = Object(json) as Readonly<Record<string, unknown>>
    const isSuccess = status >= 200 && status < 300
    return {
      code: said['error_code'] || (isSuccess ? undefined : said['code']),
      message: said['message'] ?? said['error'],
      pg_error_code: said['pg_error_code'],
      hasState: Object.keys(said).some((name) => STATE.test(name)),
    }
  },
  otherId: ({ path, about }, json) => {
    const told: Readonly<Record<string, unknown>> = Object(json)
    const isAsked = (id: unknown) => path.split('/').includes(encodeURIComponent(String(id)))
    return IDS.find(
      (name) => about[name] && isAsked(about[name]) && told[name] && textOfCode(told[name]) !== about[name],
    )
  },
}
