import type { Handler } from '../../engine/router.js'
import { methodName, pgName } from '../names.js'

const offered = ['card', 'bank', 'vbank', 'phone']

/** `GET /seller/payment/method`. That it is a list is known, its members are assumed. */
export const getPaymentMethods: Handler = () =>
  offered.map((method_symbol) => ({ pg: pgName('nicepay'), method: methodName(method_symbol), method_symbol }))
