export * from './orders/index.js'
export * from './shared/index.js'
