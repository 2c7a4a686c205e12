import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import * as bootpay from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import {
  createSandbox,
  sandboxFaults,
  sandboxOperations,
  type RandomFaults,
  type Sandbox,
  type SandboxFault,
} from 'bootpay-fp/sandbox'

import { basic, bearer, card, minutes, noon, paid, send, start } from './support.js'

const ids = async (sandbox: Sandbox, count: number, path = '/receipt/none'): Promise<void> => {
  const headers = { authorization: basic(sandbox) }
  for (let index = 0; index < count; index += 1)
    await sandbox.fetch(sandbox.baseUrl + path, { headers, signal: AbortSignal.timeout(5) }).catch(() => undefined)
}

const struck = (sandbox: Sandbox) => sandbox.requests().map(({ fault }) => fault)

const quick = Object.keys(sandboxFaults).filter((fault) => !fault.startsWith('slow')) as SandboxFault[]

describe('failNext', () => {
  it('strikes once, then the line is empty', async () => {
    const sandbox = start()
    sandbox.failNext('unavailable')
    await ids(sandbox, 2)
    expect(sandbox.requests().map(({ status }) => status)).toEqual([503, 404])
  })

  it('strikes in the order given, each as often as told', async () => {
    const sandbox = start()
    sandbox.failNext('connection_refused', { times: 2 })
    sandbox.failNext('bad_gateway_before')
    await ids(sandbox, 4)
    expect(struck(sandbox)).toEqual(['connection_refused', 'connection_refused', 'bad_gateway_before', undefined])
  })

  it('waits for the operation that it names', async () => {
    const sandbox = start()
    sandbox.failNext('bad_gateway_before', { operation: 'cancelPayment' })
    expect((await send(sandbox, 'GET /receipt/none')).status).toBe(404)
    const receipt_id = paid(sandbox)
    await sandbox.fetch(`${sandbox.baseUrl}/cancel`, { method: 'POST', body: JSON.stringify({ receipt_id }) })
    expect(struck(sandbox)).toEqual([undefined, 'bad_gateway_before'])
  })

  it('waits for a request that the fault fits, and lets others behind it strike first', async () => {
    const sandbox = start()
    const token = await bearer(sandbox)
    sandbox.failNext('token_revoked')
    sandbox.failNext('cancel_critical_before')
    sandbox.failNext('unavailable')
    await ids(sandbox, 1)
    expect(await send(sandbox, 'POST /cancel', '{', '')).toMatchObject({ status: 401 })
    expect(await send(sandbox, 'POST /cancel', '{')).toMatchObject({ body: { error_code: 'BODY_INVALID' } })
    expect((await send(sandbox, 'POST /cancel', {})).status).toBe(500)
    expect((await send(sandbox, 'GET /receipt/none', undefined, token)).status).toBe(401)
    expect(struck(sandbox).slice(1)).toEqual([
      'unavailable',
      undefined,
      undefined,
      'cancel_critical_before',
      'token_revoked',
    ])
  })

  it('leaves paths alone that are none of the API', async () => {
    const sandbox = start()
    sandbox.failNext('reset_before')
    expect((await send(sandbox, 'GET /nothing')).status).toBe(404)
  })

  it.each([
    ['none' as SandboxFault, {}],
    ['toString' as SandboxFault, {}],
    ['connection_refused', { times: 0 }],
    ['connection_refused', { times: 1.5 }],
    ['connection_refused', { operation: 'nothing' as 'getReceipt' }],
    ['cancel_critical_after', { operation: 'confirmPayment' }],
    ['confirm_critical_after', { operation: 'getReceipt' }],
    ['token_revoked', { operation: 'getAccessToken' }],
    ['webhook_twice', { operation: 'cancelPayment' }],
  ] as const)('throws for %s with %j', (fault, options) => {
    expect(() => {
      start().failNext(fault, options)
    }).toThrow('bootpay-fp sandbox: failNext: ')
  })
})

describe('setFaults', () => {
  it('strikes the same requests with the same faults for the same seed, others for another', async () => {
    const run = async (seed: number) => {
      const sandbox = start({ seed })
      sandbox.setFaults({ rate: 0.3, only: quick })
      await ids(sandbox, 100)
      return struck(sandbox)
    }
    const first = await run(7)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })

  it('strikes as often as its rate says', async () => {
    for (const rate of [0.05, 0.2, 0.7]) {
      const sandbox = start()
      sandbox.setFaults({ rate, only: ['unavailable'] })
      await ids(sandbox, 1000)
      const share = struck(sandbox).filter((fault) => fault !== undefined).length / 1000
      expect(Math.abs(share - rate)).toBeLessThan(0.05)
    }
  })

  it('draws every fault that fits, and none that does not', async () => {
    const sandbox = createSandbox({ now: () => noon })
    sandbox.setFaults({ rate: 1 })
    await ids(sandbox, 600)
    const fitting = Object.entries(sandboxFaults).flatMap(([fault, { on }]) => (on === 'request' ? fault : []))
    expect(new Set(struck(sandbox))).toEqual(new Set(fitting))
  })

  it('keeps to the operations named', async () => {
    const sandbox = start()
    sandbox.setFaults({ rate: 1, only: ['unavailable'], operations: ['cancelPayment'] })
    await ids(sandbox, 3)
    expect(struck(sandbox)).toEqual([undefined, undefined, undefined])
    expect((await fails(sandbox, 'POST /cancel')).status).toBe(503)
  })

  it('comes after what failNext asked for, and goes on behind it', async () => {
    const sandbox = start()
    sandbox.setFaults({ rate: 1, only: ['unavailable'] })
    sandbox.failNext('too_many_requests')
    await ids(sandbox, 2)
    expect(struck(sandbox)).toEqual(['too_many_requests', 'unavailable'])
  })

  it('ends with a rate of 0, and with reset', async () => {
    const sandbox = start()
    for (const end of [() => sandbox.setFaults({ rate: 0 }), sandbox.reset]) {
      sandbox.setFaults({ rate: 1, only: ['unavailable'] })
      sandbox.failNext('bad_gateway_after')
      await ids(sandbox, 2)
      end()
      await ids(sandbox, 2)
      expect(struck(sandbox).slice(-2)).toEqual([undefined, undefined])
    }
    expect(sandbox.requests()).toHaveLength(2)
  })

  it.each([
    { rate: -0.1 },
    { rate: 1.1 },
    { rate: NaN },
    { rate: 1, only: ['none' as SandboxFault] },
    { rate: 1, operations: ['none' as 'getReceipt'] },
  ])('throws for %j', (faults) => {
    expect(() => {
      start().setFaults(faults)
    }).toThrow('bootpay-fp sandbox: setFaults: ')
  })

  it('does not follow later changes of what it was given', async () => {
    const sandbox = start()
    const faults = { rate: 1, only: ['unavailable'] } satisfies RandomFaults
    sandbox.setFaults(faults)
    faults.only.pop()
    await ids(sandbox, 1)
    expect(struck(sandbox)).toEqual(['unavailable'])
  })

  it('never does by halves: a payment is cancelled exactly when the fault has effect', async () => {
    const only = quick.filter((fault) => sandboxFaults[fault].on !== 'webhook')
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const sandbox = start({ seed })
        sandbox.setFaults({ rate: 0.8, only, operations: ['cancelPayment'] })
        const receipt_id = paid(sandbox)
        const headers = { authorization: basic(sandbox) }
        const body = JSON.stringify({ receipt_id })
        await sandbox.fetch(`${sandbox.baseUrl}/cancel`, { method: 'POST', headers, body }).catch(() => undefined)
        const [fault] = struck(sandbox)
        expect(sandbox.state().cancellations).toHaveLength(fault === undefined || sandboxFaults[fault].effect ? 1 : 0)
      }),
    )
  })
})

const fails = (sandbox: Sandbox, line: string): Promise<Response> => {
  const [method = '', path = ''] = line.split(' ')
  return sandbox.fetch(sandbox.baseUrl + path, { method })
}

describe('the log of requests', () => {
  it('names operation, method, status and time, and holds nothing that was sent', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    await send(sandbox, 'POST /request/subscribe', card)
    sandbox.advance(minutes(1))
    await send(sandbox, `GET /receipt/${receipt_id}.json?lookup_user_data=true`)
    await send(sandbox, 'PROPFINDER /nothing/secret')
    expect(sandbox.requests()).toEqual([
      { at: noon, method: 'POST', operation: 'issueBillingKey', status: 200 },
      { at: noon + minutes(1), method: 'GET', operation: 'getReceipt', status: 200 },
      { at: noon + minutes(1), method: 'PROPFINDER', status: 404 },
    ])
  })

  it('keeps the last thousand, oldest first', async () => {
    const sandbox = start()
    for (const count of [999, 1, 1, 1500]) {
      await ids(sandbox, count)
      await ids(sandbox, 1, '/wallet')
      const operations = sandbox.requests().map(({ operation }) => operation)
      expect(operations.length).toBeLessThanOrEqual(1000)
      expect(operations.at(-1)).toBe('getWallets')
      expect(operations.at(-2)).toBe('getReceipt')
    }
    expect(sandbox.requests()).toHaveLength(1000)
    expect(sandbox.requests().filter(({ operation }) => operation === 'getWallets')).toHaveLength(1)
  })

  it('is a copy', async () => {
    const sandbox = start()
    await ids(sandbox, 1)
    Object.assign(sandbox.requests()[0] ?? {}, { status: 0 })
    expect(sandbox.requests()).toMatchObject([{ status: 404 }])
  })
})

describe('sandboxOperations', () => {
  const operationsOf = (exports: object) =>
    Object.keys(exports).flatMap((name) => /^(.+)Request$/.exec(name)?.[1] ?? [])

  it('names every operation of the SDK that an API answers, once', () => {
    expect(sandboxOperations).toHaveLength(30 + 36)
    expect(new Set(sandboxOperations)).toEqual(new Set([...operationsOf(bootpay), ...operationsOf(commerce)]))
  })
})

describe('setFaults with a rate for each fault', () => {
  const run = async (sandbox: Sandbox, count: number, path?: string) => {
    await ids(sandbox, count, path)
    return struck(sandbox)
  }

  it('strikes with each as often as told', async () => {
    const sandbox = start()
    sandbox.setFaults({ rates: { unavailable: 0.3, bad_gateway_before: 0.1 } })
    const faults = await run(sandbox, 1000)
    const share = (name: string) => faults.filter((fault) => fault === name).length / 1000
    expect(Math.abs(share('unavailable') - 0.3)).toBeLessThan(0.05)
    expect(Math.abs(share('bad_gateway_before') - 0.1)).toBeLessThan(0.05)
  })

  it('gives the rate of a fault that does not fit to no other one', async () => {
    const sandbox = start()
    sandbox.setFaults({ rates: { cancel_critical_before: 0.9, unavailable: 0.1 } })
    const share = (await run(sandbox, 1000)).filter((fault) => fault !== undefined).length / 1000
    expect(Math.abs(share - 0.1)).toBeLessThan(0.05)
  })

  it('strikes alike for the same seed, in whatever order the rates are given', async () => {
    const [one, other] = [start({ seed: 7 }), start({ seed: 7 })]
    one.setFaults({ rates: { unavailable: 0.3, connection_refused: 0.2 } })
    other.setFaults({ rates: { connection_refused: 0.2, unavailable: 0.3 } })
    expect(await run(one, 100)).toEqual(await run(other, 100))
  })

  it('keeps to the operations named, and sends webhooks twice', async () => {
    const sandbox = start({ webhook: { url: 'https://shop.test' } })
    sandbox.setFaults({ rates: { unavailable: 1 }, operations: ['cancelPayment'] })
    expect(await run(sandbox, 10)).toEqual(Array.from({ length: 10 }))
    sandbox.setFaults({ rates: { webhook_twice: 1 } })
    paid(sandbox)
    expect(sandbox.webhooks().map(({ duplicate }) => duplicate)).toEqual([false, true])
  })

  it.each([
    { rates: { none: 0.1 } as object },
    { rates: { unavailable: 1.1 } },
    { rates: { unavailable: -0.1 } },
    { rates: { unavailable: NaN } },
    { rates: { unavailable: 0.6, connection_refused: 0.5 } },
    { rates: {}, operations: ['nothing' as 'getReceipt'] },
  ])('throws for %j', (faults) => {
    expect(() => {
      start().setFaults(faults)
    }).toThrow('bootpay-fp sandbox: setFaults: ')
  })
})

describe('faults', () => {
  it('says what is in line and what is drawn; clearFaults ends both', async () => {
    const sandbox = start()
    expect(sandbox.faults()).toEqual({ script: [], declines: [] })
    sandbox.failNext('unavailable', { operation: 'getReceipt', times: 2 })
    sandbox.setFaults({ rates: { connection_refused: 0.5, reset_before: 0 } })
    expect(sandbox.faults()).toEqual({
      script: [{ fault: 'unavailable', operation: 'getReceipt', times: 2 }],
      declines: [],
      random: { rates: { connection_refused: 0.5 } },
    })
    sandbox.clearFaults()
    expect(sandbox.faults()).toEqual({ script: [], declines: [] })
    await ids(sandbox, 20)
    expect(struck(sandbox)).toEqual(Array.from({ length: 20 }))
  })
})
