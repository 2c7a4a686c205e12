import { route } from '../../engine/router.js'
import { anyKey, tokenOnly } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { wallets } from './collection.js'
import { getWallets, payWithWallet } from './handlers.js'

/** Cards that users registered. */
export const wallet: Resource<'getWallets' | 'payWithWallet', typeof wallets> = {
  collections: [wallets],
  routes: [
    route('getWallets', 'GET /wallet', tokenOnly, getWallets),
    route('payWithWallet', 'POST /wallet/payment', anyKey, payWithWallet),
  ],
}
