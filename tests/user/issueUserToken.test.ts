import { issueUserToken, issueUserTokenRequest } from 'bootpay-fp'

import { buyer } from '../fixtures/buyer.js'
import { specify } from '../support/operation.js'

const { email, username, birth, gender } = buyer
const input = { user_id: 'user_1234', email, username, phone: '010-0000-0000', birth, gender }

specify(issueUserToken, issueUserTokenRequest, {
  input,
  request: {
    operation: 'issueUserToken',
    method: 'POST',
    path: '/request/user/token',
    body: { ...input, phone: '01000000000' },
    auth: 'token',
    effect: 'state',
    reconcile: 'issueUserToken',
    about: {},
  },
  answer: { user_token: '0000000000000000', expired_at: '2026-01-31T10:00:00+09:00' },
  required: ['user_id'],
  kinds: {
    user_id: 'ownId',
    email: 'guestText',
    username: 'guestText',
    phone: 'guestPhone',
    birth: 'guestText',
    gender: 'gender',
  },
  refused: [['the name that v1 used', { ...input, name: '홍길동' }, 'name is not a member of this input']],
})
