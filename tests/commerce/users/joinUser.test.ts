import { joinUser, joinUserRequest } from 'bootpay-fp/commerce'

import { shopUser } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const idempotency_key = 'join-hong-gildong'
const required = { login_id: 'hong-gildong', password: 'canary-Password', name: '홍길동' }
const members = {
  ...required,
  email: 'hong@example.com',
  phone: '010-0000-0000',
  nickname: '길동',
  birth: '000131',
  gender: 0,
  corporate_type: 1,
  group: { company_name: '테스트 상점', nested: null },
}

specifyCommerce(joinUser, joinUserRequest, {
  input: { ...members, idempotency_key, role: 'manager' },
  request: {
    operation: 'joinUser',
    method: 'POST',
    path: '/users/join',
    body: members,
    effect: 'state',
    reconcile: 'getUser',
    role: 'manager',
    key: idempotency_key,
    about: { idempotency_key },
  },
  answer: shopUser,
  required: ['login_id', 'password', 'name'],
  kinds: {
    login_id: 'text',
    password: 'text',
    name: 'text',
    email: 'text',
    phone: 'text',
    nickname: 'text',
    birth: 'text',
    gender: 'whole',
    corporate_type: 'whole',
    group: 'metadata',
    idempotency_key: 'key',
    role: 'role',
  },
  refused: [
    ['the password of registerUser', { ...required, login_pw: 'x' }, 'login_pw is not a member of this input'],
    ['null for the password', { ...required, password: null }, 'password must be text, and not empty'],
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ['an individual by default', { corporate_type: undefined }, { body: { ...members, corporate_type: 0 } }],
  ],
})
