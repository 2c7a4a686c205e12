import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { createSandbox } from 'bootpay-fp/sandbox'
import { expect, test } from 'vitest'

import { installTarball } from '../support/tarball.js'
import type { Report } from './journey/main.js'
import { copyJourney } from './support/scratch.js'
import { serveSandbox } from './support/server.js'

/** Entries whose optional peers are not in the scratch project; `npm run test:runtimes` imports every one. */
const ENTRIES = [
  'bootpay-fp',
  'bootpay-fp/payment',
  'bootpay-fp/core',
  'bootpay-fp/node',
  'bootpay-fp/sandbox',
  'bootpay-fp/unstorage',
]

test('the packed package lives its journey in this Node, in process and over HTTP', { timeout: 60_000 }, async () => {
  const { project } = installTarball()
  copyJourney(project, ENTRIES)
  const server = await serveSandbox(createSandbox())
  const task = JSON.stringify({ base: server.base })
  const { stdout } = await promisify(execFile)(process.execPath, ['journey/process.js', task], { cwd: project })
  await server.close()
  const { imports, checks, writes } = JSON.parse(stdout) as Report
  expect(imports).toBe(ENTRIES.length)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(checks.length).toBeGreaterThan(50)
  expect(writes?.ours.twice).toBe(0)
})
