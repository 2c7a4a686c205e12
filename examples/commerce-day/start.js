// A day of a shop that sells through Bootpay's Commerce API, against an embedded Bootpay over real HTTP:
//
//   npm run build && node examples/commerce-day/start.js
import { liveOneDay } from './day.js'

process.exitCode = await liveOneDay()
