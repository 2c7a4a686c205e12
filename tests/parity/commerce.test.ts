import { BootpayCommerce } from '@bootpay/backend-js'
import { createContext, type BootpayError, type Context } from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { bootpayCommerceMethods } from '../support/bootpayCommerce.js'
import { server as msw } from '../support/server.js'

type Sent = {
  method: string
  path: string
  query: Record<string, string>
  body: unknown
  role: unknown
  key: unknown
  user_jwt: unknown
}

const sent: (Sent & { headers: Record<string, unknown> })[] = []
const recorder = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const { headers } = request
    sent.push({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : text.startsWith('{') ? JSON.parse(text) : text,
      role: headers['bootpay-role'],
      key: headers['idempotency-key'],
      user_jwt: headers['bootpay-user-jwt'],
      headers,
    })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})

const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
const user_jwt = 'jwt.of.a-member'
const key = 'order-1024-link'
const idempotency_key = key

const theirs = new BootpayCommerce(credentials)
let ctx: Context
beforeAll(async () => {
  msw.close()
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve))
  const commerceUrl = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}/v1`
  ctx = createContext({ credentials, commerceUrl, retry: { attempts: 1 } })
  theirs.API_ENTRYPOINTS.production = commerceUrl
})
beforeEach(() => {
  sent.length = 0
})
afterAll(() => recorder.close())

const without = (members: unknown, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members as object).filter(([name]) => !names.includes(name)))

/** What is meant to differ, and why; each row below names those that apply to it. */
const differences = {
  'a read has no key, for Bootpay would give a day-old answer for it': (theirs) => ({ ...theirs, key: undefined }),
  'a log-out has no key, for a second one does no harm': (theirs) => ({ ...theirs, key: undefined }),
  'filters that the server ignores are not taken': (theirs) => ({
    ...theirs,
    query: without(theirs.query, 'type', 'period_type', 's_at', 'e_at', 'category_code') as Record<string, string>,
  }),
  'page and limit are left out where they are what Bootpay takes anyway': (theirs) => ({
    ...theirs,
    query: without(theirs.query, 'page', 'limit') as Record<string, string>,
  }),
  'ids are percent-encoded': (theirs) => ({
    ...theirs,
    path: theirs.path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/'),
  }),
  'is_supervisor is the role': (theirs) => ({
    ...theirs,
    role: 'supervisor',
    body: without(theirs.body, 'is_supervisor'),
  }),
  'login_pw is not offered, for the server is said to read password alone': (theirs) => ({
    ...theirs,
    body: {
      ...without(theirs.body, 'login_pw'),
      password: (theirs.body as { login_pw: string }).login_pw,
      corporate_type: 0,
    },
  }),
  'description is called desc, as Bootpay’s pages call it': (theirs) => ({
    ...theirs,
    body: { ...without(theirs.body, 'description'), desc: (theirs.body as { description: string }).description },
  }),
  'only the message is sent, for the server reads no more': (theirs) => ({
    ...theirs,
    body: without(theirs.body, 'cancel_reason', 'refund_price'),
  }),
  'null that says no more than nothing is not sent': (theirs) => ({
    ...theirs,
    body: Object.fromEntries(Object.entries(theirs.body as object).filter(([, value]) => value !== null)),
  }),
} satisfies Record<string, (theirs: Sent) => Sent>

type Difference = keyof typeof differences

const NO_KEY: Difference = 'a read has no key, for Bootpay would give a day-old answer for it'
const ENCODED: Difference = 'ids are percent-encoded'

type Row = {
  /** Name of our operation. */
  ours: string
  /** Module and name of their method. */
  theirs: string
  /** What differs. */
  meant: readonly Difference[]
  call: () => Promise<unknown>
  theirCall: () => Promise<unknown>
}

type Operation = (ctx: Context, input: unknown) => TaskEither<BootpayError, unknown>
type Modules = Readonly<Record<string, Readonly<Record<string, (...input: unknown[]) => Promise<unknown>>>>>

/** A row in which both take the same input: ours as one object, theirs as the list that `spread` makes of it. */
const row = (
  ours: keyof typeof commerce,
  method: string,
  input: object,
  { spread = [input], meant = [], jwt }: { spread?: unknown[]; meant?: readonly Difference[]; jwt?: string } = {},
): Row => ({
  ours,
  theirs: method,
  meant,
  call: () => (commerce[ours] as Operation)(jwt ? commerce.asMember(ctx, { user_jwt: jwt }) : ctx, input)(),
  theirCall: () => {
    const [module = '', name = ''] = method.split('.')
    return Promise.resolve((theirs as unknown as Modules)[module]?.[name]?.(...spread)).catch(() => undefined)
  },
})

const keyed = { idempotency_key }
const user = {
  name: '홍길동',
  phone: '01000000000',
  email: 'hong@example.com',
  login_id: 'hong-gildong',
  login_pw: 'pw',
  metadata: { plan: 'basic', nested: { list: [1, '둘', null] } },
  group_tags: ['vip'],
  nickname: null,
  gender: 0,
  auth_sms: false,
  external_uid: 'member-7',
}
const product = {
  name: '스웨터',
  display_price: 39_000,
  use_stock: false,
  stock: 0,
  search_tags: ['니트'],
  images: ['https://shop.example/1.png'],
  options: [{ name: '빨강', price: 1_000 }],
  subscription_setting: { period_value: 1 },
}
const products = { page: 2, limit: 50, keyword: '스웨터', category_id: 'c-1', ex_uid: 'sweater-7', sort: '-price' }
const ignored = { type: 1, period_type: 'created_at', s_at: '2026-01-01', e_at: '2026-01-31', category_code: 'k' }
const category = { name: '니트', status_display: false, status_best: true, filter_color: 0, filter_size: 1 }
const invoices = {
  page: 2,
  limit: 10,
  keyword: '11월',
  cs_type: 'c_at',
  user_id: 'u-1',
  product_type: 0,
  css_at: '2026-01-01',
  cse_at: '2026-01-31',
}
const parameters = {
  cancel_products: [{ order_product_id: 'op-1', product_id: 'p-1', qty: 1, cancel_price: 10 }],
  cancel_order_subscription_bills: [{ order_subscription_bill_id: 'b-1', cancel_price: 10 }],
  cancel_reason: '단순 변심',
  cancel_type: 1,
  refund_price: 10,
}
const order_number = '26013109000001'
const cancelled = { order_cancellation_request_id: 'r-1', ...keyed }
const cart = {
  member_mode: 'guest',
  cart_items: [{ product_id: 'p-1', quantity: 1 }],
  shipping_address: { zipcode: '04524' },
  coupon_ids: ['c-1'],
  point_amount: 0,
}

const rows: Row[] = [
  row('issueLoginToken', 'user.token', { user_id: 'u-1' }, { spread: ['u-1'] }),
  row('registerUser', 'user.join', user),
  row('checkUserExists', 'user.checkExist', { type: 'id-exist', pk: '홍 &1' }, { spread: ['id-exist', '홍 &1'] }),
  row('getUserAuthentication', 'user.authenticationData', { standby_id: 's-1' }, { spread: ['s-1'] }),
  row(
    'loginUser',
    'user.login',
    { login_id: 'hong', password: 'pw' },
    {
      spread: ['hong', 'pw'],
      meant: ['login_pw is not offered, for the server is said to read password alone'],
    },
  ),
  row('loginUser', 'user.userLogin', { login_id: 'hong', password: 'pw' }, { meant: [NO_KEY] }),
  row('loginUser', 'user.userLogin', { login_id: 'hong', password: 'pw', corporate_type: 1 }, { meant: [NO_KEY] }),
  row('getUserSession', 'user.userSession', {}, { spread: [user_jwt], jwt: user_jwt, meant: [NO_KEY] }),
  row(
    'logoutUser',
    'user.userLogout',
    {},
    {
      spread: [user_jwt],
      jwt: user_jwt,
      meant: ['a log-out has no key, for a second one does no harm'],
    },
  ),
  row('joinUser', 'user.userJoin', { login_id: 'hong', password: 'pw', name: '홍길동', ...keyed }),
  row('joinUser', 'user.userJoin', {
    login_id: 'hong',
    password: 'pw',
    name: '홍길동',
    email: 'hong@example.com',
    phone: '010-0000-0000',
    nickname: '길동',
    birth: '000131',
    gender: 0,
    corporate_type: 1,
    group: { company_name: null },
    ...keyed,
  }),
  ...(['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist'] as const).map((type) =>
    row(
      'checkUserExists',
      'user.userJoinCheck',
      { type, pk: 'hong@example.com' },
      {
        spread: [type, 'hong@example.com', key],
        meant: [NO_KEY],
      },
    ),
  ),
  row(
    'checkUserExists',
    'user.uidExist',
    { type: 'uid-exist', pk: '회원 1' },
    { spread: ['회원 1', key], meant: [NO_KEY] },
  ),
  row('listUsers', 'user.list', {}, { spread: [] }),
  row('listUsers', 'user.list', { page: 2, limit: 50, keyword: '홍', membership_type: 2, type: 't' }),
  row('listUsers', 'user.list', { membership_type: 2 }, { spread: [{ member_type: 2 }] }),
  row('getUser', 'user.detail', { user_id: 'u-1' }, { spread: ['u-1'] }),
  row('getUser', 'user.detail', { user_id: 'hong@example.kr' }, { spread: ['hong@example.kr'], meant: [ENCODED] }),
  row('updateUser', 'user.update', { user_id: 'u-1', ...user }),
  row('updateUser', 'user.update', { user_id: '회원:7', nickname: null }, { meant: [ENCODED] }),
  row('deleteUser', 'user.delete', { user_id: 'u-1' }, { spread: ['u-1'] }),
  row('deleteUser', 'user.delete', { user_id: '회원:7' }, { spread: ['회원:7'], meant: [ENCODED] }),

  row('listProducts', 'product.list', {}, { spread: [] }),
  row('listProducts', 'product.list', products),
  row('listProducts', 'product.list', products, {
    spread: [{ ...products, ...ignored }],
    meant: ['filters that the server ignores are not taken'],
  }),
  row(
    'listProducts',
    'product.products',
    {},
    {
      spread: [],
      meant: [NO_KEY, 'page and limit are left out where they are what Bootpay takes anyway'],
    },
  ),
  row('listProducts', 'product.products', products, {
    spread: [{ ...products, ...ignored, user_jwt, ...keyed }],
    jwt: user_jwt,
    meant: [NO_KEY, 'filters that the server ignores are not taken'],
  }),
  row('createProduct', 'product.create', { ...product, ...keyed }, { spread: [product, [], key] }),
  row(
    'createProduct',
    'product.create',
    { ...product, desc: '램스울', ...keyed },
    {
      spread: [{ ...product, description: '램스울', category_id: null }, undefined, key],
      meant: ['description is called desc, as Bootpay’s pages call it'],
    },
  ),
  row('getProduct', 'product.detail', { product_id: 'p-1' }, { spread: ['p-1'], meant: [NO_KEY] }),
  row(
    'getProduct',
    'product.detail',
    { product_id: 'p-1' },
    {
      spread: ['p-1', user_jwt, key],
      jwt: user_jwt,
      meant: [NO_KEY],
    },
  ),
  row(
    'getProduct',
    'product.productDetail',
    { product_id: 'p-1' },
    {
      spread: ['p-1', user_jwt, key],
      jwt: user_jwt,
      meant: [NO_KEY],
    },
  ),
  row(
    'updateProduct',
    'product.update',
    { product_id: 'p-1', ...product, category_id: '', ...keyed },
    {
      spread: [{ product_id: 'p-1', ...product, category_id: '' }, key],
    },
  ),
  row('setProductStatus', 'product.status', {
    product_id: 'p-1',
    status: 0,
    status_display: false,
    status_sale: true,
    status_frozen: false,
    status_review: true,
    use_display_period: true,
    display_start_at: '2026-02-01T00:00:00+09:00',
    ...keyed,
  }),
  row('deleteProduct', 'product.delete', { product_id: 'p-1', ...keyed }, { spread: ['p-1', key] }),

  row('listCategories', 'category.list', {}, { spread: [] }),
  row('getCategory', 'category.detail', { category_id: 'c-1' }, { spread: ['c-1'] }),
  row('createCategory', 'category.create', { ...category, parent_category_id: null, ...keyed }),
  row('updateCategory', 'category.update', { category_id: 'c-1', ...category, parent_category_id: null, ...keyed }),
  row('deleteCategory', 'category.destroy', { category_id: 'c-1', ...keyed }, { spread: ['c-1', key] }),

  row('listInvoices', 'invoice.list', {}, { spread: [], meant: [NO_KEY] }),
  row('listInvoices', 'invoice.list', invoices, { meant: [NO_KEY] }),
  row('createInvoice', 'invoice.create', {
    name: '스웨터 외 1건',
    price: 39_000,
    send_types: [1],
    metadata: { box: 1 },
    user: { user_id: 'u-1' },
    products: [{ product_id: 'p-1', duration: -1, quantity: 1 }],
    invoice_items: [{ name: '포장', price: 0, qty: 1 }],
    header_content_type: 2,
  }),
  row(
    'createInvoice',
    'invoice.create',
    { name: '청구', price: 1_000 },
    {
      spread: [{ name: '청구', price: 1_000, memo: null }],
      meant: ['null that says no more than nothing is not sent'],
    },
  ),
  row(
    'notifyInvoice',
    'invoice.notify',
    { invoice_id: 'i-1', send_types: [1, 2], ...keyed },
    {
      spread: ['i-1', [1, 2], key],
    },
  ),
  row('notifyInvoice', 'invoice.notify', { invoice_id: 'i-1', ...keyed }, { spread: ['i-1', undefined, key] }),
  row('getInvoice', 'invoice.detail', { invoice_id: 'i-1' }, { spread: ['i-1', key], meant: [NO_KEY] }),

  row('listOrders', 'order.list', {}, { spread: [] }),
  row('listOrders', 'order.list', {
    page: 2,
    limit: 50,
    keyword: '스웨터',
    user_id: 'u-1',
    user_group_id: 'g-1',
    cs_type: 'p_at',
    search_date_from: '2026-01-01',
    search_date_to: '2026-01-31',
    css_at: '2026-01-01',
    cse_at: '2026-01-31',
    subscription_billing_type: 0,
    status: [1, 2],
    payment_status: [],
    order_subscription_ids: ['s-1', 's-2'],
  }),
  row('getOrder', 'order.detail', { order_id: order_number }, { spread: [order_number] }),
  row('getOrder', 'order.detail', { order_id: '주문:7' }, { spread: ['주문:7'], meant: [ENCODED] }),
  row(
    'getMonthlyOrders',
    'order.month',
    { user_group_id: 'g-1', search_date: '2026-01' },
    { spread: ['g-1', '2026-01'] },
  ),

  row('listOrderCancels', 'orderCancel.list', {}, { spread: [], meant: [NO_KEY] }),
  row('listOrderCancels', 'orderCancel.list', { order_number, order_id: 'o-1' }, { meant: [NO_KEY] }),
  row('requestOrderCancel', 'orderCancel.request', { order_number, request_cancel_parameters: parameters }),
  row(
    'requestOrderCancel',
    'orderCancel.request',
    { order_number, request_cancel_parameters: parameters, role: 'supervisor' },
    {
      spread: [{ order_number, request_cancel_parameters: parameters, is_supervisor: true }],
      meant: ['is_supervisor is the role'],
    },
  ),
  row('withdrawOrderCancel', 'orderCancel.withdraw', cancelled),
  row('approveOrderCancel', 'orderCancel.approve', { ...cancelled, message: '승인' }),
  row(
    'approveOrderCancel',
    'orderCancel.approve',
    { ...cancelled, message: '승인' },
    {
      spread: [{ ...cancelled, message: '승인', cancel_reason: '변심', refund_price: 0 }],
      meant: ['only the message is sent, for the server reads no more'],
    },
  ),
  row('rejectOrderCancel', 'orderCancel.reject', { ...cancelled, message: '반려' }),
  row(
    'rejectOrderCancel',
    'orderCancel.reject',
    { ...cancelled, message: '반려' },
    {
      spread: [{ order_cancel_request_history_id: 'r-1', message: '반려', ...keyed }],
    },
  ),

  row('previewOrder', 'cart.orderPreview', cart),
]

const wire = ({ headers: _, ...request }: (typeof sent)[number]): Sent => request

describe('for the same input, what BootpayCommerce sends and what this package sends', () => {
  test.each(rows)('$ours and $theirs: $meant', async ({ call, theirCall, meant }) => {
    await theirCall()
    await call()
    expect(sent).toHaveLength(2)
    const [theirs, ours] = sent.map(wire) as [Sent, Sent]
    const expected = meant.reduce((before, name) => {
      const after: Sent = differences[name](before)
      expect(after, `${name}: it is no difference any more`).not.toEqual(before)
      return after
    }, theirs)
    expect(ours).toEqual(expected)
  })

  test('differ in an id that would leave its folder: ours is refused, theirs goes out as it is', async () => {
    await theirs.product.delete('../orders/o-1')
    expect(sent.map(({ method, path }) => [method, path])).toEqual([['DELETE', '/v1/orders/o-1']])
    for (const id of ['../orders/o-1', '..', 'a/b'])
      expect(await commerce.deleteProduct(ctx, { product_id: id })()).toMatchObject({ left: { _tag: 'InputError' } })
    expect(sent).toHaveLength(1)
  })

  test('differ in pictures: theirs may be files, ours are addresses so far', async () => {
    await theirs.product.create(product, [import.meta.filename]).catch(() => undefined)
    expect(sent.map(({ headers }) => headers['content-type'])).toEqual([expect.stringMatching(/^multipart\/form-data/)])
    const images = [new Blob(['x'])] as unknown as string[]
    expect(await commerce.createProduct(ctx, { ...product, images })()).toMatchObject({ left: { _tag: 'InputError' } })
  })

  test('differ in the headers by the version of the SDK alone', async () => {
    await theirs.invoice.notify('i-1', [1], key)
    await commerce.notifyInvoice(ctx, { invoice_id: 'i-1', send_types: [1], ...keyed })()
    const names = [
      ...['content-type', 'accept', 'authorization', 'bootpay-api-version', 'bootpay-sdk-type'],
      ...['bootpay-role', 'idempotency-key'],
    ]
    const [one, other] = sent.map(({ headers }) => names.map((name) => headers[name]))
    expect(other).toEqual(one)
  })
})

describe('the comparison', () => {
  test('leaves no method of these modules out', () => {
    expect([...new Set(rows.map(({ theirs }) => theirs))].sort()).toEqual(bootpayCommerceMethods())
  })

  test('leaves none of our operations out', () => {
    const operations = Object.keys(commerce).filter((name) => `${name}Request` in commerce)
    expect([...new Set(rows.map(({ ours }) => ours))].sort()).toEqual(operations.sort())
  })

  test('uses every difference that it lists', () => {
    const meant = new Set<string>(rows.flatMap((each) => each.meant))
    expect(Object.keys(differences).filter((reason) => !meant.has(reason))).toEqual([])
  })
})
