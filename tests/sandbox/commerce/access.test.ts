import { describe, expect, it } from 'vitest'

import { sandboxOperations } from 'bootpay-fp/sandbox'

import { bearer } from '../support.js'
import { ask, open } from './support.js'

const any = ['user', 'manager', 'partner', 'vendor', 'supervisor']

/** Every operation, its request, and the roles that may make it. */
const table: readonly (readonly [operation: string, line: string, roles: readonly string[], body?: object])[] = [
  ['listProducts', 'GET /products', any],
  ['getProduct', 'GET /products/1', any],
  ['createProduct', 'POST /products', ['manager']],
  ['updateProduct', 'PUT /products/1', ['manager']],
  ['setProductStatus', 'PUT /products/1/status', ['manager']],
  ['deleteProduct', 'DELETE /products/1', ['manager']],
  ['listCategories', 'GET /categories', any],
  ['getCategory', 'GET /categories/1', any],
  ['createCategory', 'POST /categories', ['supervisor']],
  ['updateCategory', 'PUT /categories/1', ['supervisor']],
  ['deleteCategory', 'DELETE /categories/1', ['supervisor']],
  ['listUsers', 'GET /users', any],
  ['getUser', 'GET /users/1', any],
  ['joinUser', 'POST /users/join', any, { password: 'a' }],
  ['registerUser', 'POST /users/join', any],
  ['checkUserExists', 'GET /users/join/id-exist?pk=a', any],
  ['updateUser', 'PUT /users/1', any],
  ['deleteUser', 'DELETE /users/1', any],
  ['loginUser', 'POST /users/login', any],
  ['issueLoginToken', 'POST /users/login/token', any],
  ['getUserSession', 'GET /users/session', any],
  ['logoutUser', 'DELETE /users/session', any],
  ['getUserAuthentication', 'GET /users/authenticate/1', any],
  ['listInvoices', 'GET /invoices', ['user']],
  ['getInvoice', 'GET /invoices/1', ['user']],
  ['createInvoice', 'POST /invoices', any],
  ['notifyInvoice', 'POST /invoices/1/notify', ['user']],
  ['listOrders', 'GET /orders', any],
  ['getOrder', 'GET /orders/1', any],
  ['getMonthlyOrders', 'GET /orders/month', any],
  ['listOrderCancels', 'GET /order/cancel', ['user']],
  ['requestOrderCancel', 'POST /order/cancel', any],
  ['withdrawOrderCancel', 'PUT /order/cancel/1/withdraw', ['user']],
  ['approveOrderCancel', 'PUT /order/cancel/1/approve', ['supervisor']],
  ['rejectOrderCancel', 'PUT /order/cancel/1/reject', ['supervisor']],
  ['previewOrder', 'POST /cart/order-preview', any],
]

const routes = table.map(([operation, line, roles, body]) => ({ operation, line, roles, body, role: roles[0] ?? '' }))

const wrongRole = { error_code: 'API_ROLE_NOT_SUPPORT', message: '허용되지 않은 권한입니다.' }
const wrongKey = { error_code: 'ACCESS_TOKEN_INVALID', message: '인증 정보가 올바르지 않습니다.' }

it('knows every operation of the Commerce API', () => {
  expect(new Set(sandboxOperations.slice(30))).toEqual(new Set(routes.map(({ operation }) => operation)))
})

describe.each(routes)('$operation', ({ operation, line, roles, body, role: its }) => {
  it('is told by its request', async () => {
    const { sandbox } = open()
    await ask(sandbox, line, { body, headers: { 'bootpay-role': its } })
    expect(sandbox.requests()).toMatchObject([{ operation }])
  })

  it('is open to its roles, and to no other', async () => {
    const { sandbox } = open()
    for (const role of [...any, 'owner', '', undefined]) {
      const { status, body: answer } = await ask(sandbox, line, {
        body,
        headers: role === undefined ? {} : { 'bootpay-role': role },
      })
      if (roles.includes(role ?? 'user')) expect([role, status]).not.toEqual([role, 403])
      else expect([role, status, answer]).toEqual([role, 403, wrongRole])
    }
  })

  it('takes the client key alone', async () => {
    const { sandbox } = open()
    const token = await bearer(sandbox)
    for (const authorization of ['', 'Basic bm9ib2R5OnNlY3JldA==', token])
      expect(await ask(sandbox, line, { body, headers: { authorization, 'bootpay-role': its } })).toEqual({
        status: 401,
        body: wrongKey,
      })
  })
})

describe('a wrong role', () => {
  it('has the number of the documentation where that is asked for', async () => {
    const { sandbox } = open({ roleCode: -47 })
    expect(await ask(sandbox, 'POST /products', { body: {} })).toEqual({
      status: 403,
      body: { error_code: -47, message: 'API_SCOPE_INVALID' },
    })
  })
})

describe('the address', () => {
  const pathOf = async (url: string) => {
    const { sandbox } = open()
    await sandbox.fetch(url, { headers: { 'bootpay-role': 'user' } })
    return sandbox.requests()[0]?.operation
  }

  it.each([
    ['https://api.bootapi.com/v1/orders/1', 'getOrder'],
    ['https://stage-api.bootapi.com/v1/orders/1', 'getOrder'],
    ['http://127.0.0.1:4242/v1/orders/1', 'getOrder'],
    ['https://api.bootapi.com/v1/orders/v2/', 'getOrder'],
    ['https://api.bootapi.com/v1/users/v2', 'getUser'],
    ['https://api.bootapi.com/v1/users/join/v2/?pk=1', 'checkUserExists'],
    ['https://api.bootpay.co.kr/v2/receipt/v1', 'getReceipt'],
    ['https://api.bootpay.co.kr/v2/lookup/order/v1/', 'getReceiptsByOrder'],
    ['https://api.bootpay.co.kr/v2/orders/1', undefined],
    ['https://api.bootapi.com/v1/receipt/1', undefined],
    ['https://api.bootapi.com/v3/orders', undefined],
  ])('tells the APIs apart: %s is %s', async (url, operation) => {
    expect(await pathOf(url)).toBe(operation)
  })

  it('that is none is answered with 404', async () => {
    const { sandbox } = open()
    expect(await ask(sandbox, 'GET /point/balance')).toEqual({
      status: 404,
      body: { error_code: 'ROUTE_NOT_FOUND', message: '존재하지 않는 API 입니다.' },
    })
  })
})
