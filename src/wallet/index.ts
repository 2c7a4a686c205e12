export { getWallets, GetWalletsInput, getWalletsRequest } from './getWallets.js'
export { payWithWallet, PayWithWalletInput, payWithWalletRequest } from './payWithWallet.js'
export { WalletReceipt } from './schemas/WalletReceipt.js'
export { Wallets, type Wallet } from './schemas/Wallets.js'
