import { getUserAuthentication, getUserAuthenticationRequest } from 'bootpay-fp/commerce'

import { specifyCommerce } from '../../support/commerce.js'

const standby_id = '66543210d01c7e00209b6008'

specifyCommerce(getUserAuthentication, getUserAuthenticationRequest, {
  input: { standby_id, role: 'manager' },
  request: {
    operation: 'getUserAuthentication',
    method: 'GET',
    path: `/users/authenticate/${standby_id}`,
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: { name: '홍길동', anything: [1] },
  required: ['standby_id'],
  kinds: { standby_id: 'id', role: 'role' },
  refused: [['a misspelt member', { standby_id, standbyId: 'x' }, 'standbyId is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})
