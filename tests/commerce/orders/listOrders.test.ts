import { listOrders, listOrdersRequest } from 'bootpay-fp/commerce'

import { order } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const page = { list: [order], count: 1 }

specifyCommerce(listOrders, listOrdersRequest, {
  input: {
    page: 1,
    limit: 50,
    keyword: '스웨터',
    user_id: 'user-7',
    user_group_id: 'g1',
    cs_type: 'p_at',
    search_date_from: '2026-01-01',
    search_date_to: '2026-01-31',
    css_at: '2026-01-01',
    cse_at: '2026-01-31',
    subscription_billing_type: 0,
    status: [1, 2],
    payment_status: [1],
    order_subscription_ids: ['s1', 's2'],
    role: 'manager',
  },
  request: {
    operation: 'listOrders',
    method: 'GET',
    path: '/orders',
    query: {
      page: '1',
      limit: '50',
      keyword: '스웨터',
      user_id: 'user-7',
      user_group_id: 'g1',
      cs_type: 'p_at',
      search_date_from: '2026-01-01',
      search_date_to: '2026-01-31',
      css_at: '2026-01-01',
      cse_at: '2026-01-31',
      subscription_billing_type: '0',
      status: '1,2',
      payment_status: '1',
      order_subscription_ids: 's1,s2',
    },
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: page,
  required: [],
  kinds: { keyword: 'text', user_id: 'orderId' },
  refused: [
    ['a page before the first', { page: 0 }, 'page must be a whole number above 0'],
    ['more than Bootpay gives', { limit: 51 }, 'limit must be at most 50, for Bootpay gives no more'],
    ['a status as text', { status: ['2'] }, 'status.0 must be a whole number'],
    ['a misspelt filter', { statuses: [2] }, 'statuses is not a member of this input'],
  ],
  changes: [['no filter that is empty', { status: [], payment_status: [] }, {}]],
})
