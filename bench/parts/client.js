// One client in a process of its own: told how many calls to make, it tells what they cost.
import { clients } from './clients.js'

const [, , name = '', origin, receipt_id = ''] = process.argv
const client = clients[name]
if (client === undefined) throw new Error(`no client is called ${name}`)
const calls = await client({ baseUrl: `${origin}/v2`, receipt_id })

process.on('message', async (/** @type {{ kind: 'read' | 'write', count: number, atOnce: number }} */ told) => {
  let left = told.count
  const call = calls[told.kind]
  const work = async () => {
    while (left-- > 0) await call()
  }
  const before = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: told.atOnce }, work))
  const wall = ((performance.now() - start) * 1_000) / told.count
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: (user + system) / told.count, wall })
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
