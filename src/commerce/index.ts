export * from './orders/index.js'
export * from './products/index.js'
export * from './shared/index.js'
export * from './users/index.js'
