// Lives the journey in Node, Bun or Deno: takes a task as JSON, prints a report as JSON.
import process from 'node:process'

import { run } from './main.js'

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '{}'))))
process.exit(0)
