import { issueLoginToken, issueLoginTokenRequest } from 'bootpay-fp/commerce'

import { session, shopUser } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const { user_id } = shopUser
const kinds = { corporate_type: 'individual', membership_type: 'member' } as const

specifyCommerce(issueLoginToken, issueLoginTokenRequest, {
  input: { user_id, ...kinds, role: 'manager' },
  request: {
    operation: 'issueLoginToken',
    method: 'POST',
    path: '/users/login/token',
    body: { user_id, ...kinds },
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: session,
  required: ['user_id'],
  kinds: { user_id: 'ownId', corporate_type: 'text', role: 'role' },
  refused: [
    ['a membership that is none', { user_id, membership_type: 1 }, 'membership_type must be ("member" | "guest")'],
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ['a number as text', { user_id: 7 }, { body: { user_id: '7', ...kinds } }],
  ],
})
