// CPU and wall time of one call over loopback HTTP, by several clients, 1 and 64 at a time. Each client has a process of its
// own, as it would in life: in one process they would pay for each other's garbage. And each has several, one after another,
// since a process may compile its way to being half as fast again as the one before, and then stays so.
import { fork } from 'node:child_process'
import { once } from 'node:events'

import { clients } from './clients.js'
import { startServer } from './loopback.js'
import { interleave, median, ratio } from './numbers.js'

const PROCESSES = Number(process.argv[2] ?? 5)
const ROUNDS = 12
const WARM_UP = 8
const CALLS = 400

const { origin, receipt_id, stop } = await startServer()

const names = Object.keys(clients)
const cases = [
  { name: 'a read, 1 at a time', kind: 'read', atOnce: 1 },
  { name: 'a read, 64 at a time', kind: 'read', atOnce: 64 },
  { name: 'a write, 1 at a time', kind: 'write', atOnce: 1 },
  { name: 'a write, 64 at a time', kind: 'write', atOnce: 64 },
]

/** @param {string} name */
const start = async (name) => {
  const child = fork(new URL('client.js', import.meta.url), [name, origin, receipt_id])
  child.once('exit', (code) => code && process.exit(code))
  await once(child, 'message')
  return child
}

/** @typedef {{ cpu: number, wall: number }} Cost microseconds per call */
/** @type {Record<string, Cost[]>[]} */
const measured = cases.map(() => ({}))
for (let turn = 0; turn < PROCESSES; turn++) {
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  const children = new Map()
  for (const name of names) children.set(name, await start(name))
  for (const [index, { kind, atOnce }] of cases.entries()) {
    /**
     * @param {string} client
     * @returns {Promise<Cost>}
     */
    const run = async (client) => {
      const child = children.get(client)
      if (child === undefined) throw new Error(`no process for ${client}`)
      const answer = once(child, 'message')
      child.send({ kind, count: CALLS, atOnce })
      const [cost] = await answer
      return cost
    }
    await interleave(names, WARM_UP, run)
    const costs = await interleave(names, ROUNDS, run)
    for (const name of names) ((measured[index] ??= {})[name] ??= []).push(...(costs[name] ?? []))
  }
  for (const child of children.values()) child.disconnect()
}
stop()

const tables = cases.map(({ name }, index) => {
  const of = (/** @type {string} */ client, /** @type {keyof Cost} */ what) =>
    (measured[index]?.[client] ?? []).map((cost) => cost[what])
  return {
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
        ofDispatch: against('undici.dispatch + JSON'),
        wallOfOfficial: ratio(of(client, 'wall'), of('official SDK', 'wall')),
      }
    }),
  }
})
console.log(JSON.stringify(tables))
