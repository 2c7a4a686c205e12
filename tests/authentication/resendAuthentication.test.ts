import { resendAuthentication, resendAuthenticationRequest } from 'bootpay-fp'

import { startedCertificate } from '../fixtures/certificate.js'
import { specify } from '../support/operation.js'

const { receipt_id } = startedCertificate

specify(resendAuthentication, resendAuthenticationRequest, {
  input: { receipt_id },
  request: {
    operation: 'resendAuthentication',
    method: 'POST',
    path: '/authenticate/realarm',
    body: { receipt_id },
    auth: 'any',
    effect: 'message',
    reconcile: 'webhook',
    about: { receipt_id },
  },
  answer: startedCertificate,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [['a member of another operation', { receipt_id, otp: '000000' }, 'otp is not a member of this input']],
})
