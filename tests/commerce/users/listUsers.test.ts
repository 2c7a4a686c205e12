import { listUsers, listUsersRequest } from 'bootpay-fp/commerce'

import { shopUser } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const user_group_id = '66543210d01c7e00209b6005'

specifyCommerce(listUsers, listUsersRequest, {
  input: { page: 2, limit: 50, keyword: '홍길동', membership_type: 1, type: 't', user_group_id, role: 'manager' },
  request: {
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    query: { page: '2', limit: '50', keyword: '홍길동', membership_type: '1', type: 't', user_group_id },
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: { list: [shopUser], count: 51 },
  required: [],
  kinds: {
    page: 'positive',
    limit: 'positive',
    keyword: 'text',
    membership_type: 'whole',
    type: 'text',
    user_group_id: 'text',
    role: 'role',
  },
  refused: [
    ['the old name of membership_type', { member_type: 1 }, 'member_type is not a member of this input'],
    ['a membership in words', { membership_type: 'member' }, 'membership_type must be a whole number'],
  ],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})
