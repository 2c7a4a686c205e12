export * from './core/index.js'
export * from './payment/getReceipt.js'
