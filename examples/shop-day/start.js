// `npm start`: a shop's whole day against an embedded Bootpay over real HTTP. With keys and a receipt id it looks that
// receipt up at Bootpay instead, and changes nothing:
//
//   BOOTPAY_CLIENT_KEY=… BOOTPAY_SECRET_KEY=… npm start -- 628b2206d01c7e00209b6087
import { readReceipt } from './real.js'
import { liveOneDay } from './day.js'

const [receipt_id] = process.argv.slice(2)
process.exitCode = receipt_id === undefined ? await liveOneDay() : await readReceipt(receipt_id)
