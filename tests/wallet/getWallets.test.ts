import { getWallets, getWalletsRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { wallet } from '../fixtures/wallet.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const input = { user_id: 'bootpay', sandbox: true }

specify(getWallets, getWalletsRequest, {
  input,
  request: {
    operation: 'getWallets',
    method: 'GET',
    path: '/wallet',
    query: { user_id: 'bootpay', sandbox: 'true' },
    auth: 'token',
    effect: 'read',
    about: {},
  },
  answer: [wallet],
  required: ['user_id', 'sandbox'],
  kinds: { user_id: 'ownId', sandbox: 'flag' },
  refused: [['a misspelt member', { ...input, userid: 'x' }, 'userid is not a member of this input']],
  changes: [['a sandbox that is off as text', { sandbox: false }, { query: { user_id: 'bootpay', sandbox: 'false' } }]],
})

test('getWallets gives an empty list for a buyer without cards', async () => {
  bootpayReplies({ json: [] })
  expect(await getWallets(testContext(), input)()).toEqual(E.right([]))
})

test('getWallets does not take a single card for a list of cards', async () => {
  bootpayReplies({ json: wallet })
  expect(await getWallets(testContext(), input)()).toMatchObject(
    E.left({ _tag: 'DecodeError', issues: [{ path: '', message: 'must be a list' }] }),
  )
})
