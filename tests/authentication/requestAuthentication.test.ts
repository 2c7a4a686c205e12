import { requestAuthentication, requestAuthenticationRequest, type RequestAuthenticationInput } from 'bootpay-fp'

import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { startedCertificate } from '../fixtures/certificate.js'
import { specify } from '../support/operation.js'

const input: RequestAuthenticationInput = {
  authentication_id: 1716860112,
  pg: '다날',
  method: '본인인증',
  username: '홍길동',
  identity_no: '000000-0',
  carrier: 'LGU+_MVNO',
  phone: '010-0000-0000',
  client_ip: '203.0.113.7',
  order_name: '회원 본인인증',
  site_url: 'https://shop.example.com',
  authenticate_type: 'sms',
  extra: { phone_carrier: 'LGT', raw_data: 1, subscribe_test_payment: false },
  user: buyer,
  metadata: { member: { since: 2026 } },
}

specify(requestAuthentication, requestAuthenticationRequest, {
  input,
  request: {
    operation: 'requestAuthentication',
    method: 'POST',
    path: '/request/authentication',
    body: {
      ...input,
      authentication_id: '1716860112',
      identity_no: '0000000',
      phone: '01000000000',
      extra: { phone_carrier: 'LGT', raw_data: true, subscribe_test_payment: false },
      user: sentBuyer,
    },
    auth: 'any',
    effect: 'message',
    reconcile: 'webhook',
    about: { authentication_id: '1716860112' },
  },
  answer: startedCertificate,
  required: ['authentication_id', 'pg', 'method', 'username', 'identity_no', 'carrier', 'phone', 'order_name'],
  kinds: {
    authentication_id: 'ownId',
    pg: 'text',
    method: 'text',
    username: 'text',
    identity_no: 'digits',
    carrier: 'text',
    phone: 'phone',
    client_ip: 'text',
    order_name: 'text',
    site_url: 'text',
    metadata: 'metadata',
    extra: 'object',
    'extra.phone_carrier': 'text',
    'extra.raw_data': 'flag',
    'extra.subscribe_test_payment': 'flag',
    ...buyerKinds,
  },
  refused: [
    [
      'an option of payments',
      { ...input, extra: { card_quota: '00' } },
      'extra.card_quota is not a member of this input',
    ],
    ['the name that answers use', { ...input, authenticate_id: 'x' }, 'authenticate_id is not a member of this input'],
    ['another way to confirm', { ...input, authenticate_type: 'PASS' }, 'authenticate_type must be ("sms" | "pass")'],
  ],
})
