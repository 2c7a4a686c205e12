import { setProductStatus, setProductStatusRequest } from 'bootpay-fp/commerce'
import { expect } from 'vitest'

import { product } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'
import { each } from '../../support/inputs.js'

const { product_id } = product
const idempotency_key = 'product-sweater-7-off'
const at = '2026-02-01T00:00:00+09:00'
const flags =
  'status_display use_display_period status_sale use_sale_period status_frozen use_discount_period status_time_sale use_stock use_stock_safe use_option_stock'
const moments =
  'display_start_at display_end_at sale_start_at sale_end_at discount_start_at discount_end_at time_sale_start_at time_sale_end_at'
const rest = { status: 0, status_review: 1, time_sale_discount_percent: 12.5, stock: 0, stock_safe: 2 }

specifyCommerce(setProductStatus, setProductStatusRequest, {
  input: { product_id, ...each(flags, 0 as const), ...each(moments, at), ...rest, idempotency_key },
  request: {
    operation: 'setProductStatus',
    method: 'PUT',
    path: `/products/${product_id}/status`,
    body: { ...each(flags, false), ...each(moments, at), ...rest },
    effect: 'set',
    reconcile: 'repeat',
    role: 'manager',
    key: idempotency_key,
    about: { product_id, idempotency_key },
  },
  answer: product,
  required: ['product_id'],
  kinds: {
    product_id: 'id',
    ...each(flags, 'flag' as const),
    ...each(moments, 'moment' as const),
    status: 'whole',
    time_sale_discount_percent: 'worth',
    stock: 'count',
    stock_safe: 'count',
    idempotency_key: 'key',
  },
  refused: [
    [
      'an approval that is text',
      { product_id, status_review: 'yes' },
      'status_review must be true or false, or a whole number',
    ],
    ['a role, which is always that of a manager', { product_id, role: 'user' }, 'role is not a member of this input'],
  ],
  changes: [
    [
      'an approval that is a flag as that',
      { status_review: true },
      { body: expect.objectContaining({ status_review: true }) as object as Record<string, unknown> },
    ],
  ],
})
