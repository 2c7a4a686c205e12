// * * * * *  flock -n /run/lock/settle node settle-cron/cron.js /var/lib/shop/unknown.jsonl
import { createContext } from 'bootpay-fp'
import { prettyPrinter } from 'bootpay-fp/pretty'

import { settleQueue } from './settle.js'

const [file = 'unknown.jsonl'] = process.argv.slice(2)
const { BOOTPAY_CLIENT_KEY, BOOTPAY_SECRET_KEY, BOOTPAY_BASE_URL } = process.env
const ctx = createContext({
  credentials: { client_key: BOOTPAY_CLIENT_KEY, secret_key: BOOTPAY_SECRET_KEY },
  ...(BOOTPAY_BASE_URL && { baseUrl: BOOTPAY_BASE_URL }),
  onEvent: prettyPrinter(),
})

const { done, notDone, waiting, people } = await settleQueue(ctx, file)
console.log(`${done} done, ${notDone} not done, ${waiting} still unknown, ${people} for a person to look at`)
// cron sends a mail when something is printed to stderr; a monitor sees the code.
process.exitCode = people > 0 ? 1 : 0
