// CPU and wall time of one call over loopback HTTP, by several clients, 1 and 64 at a time. Each client has a process of its
// own, as it would in life: in one process they would pay for each other's garbage.
import { fork } from 'node:child_process'
import { once } from 'node:events'

import { startServer } from './loopback.js'
import { interleave, median, ratio } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 60)
const CALLS = 400
const WARM_UP = 12

const { origin, receipt_id, stop } = await startServer()

/** @param {string} name */
const start = async (name) => {
  const child = fork(new URL('client.js', import.meta.url), [name, origin, receipt_id])
  child.once('exit', (code) => code && process.exit(code))
  const [names] = await once(child, 'message')
  return { child, names: /** @type {string[]} */ (names) }
}
const first = await start('official SDK')
const { names } = first
/** @type {Record<string, import('node:child_process').ChildProcess>} */
const children = { 'official SDK': first.child }
for (const name of names) children[name] ??= (await start(name)).child

const cases = [
  { name: 'a read, 1 at a time', kind: 'read', atOnce: 1 },
  { name: 'a read, 64 at a time', kind: 'read', atOnce: 64 },
  { name: 'a write, 1 at a time', kind: 'write', atOnce: 1 },
  { name: 'a write, 64 at a time', kind: 'write', atOnce: 64 },
]
const tables = []
for (const { name, kind, atOnce } of cases) {
  /**
   * Microseconds of CPU and of wall time per call.
   *
   * @param {string} client
   * @returns {Promise<{ cpu: number, wall: number }>}
   */
  const run = async (client) => {
    const child = children[client]
    if (child === undefined) throw new Error(`no process for ${client}`)
    const answer = once(child, 'message')
    child.send({ kind, count: CALLS, atOnce })
    const [measured] = await answer
    return measured
  }
  await interleave(names, WARM_UP, run)
  const measured = await interleave(names, ROUNDS, run)
  const of = (/** @type {string} */ client, /** @type {'cpu' | 'wall'} */ what) =>
    (measured[client] ?? []).map((round) => round[what])
  tables.push({
    name,
    rows: names.map((client) => {
      const against = (/** @type {string} */ other) => ratio(of(client, 'cpu'), of(other, 'cpu'))
      return {
        client,
        cpu: median(of(client, 'cpu')),
        wall: median(of(client, 'wall')),
        ofOfficial: against('official SDK'),
        ofFetch: against('global fetch + JSON'),
        ofUndici: against('undici.request + JSON'),
        wallOfOfficial: ratio(of(client, 'wall'), of('official SDK', 'wall')),
      }
    }),
  })
}
for (const child of Object.values(children)) child.disconnect()
stop()
console.log(JSON.stringify(tables))
