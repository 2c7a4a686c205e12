import { payWithWallet, payWithWalletRequest, type PayWithWalletInput } from 'bootpay-fp'

import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { extra, extraKinds, item, itemKinds, sentItem } from '../fixtures/order.js'
import { receipt } from '../fixtures/receipt.js'
import { wallet } from '../fixtures/wallet.js'
import { specify } from '../support/operation.js'

const input: PayWithWalletInput = {
  user_id: 'user_1234',
  order_name: '테스트 결제',
  price: 1200,
  order_id: 1716860112,
  sandbox: false,
  tax_free: 0,
  webhook_url: 'https://shop.example.com/webhook',
  content_type: 'application/json',
  items: [item],
  user: buyer,
  extra,
  metadata: { cycle: { month: 11 } },
}

specify(payWithWallet, payWithWalletRequest, {
  input,
  request: {
    operation: 'payWithWallet',
    method: 'POST',
    path: '/wallet/payment',
    body: { ...input, order_id: '1716860112', items: [sentItem], user: sentBuyer },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { price: 1200, order_id: '1716860112' },
  },
  answer: { ...receipt, order_id: '1716860112', wallet_data: { success: wallet, failure: [] } },
  required: ['user_id', 'order_name', 'price', 'order_id', 'sandbox'],
  kinds: {
    user_id: 'ownId',
    order_name: 'text',
    price: 'amount',
    order_id: 'orderId',
    sandbox: 'flag',
    tax_free: 'amountOrZero',
    webhook_url: 'text',
    content_type: 'contentType',
    metadata: 'metadata',
    ...itemKinds,
    ...buyerKinds,
    ...extraKinds,
  },
  refused: [
    ['a tax-free part above the price', { ...input, tax_free: 1201 }, 'tax_free must not be more than price'],
    ['one item in place of a list', { ...input, items: item }, 'items must be Array'],
    ['the webhook member of charges', { ...input, feedback_url: 'x' }, 'feedback_url is not a member of this input'],
  ],
})
