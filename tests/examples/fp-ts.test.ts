import { expect, test } from 'vitest'

import { example, run } from './support/start.js'

test('the closing of a day, as a pipeline', async () => {
  const { code, stdout, stderr } = await run([example('fp-ts/start.js')])
  expect(stderr).toBe('')
  expect(stdout.split('\n')).toEqual([
    'taken in     257000 won',
    'given back   order-1025 210000',
    'look at this order-1099 NotPaid',
    'for the rest 47000 won',
    '',
  ])
  expect(code).toBe(0)
})
