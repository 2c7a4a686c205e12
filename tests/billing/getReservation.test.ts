import { getReservation, getReservationRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { reservation } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { reserve_id } = reservation

specify(getReservation, getReservationRequest, {
  input: { reserve_id },
  request: {
    operation: 'getReservation',
    method: 'GET',
    path: `/subscribe/payment/reserve/${reserve_id}`,
    auth: 'any',
    effect: 'read',
    about: { reserve_id },
  },
  answer: reservation,
  required: ['reserve_id'],
  kinds: { reserve_id: 'id' },
  refused: [['a misspelt member', { reserve_id, receipt_id: 'x' }, 'receipt_id is not a member of this input']],
})

test.each([
  [
    'that was charged',
    { status: 1, receipt_id: '645c58be755e270022e1e8db', reserve_finished_at: '2022-06-20T11:13:55+09:00' },
  ],
  ['that failed', { status: -1 }],
  ['of a status that nobody documented', { status: 77 }],
])('getReservation gives a reservation %s', async (_, change) => {
  bootpayReplies({ json: { ...reservation, ...change } })
  expect(await getReservation(testContext(), { reserve_id })()).toEqual(E.right({ ...reservation, ...change }))
})
