import { answered, refused } from '../answers.js'
import { cardRecord } from '../drafts.js'
import { flag, missing, text } from '../parameters.js'
import { chargeKey } from '../payment.js'
import type { WalletRecord } from '../records.js'
import { isOrderTaken, saveWallet } from '../store.js'
import type { Store } from '../store.js'
import type { JsonObject } from '../types.js'
import { receiptAnswer } from '../views/receipt.js'
import { walletAnswer } from '../views/wallet.js'
import { readCharge } from './billing.js'
import type { Handler } from './handler.js'

const walletsOf = (store: Store, parameters: JsonObject): readonly WalletRecord[] => {
  const user = text(parameters['user_id'])
  const sandbox = flag(parameters['sandbox'])
  return [...store.wallets.values()].filter((wallet) => wallet.user_id === user && wallet.sandbox === sandbox)
}

/** `GET /wallet` */
export const getWallets: Handler = ({ store, parameters }) =>
  missing(parameters, ['user_id']) === undefined
    ? answered(walletsOf(store, parameters).map(walletAnswer))
    : refused('PARAMETER_INVALID', 'user_id')

/** `POST /wallet/payment` */
export const payWithWallet: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['user_id']) !== undefined) return refused('PARAMETER_INVALID', 'user_id')
  const charge = readCharge(parameters)
  if (typeof charge === 'string') return refused('PARAMETER_INVALID', charge)
  const [wallet] = walletsOf(store, parameters)
  if (wallet === undefined) return refused('WALLET_NOT_FOUND')
  if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const means = { pg: 'nicepay', method: 'card', card: cardRecord(wallet.card_no, undefined), bank: undefined }
  const feedback_url = text(parameters['webhook_url']) ?? charge.feedback_url
  const receipt = chargeKey(store, { ...means, billing_key: undefined }, { ...charge, feedback_url }, at, at)
  const success = walletAnswer(saveWallet(store, { ...wallet, latest_purchased_at: at }))
  return answered({ ...receiptAnswer(receipt), wallet_data: { success, failure: [] } })
}
