import { getInvoice, getInvoiceRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { invoice } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { invoice_id } = invoice

specifyCommerce(getInvoice, getInvoiceRequest, {
  input: { invoice_id },
  request: {
    operation: 'getInvoice',
    method: 'GET',
    path: `/invoices/${invoice_id}`,
    effect: 'read',
    role: 'user',
    about: { invoice_id },
  },
  answer: invoice,
  required: ['invoice_id'],
  kinds: { invoice_id: 'id' },
  refused: [],
})

test('getInvoice takes no link but the one that was asked for', async () => {
  commerceReplies({ json: { ...invoice, invoice_id: '66543210d01c7e00209b6999' } })
  expect(await getInvoice(testContext(), { invoice_id })()).toMatchObject(
    E.left({ _tag: 'DecodeError', issues: [{ path: 'invoice_id', message: 'is not the one that was asked for' }] }),
  )
})

test('getInvoice gives the id under one name, whichever the answer has', async () => {
  commerceReplies({ json: { id: invoice_id, price: 1 } })
  expect(await getInvoice(testContext(), { invoice_id })()).toEqual(E.right({ id: invoice_id, invoice_id, price: 1 }))
})
