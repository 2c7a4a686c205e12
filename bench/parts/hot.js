// CPU of one call of a process that does nothing else, as a busy server does. In `calls.js` a process makes bursts of calls and
// waits for its turn between them.
import { fork } from 'node:child_process'
import { once } from 'node:events'

import { clients } from './clients.js'
import { startServer } from './loopback.js'
import { interleave, median, ratio } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 5)
// The compiler takes its time: a process that checks answers is at its best only after thousands of them.
const WARM_UP = 10_000
const CALLS = 10_000

const { origin, receipt_id, stop } = await startServer()
// The global fetch costs too much to gain from this.
const names = Object.keys(clients).filter((name) => !/global fetch/.test(name))

/** @param {string} name */
const run = async (name) => {
  const child = fork(new URL('client.js', import.meta.url), [name, origin, receipt_id])
  child.once('exit', (code) => code && process.exit(code))
  await once(child, 'message')
  const cpuOf = async (/** @type {number} */ count) => {
    const answer = once(child, 'message')
    child.send({ kind: 'read', count, atOnce: 16 })
    const [{ cpu }] = await answer
    return /** @type {number} */ (cpu)
  }
  await cpuOf(WARM_UP)
  const cpu = await cpuOf(CALLS)
  child.disconnect()
  return cpu
}

const measured = await interleave(names, ROUNDS, run)
stop()
const of = (/** @type {string} */ name) => measured[name] ?? []
console.log(
  JSON.stringify(
    names.map((client) => ({
      client,
      cpu: median(of(client)),
      ofOfficial: ratio(of(client), of('official SDK')),
      ofUndici: ratio(of(client), of('undici.request + JSON')),
      ofDispatch: ratio(of(client), of('undici.dispatch + JSON')),
    })),
  ),
)
