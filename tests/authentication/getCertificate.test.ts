import { getCertificate, getCertificateRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { certificate, startedCertificate } from '../fixtures/certificate.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = certificate

specify(getCertificate, getCertificateRequest, {
  input: { receipt_id },
  request: {
    operation: 'getCertificate',
    method: 'GET',
    path: `/certificate/${receipt_id}`,
    auth: 'any',
    effect: 'read',
    about: { receipt_id },
  },
  answer: certificate,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [['a misspelt member', { receipt_id, certificate_id: 'x' }, 'certificate_id is not a member of this input']],
})

test.each([
  ['that is not done', startedCertificate],
  ['whose result is untyped', { ...certificate, authenticate_data: { gender: '1', foreigner: null, di: 'EXAMPLE==' } }],
])('getCertificate gives a verification %s', async (_, json) => {
  bootpayReplies({ json })
  expect(await getCertificate(testContext(), { receipt_id })()).toEqual(E.right(json))
})
