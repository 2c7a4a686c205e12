import { isFailure } from '../../engine/errors.js'
import type { JsonObject } from '../../engine/json.js'
import { flag, missing, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { declined } from '../../faults/declines.js'
import { refused } from '../codes.js'
import { cardRecord } from '../means.js'
import { chargeKey, readCharge } from '../receipt/charge.js'
import { isOrderTaken } from '../receipt/order.js'
import { receiptAnswer } from '../receipt/view.js'
import { wallets } from './collection.js'
import type { WalletRecord } from './record.js'
import { walletAnswer } from './view.js'

const walletsOf = (store: Store, parameters: JsonObject): readonly WalletRecord[] => {
  const sandbox = flag(parameters['sandbox'])
  return wallets.by(store, 'user', text(parameters['user_id']) ?? '').filter((wallet) => wallet.sandbox === sandbox)
}

/** `GET /wallet` */
export const getWallets: Handler = ({ store, parameters }) =>
  missing(parameters, ['user_id']) === undefined
    ? walletsOf(store, parameters).map(walletAnswer)
    : refused('PARAMETER_INVALID', 'user_id')

/** `POST /wallet/payment` */
export const payWithWallet: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['user_id']) !== undefined) return refused('PARAMETER_INVALID', 'user_id')
  const charge = readCharge(parameters)
  if (isFailure(charge)) return charge
  const [wallet] = walletsOf(store, parameters)
  if (wallet === undefined) return refused('WALLET_NOT_FOUND')
  if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const means = { pg: 'nicepay', method: 'card', card: cardRecord(wallet.card_no, undefined), bank: undefined }
  const feedback_url = text(parameters['webhook_url']) ?? charge.feedback_url
  const receipt = chargeKey(
    store,
    'payWithWallet',
    { ...means, billing_key: undefined },
    { ...charge, feedback_url },
    at,
    at,
  )
  if (receipt.ended !== undefined) return declined(receipt.ended)
  const success = walletAnswer(wallets.save(store, { ...wallet, latest_purchased_at: at }))
  return { ...receiptAnswer(receipt), wallet_data: { success, failure: [] } }
}
