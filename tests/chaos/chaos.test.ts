import { nodeFetch } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'
import { describe, expect, test } from 'vitest'

import { fuzzAnswers } from '../../bench/chaos/answers.js'
import { lookForLeaks } from '../../bench/chaos/leaks.js'
import { exploreModel } from '../../bench/chaos/model.js'
import { fuzzPaths } from '../../bench/chaos/paths.js'
import { simulateNaive, simulatePayments } from '../../bench/chaos/payments.js'
import { failSockets } from '../../bench/chaos/sockets.js'
import { countTokenRequests } from '../../bench/chaos/tokens.js'
import { server as msw } from '../support/server.js'

// `npm run chaos` is the same fifty times as large, with a seed of its own each time.
const SEED = 20_260_131
const MINUTE_MS = 60_000

describe('under faults', () => {
  test.each([0.13, 0.3])(
    'at a rate of %d no payment is made twice, none that was made is told as failed, and every unknown one is settled',
    async (rate) => {
      const figures = await simulatePayments({ runs: 10_000, seed: SEED, rate })
      expect(figures).toMatchObject({
        payments: 10_000,
        'double effects': 0,
        'told as failed although done': 0,
        'told as done although not': 0,
        'settled wrongly or not at all': 0,
      })
      // What is never unknown was never under faults.
      expect(figures['settled as Done']).toBeGreaterThan(200)
      expect(figures['settled as NotDone']).toBeGreaterThan(200)
    },
    2 * MINUTE_MS,
  )

  test('a naive client makes both mistakes, so the faults are real', async () => {
    const once = await simulateNaive({ runs: 1_000, seed: SEED, rate: 0.3, attempts: 1 })
    const thrice = await simulateNaive({ runs: 1_000, seed: SEED, rate: 0.3, attempts: 3 })
    expect(once['told as failed although done']).toBeGreaterThan(10)
    expect(thrice['double effects']).toBeGreaterThan(10)
  })

  test.each([
    ['the global fetch', undefined],
    ['undiciFetch', undiciFetch()],
    ['nodeFetch', nodeFetch()],
  ])(
    'on real sockets the client is never surer than the server allows (%s)',
    async (_, fetch) => {
      msw.close()
      expect(await failSockets({ runs: 1_000, seed: SEED, ...(fetch && { fetch }) })).toEqual({
        requests: 1_000,
        'told as failed although processed': 0,
        'told as done although not': 0,
        'sent twice': 0,
        'reads that did not resolve as a known Left': 0,
      })
    },
    MINUTE_MS,
  )
})

describe('two processes of a shop, by a model with an oracle of its own', () => {
  test(
    'nothing moves twice, what moved is never told as failed nor what did not as done, NotDone is final, a handler runs once',
    async () => {
      const told: string[] = []
      const figures = await exploreModel({
        runs: 5_000,
        seed: SEED,
        tell: (counterExample) => told.push(counterExample),
      })
      expect(told).toEqual([])
      expect(figures).toMatchObject({ runs: 5_000, 'rules broken': 0 })
      // What never moves, and is never unknown, is never wrong.
      expect(figures.movements).toBeGreaterThan(15_000)
      expect(figures.unknown).toBeGreaterThan(2_000)
      expect(figures['handlers run']).toBeGreaterThan(1_000)
    },
    2 * MINUTE_MS,
  )

  type Read = (result: Result) => Result
  type Result = { _tag: 'Left'; left: { _tag: string } } | { _tag: 'Right'; right: { _tag?: string } }
  test.each<[string, Read]>([
    [
      'takes what is unknown for failed',
      (result) =>
        result._tag === 'Left' && result.left._tag === 'OutcomeUnknown'
          ? { ...result, left: { ...result.left, _tag: 'NetworkError' } }
          : result,
    ],
    [
      'takes what is still unknown for not done',
      (result) =>
        result._tag === 'Right' && result.right._tag === 'StillUnknown'
          ? { ...result, right: { ...result.right, _tag: 'NotDone' } }
          : result,
    ],
  ])('a shop that %s is found out', async (_, misread) => {
    const told: string[] = []
    await exploreModel({ runs: 5_000, seed: SEED, tell: (counterExample) => told.push(counterExample), misread })
    expect(told).toHaveLength(1)
  })
})

test(
  'answers of every kind neither throw nor reject, change no prototype, and fail no write that was answered with 2xx',
  async () => {
    expect(await fuzzAnswers({ runs: 20_000, seed: SEED })).toEqual({
      answers: 20_000,
      'throws and rejections': 0,
      'prototype changes': 0,
      'writes told as failed although answered 2xx': 0,
    })
  },
  2 * MINUTE_MS,
)

test(
  'ids of every kind reach their own path or are refused',
  async () => {
    const { ids, refused, ...figures } = await fuzzPaths({ runs: 20_000, seed: SEED })
    expect(figures).toEqual({ 'that reached another path or host': 0 })
    expect(ids - refused).toBeGreaterThan(500)
  },
  MINUTE_MS,
)

test('ten thousand callers cost one token request, and a thousand rejections at most two', async () => {
  const figures = await countTokenRequests({ callers: 10_000, rejections: 1_000 })
  expect(figures['token requests for them']).toBe(1)
  expect(figures['token requests after them']).toBeLessThanOrEqual(2)
})

test('no timer and no listener is left behind', async () => {
  expect(await lookForLeaks({ runs: 5_000 })).toMatchObject({ 'timers left': 0, 'listeners left': 0 })
})
