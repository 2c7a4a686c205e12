import { cancelReservation, cancelReservationRequest } from 'bootpay-fp'

import { reservation } from '../fixtures/billing.js'
import { specify } from '../support/operation.js'

const { reserve_id } = reservation

specify(cancelReservation, cancelReservationRequest, {
  input: { reserve_id },
  request: {
    operation: 'cancelReservation',
    method: 'DELETE',
    path: `/subscribe/payment/reserve/${reserve_id}`,
    auth: 'any',
    effect: 'state',
    reconcile: 'getReservation',
    about: { reserve_id },
  },
  answer: { reserve_id, success: true },
  required: ['reserve_id'],
  kinds: { reserve_id: 'id' },
  refused: [['a misspelt member', { reserve_id, reserveId: 'x' }, 'reserveId is not a member of this input']],
})
