// Starts workerd with a bundled Worker and hands it a task: node workerd.js <tools> <bundle> <task>
import { readFileSync } from 'node:fs'

import { requireFrom } from '../support/tools.js'

const [tools = '', bundle = '', task = '{}'] = process.argv.slice(2)
const { Miniflare } = requireFrom(tools)('miniflare')
const worker = new Miniflare({
  modules: true,
  script: readFileSync(bundle, 'utf8'),
  compatibilityDate: '2026-04-01',
})
const answer = await worker.dispatchFetch('http://worker/', { method: 'POST', body: task })
console.log(await answer.text())
await worker.dispose()
