import { loginUser, loginUserRequest } from 'bootpay-fp/commerce'

import { session } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const login = { login_id: 'hong-gildong', password: 'canary-Password' }

specifyCommerce(loginUser, loginUserRequest, {
  input: { ...login, corporate_type: 1, role: 'manager' },
  request: {
    operation: 'loginUser',
    method: 'POST',
    path: '/users/login',
    body: { ...login, corporate_type: 1 },
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: session,
  required: ['login_id', 'password'],
  kinds: { login_id: 'text', password: 'text', corporate_type: 'whole', role: 'role' },
  refused: [
    [
      'the password as login_pw, which the server is said to ignore',
      { ...login, login_pw: 'x' },
      'login_pw is not a member of this input',
    ],
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ['an individual by default', { corporate_type: undefined }, { body: { ...login, corporate_type: 0 } }],
  ],
})
