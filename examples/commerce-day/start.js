// A day of a shop that sells through Bootpay's Commerce API, against `npx bootpay-fp sandbox` over real HTTP:
//
//   npm run build && node examples/commerce-day/start.js
//
// With --by-hand the buyer is you: open the link that it prints, and pay in the window of bootpay.js.
import { liveOneDay } from './day.js'

process.exitCode = await liveOneDay({ byHand: process.argv.includes('--by-hand') })
