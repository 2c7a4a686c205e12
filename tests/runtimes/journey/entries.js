// Written anew for each runtime, from the `exports` of the package; this copy is what the compiler sees.

/** @type {Record<string, () => Promise<object>>} */
export const entries = {
  'bootpay-fp': () => import('bootpay-fp'),
  'bootpay-fp/sandbox': () => import('bootpay-fp/sandbox'),
}
