import { Bootpay } from '@bootpay/backend-js'
import * as sdk from 'bootpay-fp'
import { describe, expect, test } from 'vitest'

import { methods, others, types } from '../../src/cli/migrate/methods.js'
import { apart, turn } from './support.js'

/** What a call becomes: the method, its arguments, the operation and its input, and how the comment begins. */
const rows: readonly (readonly [method: string, given: string, operation: string, input: string, comment?: RegExp])[] =
  [
    ['receiptPayment', 'id', 'getReceipt', '{ receipt_id: id }'],
    ['receiptPayment', 'receipt_id, true', 'getReceipt', '{ receipt_id, lookup_user_data: true }'],
    ['confirmPayment', 'id', 'confirmPayment', '{ receipt_id: id }', /confirmAndVerify/],
    ['cancelPayment', '{ receipt_id: id }', 'cancelPayment', '{ receipt_id: id }', /cancelPaymentOnce/],
    ['cancelPayment', 'slip', 'cancelPayment', 'slip', /cancelPaymentOnce/],
    ['requestSubscribeBillingKey', 'card', 'issueBillingKey', 'card', /reconcile/],
    ['requestSubscribeAutomaticTransferBillingKey', 'account', 'requestTransferBillingKey', 'account', /reconcile/],
    ['publishAutomaticTransferBillingKey', 'id', 'publishTransferBillingKey', '{ receipt_id: id }', /reconcile/],
    ['lookupSubscribeBillingKey', 'id', 'getBillingKeyByReceipt', '{ receipt_id: id }'],
    ['lookupBillingKey', 'key', 'getBillingKey', '{ billing_key: key }'],
    [
      'lookupSequentialBillingKey',
      "'w', key, user.id",
      'getSequentialBillingKey',
      "{ widget_key: 'w', billing_key: key, user_id: user.id }",
    ],
    ['destroyBillingKey', 'key', 'destroyBillingKey', '{ billing_key: key }', /reconcile/],
    ['requestSubscribePayment', 'cycle', 'chargeBillingKey', 'cycle', /chargeBillingKeyOnce/],
    ['requestSubscribeCardPayment', 'cycle', 'chargeBillingKey', 'cycle', /chargeBillingKeyOnce/],
    ['subscribePaymentReserve', 'cycle', 'reservePayment', 'cycle', /reconcile/],
    ['subscribePaymentReserveLookup', 'id', 'getReservation', '{ reserve_id: id }'],
    ['cancelSubscribeReserve', 'id', 'cancelReservation', '{ reserve_id: id }', /reconcile/],
    ['requestUserToken', 'user', 'issueUserToken', 'user'],
    ['certificate', 'id', 'getCertificate', '{ receipt_id: id }'],
    ['requestAuthentication', 'person', 'requestAuthentication', 'person', /ask the person/],
    ['confirmAuthentication', 'id', 'confirmAuthentication', '{ receipt_id: id }', /reconcile/],
    ['confirmAuthentication', 'id, otp', 'confirmAuthentication', '{ receipt_id: id, otp }', /reconcile/],
    ['realarmAuthentication', 'id', 'resendAuthentication', '{ receipt_id: id }', /ask the person/],
    ['shippingStart', 'parcel', 'startShipping', 'parcel', /reconcile/],
    ['cashReceiptPublishOnReceipt', 'slip', 'issueCashReceiptForPayment', 'slip', /reconcile/],
    ['cashReceiptCancelOnReceipt', 'slip', 'cancelCashReceiptForPayment', 'slip', /a person or a webhook/],
    ['requestCashReceipt', 'slip', 'issueCashReceipt', 'slip', /reconcile/],
    ['cancelCashReceipt', 'slip', 'cancelCashReceipt', 'slip', /reconcile/],
    ['getUserWallets', 'user.id, false', 'getWallets', '{ user_id: user.id, sandbox: false }'],
    ['requestWalletPayment', 'order', 'payWithWallet', 'order', /before you charge again/],
  ]

const ofClass = Object.getOwnPropertyNames(Object.getPrototypeOf(Bootpay)).filter((name) => name !== 'constructor')
const ofResource = Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(Bootpay))).filter(
  (name) =>
    !['constructor', 'validateCredentialPairs', 'requireAuthentication', 'validateTokenRequestCredentials'].includes(
      name,
    ),
)

describe('every method of @bootpay/backend-js', () => {
  test('is in the table, and every one of payments in a row here', () => {
    expect([...Object.keys(methods), 'getAccessToken'].sort()).toEqual([...ofClass].sort())
    expect([...new Set(rows.map(([method]) => method))].sort()).toEqual(Object.keys(methods).sort())
    expect(Object.keys(others).sort()).toEqual([...ofResource, 'getAccessToken'].sort())
  })

  test.each(rows)('%s(%s) becomes %s(ctx, %s)', (method, given, operation, input, comment) => {
    const turned = turn(
      `import { Bootpay } from '@bootpay/backend-js'\nconst answer = await Bootpay.${method}(${given})\n`,
      '/shop/src/pay.ts',
      ['/shop/src/keys.ts'],
    )
    const { code, comments } = apart(turned)
    const names: readonly string[] = [String(operation), 'toPromise'].sort((a, b) => a.localeCompare(b))
    expect(code).toBe(
      `import { ${names.join(', ')} } from 'bootpay-fp'\nimport { ctx } from './keys'\nconst answer = await toPromise(${operation}(ctx, ${input}))\n`,
    )
    expect(comments).toEqual(comment ? [expect.stringMatching(comment)] : [])
    expect(turned).toMatchObject({ calls: 1, comments: comments.length, needsTheirs: false })
  })

  test('leaves a comment where it writes what a repeat would do twice, and nowhere else', () => {
    const silent = Object.entries(methods).filter(([, { decide }]) => decide === undefined)
    expect(silent.filter(([, { kind }]) => kind === 'write').map(([name]) => name)).toEqual(['requestUserToken'])
    expect(Object.values(methods).filter(({ kind, decide }) => kind === 'read' && decide !== undefined)).toEqual([])
  })

  test('takes what the operation takes', () => {
    for (const { ours, takes = [] } of Object.values(methods)) {
      const schema = (sdk as Record<string, unknown>)[`${ours.charAt(0).toUpperCase()}${ours.slice(1)}Input`]
      expect(typeof (sdk as Record<string, unknown>)[ours]).toBe('function')
      const { entries } =
        (schema as { pipe?: [{ entries: object }]; entries?: object }).pipe?.[0] ?? (schema as { entries: object })
      for (const member of takes) expect(Object.keys(entries)).toContain(member)
    }
  })
})

test.each(Object.entries(types))('the type %s becomes %s', (theirs, ours) => {
  const { code, comments } = apart(
    turn(`import type { ${theirs} } from '@bootpay/backend-js'\nexport type Mine = ${theirs}[]\n`),
  )
  expect(code).toBe(`import type { ${ours} } from 'bootpay-fp'\nexport type Mine = ${ours}[]\n`)
  expect(comments).toEqual([])
})
