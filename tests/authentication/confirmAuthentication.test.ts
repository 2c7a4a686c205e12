import { confirmAuthentication, confirmAuthenticationRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { certificate } from '../fixtures/certificate.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = certificate
const OTP = 'otp must be digits; hyphens and spaces are taken out'

specify(confirmAuthentication, confirmAuthenticationRequest, {
  input: { receipt_id, otp: '000 000' },
  request: {
    operation: 'confirmAuthentication',
    method: 'POST',
    path: '/authenticate/confirm',
    body: { receipt_id, otp: '000000' },
    auth: 'any',
    effect: 'state',
    reconcile: 'getCertificate',
    about: { receipt_id },
  },
  answer: certificate,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [
    ['a misspelt otp', { receipt_id, opt: '000000' }, 'opt is not a member of this input'],
    ['an otp that is empty', { receipt_id, otp: '' }, OTP],
    ['an otp with letters', { receipt_id, otp: '00-AB' }, OTP],
    ['an otp that is a number', { receipt_id, otp: 123456 }, OTP],
  ],
})

test.each([{ receipt_id }, { receipt_id, otp: null }, { receipt_id, otp: undefined }])(
  'confirmAuthentication sends otp as null for the app of the carrier: %j',
  async (input) => {
    const seen = bootpayReplies({ json: certificate })
    expect(await confirmAuthentication(testContext(), input)()).toEqual(E.right(certificate))
    expect(seen).toMatchObject([{ body: { receipt_id, otp: null } }])
  },
)
