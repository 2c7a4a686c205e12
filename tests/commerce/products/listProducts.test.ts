import { listProducts, listProductsRequest } from 'bootpay-fp/commerce'

import { product } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const { category_id } = product

specifyCommerce(listProducts, listProductsRequest, {
  input: { page: 2, limit: 50, keyword: '스웨터', category_id, ex_uid: 7, sort: '-created_at', role: 'manager' },
  request: {
    operation: 'listProducts',
    method: 'GET',
    path: '/products',
    query: { page: '2', limit: '50', keyword: '스웨터', category_id, ex_uid: '7', sort: '-created_at' },
    effect: 'read',
    role: 'manager',
    member: 'optional',
    about: { category_id },
  },
  answer: { list: [product], count: 51 },
  required: [],
  kinds: {
    page: 'positive',
    limit: 'positive',
    keyword: 'text',
    category_id: 'text',
    ex_uid: 'ownId',
    sort: 'text',
    role: 'role',
  },
  refused: ['type', 'period_type', 's_at', 'e_at', 'category_code', 'status_sale'].map((name) => [
    `${name}, which the server ignores`,
    { [name]: '1' },
    `${name} is not a member of this input`,
  ]),
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})
