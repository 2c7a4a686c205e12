import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

import { example } from './support/start.js'

test('a day of a Commerce shop goes as it should: one link, one notice, money back once, and the sums agree', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [example('commerce-day/start.js')], {
    env: { PATH: process.env['PATH'] },
  })
  expect(stdout).toContain('29 steps, all as they should be')
  expect(stdout).toMatch(/createInvoice +OutcomeUnknown[\s\S]+repeatUntilKnown +Done[\s\S]+one link over ₩96,000/)
  expect(stdout).toMatch(/notifyInvoice +OutcomeUnknown[\s\S]+reconcileCommerce +Done/)
  expect(stdout).toMatch(
    /approveOrderCancel +OutcomeUnknown[\s\S]+ApiError PROCESS_DUPLICATED[\s\S]+₩5,000 went back, once/,
  )
  expect(stdout).toContain('₩91,000 is its own')
})
