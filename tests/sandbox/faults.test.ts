import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { request } from 'undici'
import { describe, expect, it, vi } from 'vitest'

import {
  isConnectionFault,
  sandboxFaults,
  type RequestFault,
  type Sandbox,
  type SandboxFault,
} from 'bootpay-fp/sandbox'

import { codeIn, read, tableOf } from '../docs/support/markdown.js'
import { basic, bearer, card, minutes, noon, order, paid, send, start, succeed } from './support.js'

/** Cancels a payment and says what came back, down to how a connection broke. */
const cancel = async (sandbox: Sandbox, receipt_id: string, signal?: AbortSignal, authorization = basic(sandbox)) => {
  const body = JSON.stringify({ receipt_id })
  const init = { method: 'POST', headers: { authorization }, body, ...(signal ? { signal } : {}) }
  try {
    const response = await sandbox.fetch(`${sandbox.baseUrl}/cancel`, init)
    const { status, headers } = response
    const known = { status, type: headers.get('content-type'), retryAfter: headers.get('retry-after') }
    const reader = response.body?.getReader()
    let text = ''
    try {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) return { ...known, text }
        text += new TextDecoder().decode(value)
      }
    } catch (error) {
      return { ...known, text, error }
    }
  } catch (error) {
    return { error }
  }
}

const json = { type: 'application/json; charset=utf-8', retryAfter: null }
const html = { type: 'text/html; charset=utf-8', retryAfter: null, text: expect.stringMatching(/^<html>/) }
const cut = expect.stringMatching(/^\{"receipt_id":.+[^}]$/)

const broken = (message: string, cause: object) =>
  expect.objectContaining({ name: 'TypeError', message, cause: expect.objectContaining(cause) })
const reset = { code: 'ECONNRESET', errno: -104, syscall: 'read' }

/** What a cancel of a paid receipt with Basic credentials comes back with; slow ones are given up after a moment. */
const seen: Partial<Record<SandboxFault, object>> = {
  connection_refused: { error: broken('fetch failed', { code: 'ECONNREFUSED', errno: -111, syscall: 'connect' }) },
  reset_before: { error: broken('fetch failed', reset) },
  reset_after: { error: broken('fetch failed', reset) },
  slow_before: { error: expect.objectContaining({ name: 'TimeoutError' }) },
  slow_after: { error: expect.objectContaining({ name: 'TimeoutError' }) },
  bad_gateway_before: { status: 502, ...html },
  bad_gateway_after: { status: 502, ...html },
  cut_reset: { status: 200, ...json, text: cut, error: broken('terminated', reset) },
  cut_end: { status: 200, ...json, text: cut },
  undecodable: { status: 200, ...html },
  too_many_requests: { status: 429, ...html, retryAfter: '1' },
  unavailable: { status: 503, ...html, retryAfter: '1' },
  cancel_critical_before: { status: 500, ...json, text: expect.stringContaining('"RC_CANCEL_CRITICAL_ERROR"') },
  cancel_critical_after: { status: 500, ...json, text: expect.stringContaining('"RC_CANCEL_CRITICAL_ERROR"') },
  clock_forward: { status: 200, ...json, text: expect.stringContaining('"cancelled_at":"2026-03-02T13:00:00+09:00"') },
  clock_backward: { status: 200, ...json, text: expect.stringContaining('"cancelled_at":"2026-03-02T11:00:00+09:00"') },
}

describe('a fault of a cancel', () => {
  it.each(Object.entries(seen) as [RequestFault, object][])('%s', async (fault, answer) => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    sandbox.failNext(fault)
    expect(await cancel(sandbox, receipt_id, AbortSignal.timeout(50))).toEqual(answer)
    expect(sandbox.state().cancellations).toHaveLength(sandboxFaults[fault].effect ? 1 : 0)
    expect(sandbox.requests()).toEqual([
      {
        at: noon,
        method: 'POST',
        operation: 'cancelPayment',
        fault,
        ...('status' in answer && { status: answer.status }),
      },
    ])
    expect(await send(sandbox, 'POST /cancel', { receipt_id })).toMatchObject({
      status: sandboxFaults[fault].effect ? 400 : 200,
    })
  })

  it('is in the table above, or below', () => {
    const below = ['token_revoked', 'confirm_critical_before', 'confirm_critical_after', 'webhook_twice']
    expect([...Object.keys(seen), ...below].sort()).toEqual(Object.keys(sandboxFaults).sort())
  })
})

describe('a fault', () => {
  it.each(['confirm_critical_before', 'confirm_critical_after'] as const)('%s', async (fault) => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { separately_confirmed: true })
    sandbox.failNext(fault)
    expect(await send(sandbox, 'POST /confirm', { receipt_id })).toMatchObject({
      status: 500,
      body: { error_code: 'RC_CONFIRM_CRITICAL_FAILED' },
    })
    expect(sandbox.state().receipts).toMatchObject([{ status: sandboxFaults[fault].effect ? 1 : 2 }])
  })

  it('token_revoked refuses a token that lived, once; the next token is another one', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const first = await bearer(sandbox)
    sandbox.failNext('token_revoked')
    expect(await cancel(sandbox, receipt_id, undefined, first)).toMatchObject({
      status: 401,
      text: expect.stringContaining('TOKEN_KEY_INVALID'),
    })
    expect(sandbox.state().cancellations).toEqual([])
    expect(await send(sandbox, 'POST /cancel', { receipt_id }, first)).toMatchObject({ status: 401 })
    const second = await bearer(sandbox)
    expect(second).not.toBe(first)
    expect(await send(sandbox, 'POST /cancel', { receipt_id }, second)).toMatchObject({ status: 200 })
  })

  it('clock_forward ages tokens and executes what falls due, clock_backward puts nothing right again', async () => {
    const sandbox = start()
    const { billing_key } = await succeed(sandbox, 'POST /request/subscribe', card)
    const reserve_execute_at = new Date(noon + minutes(30)).toISOString()
    await succeed(sandbox, 'POST /subscribe/payment/reserve', { ...order, billing_key, reserve_execute_at })
    const token = await bearer(sandbox)
    sandbox.failNext('clock_forward')
    expect(await send(sandbox, 'GET /receipt/none', undefined, token)).toMatchObject({ status: 401 })
    expect(sandbox.now()).toBe(noon + minutes(60))
    expect(sandbox.state().reservations).toMatchObject([{ status: 1 }])
    sandbox.failNext('clock_backward')
    expect(await send(sandbox, 'GET /receipt/none')).toMatchObject({ status: 404 })
    expect(sandbox.now()).toBe(noon)
    expect(sandbox.state().reservations).toMatchObject([{ status: 1 }])
  })

  it('cuts after half of the bytes, not of the letters', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const bytesOf = async () => {
      const init = { headers: { authorization: basic(sandbox) } }
      return new Uint8Array(await (await sandbox.fetch(`${sandbox.baseUrl}/receipt/${receipt_id}`, init)).arrayBuffer())
    }
    const whole = await bytesOf()
    sandbox.failNext('cut_end')
    expect(await bytesOf()).toEqual(whole.slice(0, Math.floor(whole.length / 2)))
  })

  it('is told from a bug by isConnectionFault', async () => {
    const sandbox = start()
    sandbox.failNext('reset_before')
    const { error } = await cancel(sandbox, paid(sandbox))
    expect(isConnectionFault(error)).toBe(true)
    sandbox.failNext('cut_reset')
    expect(isConnectionFault((await cancel(sandbox, paid(sandbox))).error)).toBe(true)
    for (const other of [new TypeError('fetch failed'), new DOMException('', 'AbortError'), undefined, null, 'x', {}])
      expect(isConnectionFault(other)).toBe(false)
    expect(JSON.stringify(error)).toBe('{}')
  })

  it('holds an answer back for hours, and then gives the reason of the signal', async () => {
    vi.useFakeTimers()
    try {
      const sandbox = start()
      sandbox.failNext('slow_after')
      const controller = new AbortController()
      const ended = vi.fn()
      const pending = cancel(sandbox, paid(sandbox), controller.signal).finally(ended)
      await vi.advanceTimersByTimeAsync(minutes(600))
      expect(ended).not.toHaveBeenCalled()
      expect(sandbox.state().cancellations).toHaveLength(1)
      controller.abort('no more')
      expect(await pending).toEqual({ error: 'no more' })
    } finally {
      vi.useRealTimers()
    }
  })
})

/** A plain server in front of a sandbox, as somebody would write it: a broken connection is a destroyed socket. */
const serve = async (sandbox: Sandbox) => {
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const { method = 'GET', url = '/', headers } = incoming
      const gone = new AbortController()
      outgoing.on('close', () => {
        gone.abort()
      })
      const { authorization = '' } = headers
      const init = { method, headers: { authorization }, signal: gone.signal }
      const response = await sandbox.fetch(`http://localhost${url}`, init)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      const reader = response.body?.getReader()
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        const { value } = part
        await new Promise((resolve) => outgoing.write(value, resolve))
      }
      outgoing.end()
    }
    answer().catch((error: unknown) => {
      if (!isConnectionFault(error)) ended.push(error)
      // A reset would take the bytes with it that were sent but not read.
      else if (outgoing.headersSent) incoming.socket.destroy()
      else incoming.socket.resetAndDestroy()
    })
  })
  const ended: unknown[] = []
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, ended, url: `http://127.0.0.1:${String(port)}/v2` }
}

describe('over HTTP', () => {
  it('a server resets the connection, cuts the body, and lets a caller wait', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const { server, ended, url } = await serve(sandbox)
    const init = { headers: { authorization: basic(sandbox) } }
    const lookUp = (fault: RequestFault, signal?: AbortSignal) => {
      sandbox.failNext(fault)
      return request(`${url}/receipt/${receipt_id}`, { ...init, ...(signal ? { signal } : {}) })
    }
    try {
      await expect(lookUp('reset_after')).rejects.toMatchObject({ code: 'ECONNRESET' })
      const { statusCode, body } = await lookUp('cut_reset')
      expect(statusCode).toBe(200)
      await expect(body.text()).rejects.toThrow()
      expect(await (await lookUp('cut_end')).body.text()).toMatch(/^\{"receipt_id":.+[^}]$/)
      await expect(lookUp('slow_after', AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' })
      await vi.waitFor(() => expect(ended).toMatchObject([{ name: 'AbortError' }]))
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe('the table of faults in docs/sandbox.md', () => {
  it('has every fault and its effect', () => {
    const rows = tableOf(read('docs/sandbox.md'), 'Fault').map((row) => [codeIn(row['Fault']), row['Effect']])
    expect(rows).toEqual(
      Object.entries(sandboxFaults).map(([fault, { effect, on }]) => [
        fault,
        on === 'webhook' ? '–' : effect ? 'yes' : 'no',
      ]),
    )
  })
})
