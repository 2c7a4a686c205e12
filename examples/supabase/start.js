import { announce, openBootpay } from '../support/bootpay.js'
import { startFunction } from './edge.js'

let shop = ''
const { env, sandbox } = await openBootpay(() => `${shop}/payments/webhook`)
const { url } = await startFunction(env, Number(process.env['PORT'] ?? 3000))
shop = url
announce(shop, sandbox, '/payments/confirm')
