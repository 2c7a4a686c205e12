// Lives the journey where there are only scripts: leaves a function behind that takes a task and gives a report.
import { run } from './main.js'

Object.assign(globalThis, {
  journey: async (/** @type {string} */ task) => JSON.stringify(await run(JSON.parse(task))),
})
