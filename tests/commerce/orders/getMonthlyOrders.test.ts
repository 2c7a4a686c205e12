import { getMonthlyOrders, getMonthlyOrdersRequest } from 'bootpay-fp/commerce'

import { order } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const group = { user_group_id: '66543210d01c7e00209b6005', search_date: '2026-01' }

specifyCommerce(getMonthlyOrders, getMonthlyOrdersRequest, {
  input: { ...group, role: 'manager' },
  request: {
    operation: 'getMonthlyOrders',
    method: 'GET',
    path: '/orders/month',
    query: group,
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: { orders: [order], total: 39_000 },
  required: ['user_group_id', 'search_date'],
  kinds: { user_group_id: 'text' },
  refused: [
    ['a day', { ...group, search_date: '2026-01-31' }, 'search_date must be a month, such as 2026-01'],
    ['a month that is none', { ...group, search_date: '2026-13' }, 'search_date must be a month, such as 2026-01'],
  ],
})
