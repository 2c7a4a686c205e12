import { listInvoices, listInvoicesRequest } from 'bootpay-fp/commerce'
import { expect } from 'vitest'

import { invoice } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const page = { list: [invoice], count: 1, user: { user_id: 'user-7' } }

specifyCommerce(listInvoices, listInvoicesRequest, {
  input: {
    page: 2,
    limit: 10,
    keyword: '스웨터',
    user_id: 'user-7',
    cs_type: 'c_at',
    css_at: '2026-01-01',
    cse_at: '2026-01-31',
    product_type: 0,
  },
  request: {
    operation: 'listInvoices',
    method: 'GET',
    path: '/invoices',
    query: {
      page: '2',
      limit: '10',
      keyword: '스웨터',
      user_id: 'user-7',
      cs_type: 'c_at',
      css_at: '2026-01-01',
      cse_at: '2026-01-31',
      product_type: '0',
    },
    effect: 'read',
    role: 'user',
    about: {},
  },
  answer: page,
  required: [],
  kinds: { keyword: 'text', user_id: 'orderId' },
  refused: [['a role, which is that of a user', { role: 'manager' }, 'role is not a member of this input']],
  changes: [
    [
      'the first page by default',
      { page: undefined, limit: undefined },
      { query: expect.objectContaining({ page: '1', limit: '24' }) },
    ],
  ],
})
