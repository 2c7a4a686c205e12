import { confirmPayment, createContext, getReceipt, type Context, type Event, type Fetch } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test, vi } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const read = (ctx: Context) => getReceipt(ctx, { receipt_id })()
const write = (ctx: Context) => confirmPayment(ctx, { receipt_id })()

/** Never answers, and does not care about the signal. */
const deaf: Fetch = () => new Promise(() => undefined)
/** Answers with a body that never ends. */
const stalled: Fetch = () => Promise.resolve(new Response(new ReadableStream()))
const refused: Fetch = () => Promise.reject(Object.assign(new TypeError(), { cause: { code: 'ECONNREFUSED' } }))

describe('the time limit', () => {
  test.each([
    ['headers', deaf, 'awaiting'],
    ['the body', stalled, 'reading'],
  ])('covers %s: a TimeoutError of a read, unknown of a write', async (_, fetch, phase) => {
    const ctx = testContext({ fetch, timeoutMs: 5 })
    expect(await read(ctx)).toMatchObject(E.left({ _tag: 'TimeoutError', message: 'out of time' }))
    expect(await write(ctx)).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase }))
  })

  test('is one for tokens, reads and writes each', async () => {
    const ctx = testContext({ fetch: deaf, timeoutMs: { read: 5, write: 60_000 }, retry: { attempts: 1 } })
    expect(await read(ctx)).toMatchObject(E.left({ _tag: 'TimeoutError' }))
    const credentials = { application_id: 'app_test', private_key: 'pk_test' }
    const tokens = testContext({
      fetch: deaf,
      credentials,
      timeoutMs: { token: 5, read: 60_000 },
      retry: { attempts: 1 },
    })
    expect(await write(tokens)).toMatchObject(E.left({ _tag: 'TimeoutError', operation: 'getAccessToken' }))
  })

  test('aborts the request that it ends', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    const fetch: Fetch = (url, init) => {
      signals.push(init?.signal)
      return deaf(url)
    }
    await read(testContext({ fetch, timeoutMs: 5, retry: { attempts: 2 } }))
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true])
  })
})

describe('the deadline', () => {
  test('refuses a write that has less than five seconds left, and sends nothing', async () => {
    const fetch = vi.fn(deaf)
    const ctx = testContext({ fetch })
    expect(await write({ ...ctx, deadline: ctx.now() + 4_999 })).toEqual(
      E.left({
        _tag: 'TimeoutError',
        operation: 'confirmPayment',
        message: 'out of time; nothing was sent',
        about: { receipt_id },
      }),
    )
    expect(fetch).not.toHaveBeenCalled()
  })

  test('leaves a write that has five seconds left alone, and a read that has a millisecond', async () => {
    const ctx = testContext({ fetch: () => Promise.resolve(Response.json(receipt)) })
    expect(await write({ ...ctx, deadline: ctx.now() + 5_000 })).toEqual(E.right(receipt))
    expect(await read({ ...ctx, deadline: ctx.now() + 1 })).toEqual(E.right(receipt))
  })

  test('is not waited for where no attempt would follow', async () => {
    const waits: number[] = []
    const ctx = testContext({
      fetch: () => Promise.resolve(Response.json({ error_code: 'RC_BUSY' }, { status: 429 })),
      sleep: (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
    })
    const within = (ms: number) => ({ ...ctx, deadline: ctx.now() + ms })
    for (const ms of [500, 501]) expect(await read(within(ms))).toMatchObject(E.left({ code: 'RC_BUSY' }))
    for (const ms of [5_499, 5_500]) expect(await write(within(ms))).toMatchObject(E.left({ code: 'RC_BUSY' }))
    expect(waits).toEqual([500, 500])
  })

  test('shortens the time limit of a read', async () => {
    const ctx = testContext({ fetch: deaf, retry: { attempts: 1 } })
    expect(await read({ ...ctx, deadline: ctx.now() + 10 })).toMatchObject(E.left({ _tag: 'TimeoutError' }))
  })
})

describe('the signal', () => {
  test('that has fired sends nothing', async () => {
    const fetch = vi.fn(deaf)
    const ctx = testContext({ fetch, signal: AbortSignal.abort() })
    expect(await read(ctx)).toMatchObject(E.left({ _tag: 'AbortError', message: 'aborted by the caller' }))
    expect(await write(ctx)).toMatchObject(
      E.left({ _tag: 'AbortError', message: 'aborted by the caller; nothing was sent' }),
    )
    expect(fetch).not.toHaveBeenCalled()
  })

  test.each([
    ['headers', deaf, 'awaiting'],
    ['the body', stalled, 'reading'],
  ])('that fires while %s are awaited: an AbortError of a read, unknown of a write', async (_, fetch, phase) => {
    const after = () => testContext({ fetch, signal: AbortSignal.timeout(5) })
    expect(await read(after())).toMatchObject(E.left({ _tag: 'AbortError' }))
    expect(await write(after())).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase }))
  })

  test('that fires during the back-off ends a write that was never sent as an AbortError', async () => {
    const controller = new AbortController()
    const sleep = () => {
      controller.abort()
      return Promise.resolve()
    }
    const ctx = testContext({ fetch: refused, signal: controller.signal, sleep })
    expect(await write(ctx)).toMatchObject(E.left({ _tag: 'AbortError' }))
  })

  test('keeps no listener, and no timer stays behind', async () => {
    const { signal } = new AbortController()
    const add = vi.spyOn(signal, 'addEventListener')
    const remove = vi.spyOn(signal, 'removeEventListener')
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const fetch: Fetch = () => Promise.resolve(Response.json(receipt))
    for (let i = 0; i < 20; i++) await read(testContext({ fetch, signal }))
    for (let i = 0; i < 20; i++) await read(testContext({ fetch: refused, signal }))
    expect(timers()).toBe(before)
    expect(remove.mock.calls).toEqual(add.mock.calls)
    expect(add).toHaveBeenCalledTimes(80)
  })
})

describe('the size limit', () => {
  const bytes = (size: number): Fetch => {
    const chunk = new Uint8Array(65_536).fill(32)
    return () => {
      let left = size
      return Promise.resolve(
        new Response(
          new ReadableStream({
            pull: (controller) => {
              left -= chunk.length
              if (left < 0) controller.close()
              else controller.enqueue(chunk)
            },
          }),
        ),
      )
    }
  }
  test('of one MiB ends an answer without end', async () => {
    expect(await read(testContext({ fetch: bytes(Infinity) }))).toMatchObject(E.left({ _tag: 'NetworkError' }))
    expect(await write(testContext({ fetch: bytes(Infinity) }))).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
    )
  })
  test('is of the whole answer, and an answer of just that size is read', async () => {
    const text = JSON.stringify(receipt)
    const limit = 1 << 20
    const inParts =
      (size: number): Fetch =>
      () => {
        const all = new TextEncoder().encode(text + ' '.repeat(size - new TextEncoder().encode(text).length))
        const parts = [all.slice(0, 7), all.slice(7, 500_000), all.slice(500_000)]
        return Promise.resolve(
          new Response(
            new ReadableStream({
              pull: (controller) => {
                const part = parts.shift()
                if (part) controller.enqueue(part)
                else controller.close()
              },
            }),
          ),
        )
      }
    const byHand =
      (size: number): Fetch =>
      () =>
        Promise.resolve({ status: 200, text: () => text + ' '.repeat(size - text.length) } as unknown as Response)
    for (const fetch of [inParts, byHand]) {
      expect(await read(testContext({ fetch: fetch(limit) }))).toEqual(E.right(receipt))
      expect(await read(testContext({ fetch: fetch(limit + 1) }))).toMatchObject(E.left({ _tag: 'NetworkError' }))
    }
  })

  test('takes no answer that ends in half a letter for a whole one', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(JSON.stringify(receipt)), 0xec, 0x9b])
    const fetch: Fetch = () => Promise.resolve(new Response(bytes))
    expect([await read(testContext({ fetch })), await write(testContext({ fetch }))]).toMatchObject([
      E.left({ _tag: 'NetworkError' }),
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
    ])
  })

  test('does not cut letters that come in two parts', async () => {
    const answer = { ...receipt, order_name: '월간 구독 😀' }
    const all = new TextEncoder().encode(JSON.stringify(answer))
    for (let at = 1; at < all.length; at += 1) {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(all.slice(0, at))
          controller.enqueue(all.slice(at))
          controller.close()
        },
      })
      const fetch = () => Promise.resolve(new Response(body))
      expect(await read(testContext({ fetch }))).toEqual(E.right(answer))
    }
  })

  test('leaves an answer below it alone', async () => {
    expect(await read(testContext({ fetch: bytes(1 << 19) }))).toMatchObject(E.left({ _tag: 'DecodeError' }))
  })
})

describe('events', () => {
  test('tell of each request, answer and repeat as plain data', async () => {
    const events: Event[] = []
    let sent = 0
    const fetch: Fetch = () => Promise.resolve(sent++ ? Response.json(receipt) : new Response('', { status: 503 }))
    await read(testContext({ fetch, onEvent: (event) => events.push(event) }))
    const about = {
      operation: 'getReceipt',
      method: 'GET',
      about: { receipt_id },
      at: Date.parse('2026-01-31T00:00:00Z'),
    }
    expect(events).toEqual([
      { type: 'request', ...about, attempt: 1 },
      { type: 'answer', ...about, attempt: 1, status: 503, elapsedMs: 0 },
      { type: 'retry', ...about, attempt: 1, waitMs: 100 },
      { type: 'request', ...about, attempt: 2 },
      { type: 'answer', ...about, attempt: 2, status: 200, elapsedMs: 0 },
    ])
  })
  test('tell of no request that is not sent', async () => {
    const events: Event[] = []
    const ctx = testContext({ fetch: deaf, signal: AbortSignal.abort(), onEvent: (event) => events.push(event) })
    expect([await read(ctx), await write(ctx)]).toMatchObject([{ _tag: 'Left' }, { _tag: 'Left' }])
    expect(events).toEqual([])
  })
  test('do not change what happens when their hook throws', async () => {
    const fetch: Fetch = () => Promise.resolve(Response.json(receipt))
    const onEvent = () => {
      throw new Error('a bug in a hook')
    }
    expect(await write(testContext({ fetch, onEvent }))).toEqual(E.right(receipt))
  })
})

describe('the wait of a Context', () => {
  const { sleep } = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' } })
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

  test('is as long as it is told, with and without a signal', async () => {
    vi.useFakeTimers()
    try {
      const ended: string[] = []
      void sleep(50).then(() => ended.push('without'))
      void sleep(60, new AbortController().signal).then(() => ended.push('with'))
      await vi.advanceTimersByTimeAsync(49)
      expect(ended).toEqual([])
      await vi.advanceTimersByTimeAsync(1)
      expect(ended).toEqual(['without'])
      await vi.advanceTimersByTimeAsync(10)
      expect(ended).toEqual(['without', 'with'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('ends when the signal fires, or has fired, and leaves no timer', async () => {
    const before = timers()
    const controller = new AbortController()
    const waiting = sleep(60_000, controller.signal)
    controller.abort()
    await waiting
    await sleep(60_000, controller.signal)
    expect(timers()).toBe(before)
  })

  test('leaves no listener', async () => {
    const { signal } = new AbortController()
    const add = vi.spyOn(signal, 'addEventListener')
    const remove = vi.spyOn(signal, 'removeEventListener')
    await sleep(1, signal)
    expect(add).toHaveBeenCalledTimes(1)
    expect(remove.mock.calls).toEqual(add.mock.calls)
  })
})
