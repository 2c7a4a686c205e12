// Evaluates a bundled script in Vercel's edge-runtime and hands it a task: node edge-runtime.js <tools> <bundle> <task>
import { readFileSync } from 'node:fs'

import { requireFrom } from '../support/tools.js'

const [tools = '', bundle = '', task = '{}'] = process.argv.slice(2)
const { EdgeRuntime } = requireFrom(tools)('edge-runtime')
const runtime = new EdgeRuntime()
runtime.evaluate(readFileSync(bundle, 'utf8'))
console.log(await runtime.evaluate(`journey(${JSON.stringify(task)})`))
process.exit(0)
