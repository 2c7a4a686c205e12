// Measures the built sandbox: `npm run build && node bench/sandbox.js`.
import { spawn } from 'node:child_process'
import { arch, cpus, platform } from 'node:os'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { Bench } from 'tinybench'

import { createSandbox } from 'bootpay-fp/sandbox'

const RECEIPTS = 100_000
const MEGABYTE = 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

/** Megabytes of heap in use once the garbage is gone. */
const heap = () => {
  collect()
  return process.memoryUsage().heapUsed / MEGABYTE
}

/** @param {number} index */
const order = (index) => ({ price: 1000, order_id: `order-${index}`, order_name: '스웨터' })

const before = heap()
const sandbox = createSandbox()
const ids = Array.from({ length: RECEIPTS }, (_, index) => {
  const receipt_id = sandbox.browser.requestPayment(order(index))
  sandbox.browser.pay(receipt_id)
  return receipt_id
})
const held = heap() - before

const { client_key, secret_key } = sandbox.credentials
const headers = { authorization: `Basic ${btoa(`${client_key}:${secret_key}`)}` }
let next = 0
const lookUp = () => {
  next = (next + 7919) % RECEIPTS
  return sandbox.fetch(`${sandbox.baseUrl}/receipt/${ids[next]}`, { headers })
}
const readText = async () => (await lookUp()).text()
const first = JSON.parse(await readText())
if (first.status !== 1) throw new Error(`a look-up answers ${JSON.stringify(first)}`)

const bench = new Bench({ time: 2_000, warmupTime: 500, retainSamples: true, throws: true })
bench.add('receipt look-up', lookUp)
bench.add('receipt look-up, and reading its text', readText)
bench.add('receipt look-up, faults that never strike', lookUp, {
  beforeAll: () => sandbox.setFaults({ rate: 0.5, operations: ['cancelPayment'] }),
  afterAll: () => sandbox.setFaults({ rate: 0 }),
})
let revision = 0
bench.add('asking what changed, when nothing did', () => void sandbox.changes(revision), {
  beforeAll: () => void (revision = sandbox.changes().revision),
})
await bench.run()

/**
 * How many milliseconds it takes.
 *
 * @param {() => void} work
 */
const timed = (work) => {
  const start = performance.now()
  work()
  return performance.now() - start
}
let text = ''
const written = timed(() => (text = JSON.stringify(sandbox.export())))
const read = timed(() => createSandbox({ state: JSON.parse(text) }))

/** Microseconds of look-ups over HTTP, one after the other on one connection, from `npx bootpay-fp sandbox`. */
const served = async () => {
  const program = fileURLToPath(new URL('../dist/bootpay-fp.js', import.meta.url))
  const server = spawn(process.execPath, [program, 'sandbox', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    let printed = ''
    for await (const part of server.stdout) if (/Ctrl/.test((printed += part))) break
    const url = /status page +(\S+)/.exec(printed)?.[1] ?? ''
    const body = JSON.stringify({ ...order(1), pay: true })
    const { receipt_id } = await (await fetch(`${url}_sandbox/payments`, { method: 'POST', body })).json()
    /** @type {number[]} */
    const times = []
    for (let count = 0; count < 5_000; count += 1) {
      const start = performance.now()
      await (await fetch(`${url}v2/receipt/${receipt_id}`, { headers })).text()
      times.push((performance.now() - start) * 1000)
    }
    return times.slice(1_000).sort((one, other) => one - other)
  } finally {
    server.kill()
  }
}
const overHttp = await served()

const cpu = cpus()
console.log(`Node ${process.version}, ${platform()} ${arch()}, ${cpu.length} × ${cpu[0]?.model.trim()}`)
for (const { name, result } of bench.tasks) {
  const samples = [...(('latency' in result && result.latency.samples) || [])].sort((one, other) => one - other)
  /** @param {number} share */
  const at = (share) => ((samples[Math.floor(samples.length * share)] ?? NaN) * 1000).toFixed(1)
  console.log(`${name}: median ${at(0.5)} µs, 99 % under ${at(0.99)} µs (${samples.length} calls)`)
}
console.log(
  `receipt look-up over HTTP, with Node's fetch: median ${(overHttp[overHttp.length >> 1] ?? NaN).toFixed(0)} µs`,
)
console.log(`${RECEIPTS} receipts: ${held.toFixed(0)} MB of heap`)
console.log(
  `export of ${RECEIPTS} receipts: ${written.toFixed(0)} ms, ${(text.length / MEGABYTE).toFixed(0)} MB of JSON; back in ${read.toFixed(0)} ms`,
)
