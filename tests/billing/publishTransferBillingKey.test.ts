import { publishTransferBillingKey, publishTransferBillingKeyRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { accountKey, paidAccountKey } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = accountKey

specify(publishTransferBillingKey, publishTransferBillingKeyRequest, {
  input: { receipt_id },
  request: {
    operation: 'publishTransferBillingKey',
    method: 'POST',
    path: '/request/subscribe/automatic-transfer/publish',
    body: { receipt_id },
    auth: 'any',
    effect: 'state',
    reconcile: 'getReceipt',
    about: { receipt_id },
  },
  answer: paidAccountKey,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [['a misspelt member', { receipt_id, receiptId: receipt_id }, 'receiptId is not a member of this input']],
})

test('publishTransferBillingKey gives no receipt_data when no first payment was asked for', async () => {
  bootpayReplies({ json: accountKey })
  const result = await publishTransferBillingKey(testContext(), { receipt_id })()
  expect(result).toEqual(E.right(accountKey))
  expect(result).not.toHaveProperty('right.receipt_data')
})

test.each(['SUBSCRIBE_PUBLISH_NOT_READY', 'SUBSCRIBE_REQUEST_FAILED'])(
  'publishTransferBillingKey before the consent is refused with %s',
  async (code) => {
    bootpayReplies({ status: 400, json: { error_code: code, message: '아직입니다' } })
    expect(await publishTransferBillingKey(testContext(), { receipt_id })()).toMatchObject(
      E.left({ _tag: 'ApiError', code, about: { receipt_id } }),
    )
  },
)
