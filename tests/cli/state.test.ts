import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it, vi } from 'vitest'

import { createSandbox, type SandboxExport } from 'bootpay-fp/sandbox'

import { startServer } from '../../src/cli/start.js'
import { ask, defaults, scratch, send, serve, start, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

const orders = async (server: { url: string }) =>
  ((await ask(server, 'GET /state')).body['receipts'] as { order_id: string }[]).map(({ order_id }) => order_id)

const stored = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as SandboxExport & { saved_at: number }

describe('--state', () => {
  it('keeps everything across restarts of the program', async () => {
    const cwd = scratch()
    const first = await startSandboxForTest(['--state', 'sandbox.json'], cwd)
    await ask(first, 'POST /payments', { ...order, pay: true })
    expect(await first.stop()).toMatchObject({ code: 0, stderr: '' })
    const second = await startSandboxForTest(['--state', 'sandbox.json'], cwd)
    expect(await orders(second)).toEqual(['order-1'])
    expect(readdirSync(cwd)).toEqual(['sandbox.json'])
  })

  it('writes what changed soon, so that a kill loses little', async () => {
    const cwd = scratch()
    const first = await startSandboxForTest(['--state', 'sandbox.json'], cwd)
    await ask(first, 'POST /payments', order)
    const file = join(cwd, 'sandbox.json')
    await vi.waitFor(() => {
      expect(stored(file)['receipts']).toHaveLength(1)
    }, 3_000)
    first.process.kill('SIGKILL')
    await first.finished
    expect(await orders(await startSandboxForTest(['--state', 'sandbox.json'], cwd))).toEqual(['order-1'])
  })

  it('keeps what only the clock or a request changed, too', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    const server = await serve({ stateFile })
    await ask(server, 'POST /clock', { days: 1 })
    await send(server, 'GET /receipt/none')
    await ask(server, 'POST /faults', { fault: 'unavailable' })
    await server.close()
    expect(stored(stateFile)).toMatchObject({
      added_time: 24 * 60 * 60 * 1000,
      requests: [{ operation: 'getReceipt' }],
      faults: { script: [{ fault: 'unavailable' }] },
    })
  })

  it('writes nothing while nothing changes', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    await serve({ stateFile })
    const { mtimeMs } = statSync(stateFile)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(statSync(stateFile).mtimeMs).toBe(mtimeMs)
  })

  it('is a file that createSandbox reads, and reads what it exported', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    const sandbox = createSandbox({ seed: 9 })
    sandbox.browser.requestPayment(order)
    writeFileSync(stateFile, JSON.stringify(sandbox.export()))
    const server = await serve({ stateFile })
    expect(await orders(server)).toEqual(['order-1'])
    await server.close()
    expect(createSandbox({ state: stored(stateFile) }).state().receipts).toEqual(sandbox.state().receipts)
  })

  it('lets a manual clock stand where it stood', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    const first = await serve({ stateFile, clock: 'manual' })
    first.sandbox.advance(60_000)
    const now = first.sandbox.now()
    await first.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = await serve({ stateFile, clock: 'manual' })
    expect(second.sandbox.now()).toBe(now)
    await second.close()
    expect((await serve({ stateFile })).sandbox.now()).toBeGreaterThan(now)
  })

  it('lets the faults of the command line win over stored ones', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    const first = await serve({ stateFile, faults: { rate: 0.5 } })
    await first.close()
    const second = await serve({ stateFile })
    expect(second.sandbox.faults().random).toMatchObject({ rate: 0.5 })
    await second.close()
    const third = await serve({ stateFile, faults: { rates: { connection_refused: 0.1 } } })
    expect(third.sandbox.faults().random).toEqual({ rates: { connection_refused: 0.1 } })
  })

  it('is replaced whole, for its owner alone, and through a link', async () => {
    const folder = scratch()
    const [place, link] = [join(folder, 'real.json'), join(folder, 'link.json')]
    symlinkSync(place, link)
    const server = await serve({ stateFile: place })
    await server.close()
    const before = openSync(place, 'r')
    const again = await serve({ stateFile: link })
    await ask(again, 'POST /payments', order)
    await again.close()
    // Who had opened the old file reads the old one, whole.
    expect(JSON.parse(readFileSync(before, 'utf8'))).toMatchObject({ receipts: [] })
    closeSync(before)
    expect(stored(link)['receipts']).toHaveLength(1)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json'])
  })

  it.each([
    ['', 'it holds no JSON object'],
    ['{"version":1,', 'it holds no JSON object'],
    ['[]', 'state is not an export'],
    ['{}', 'state is not an export'],
    ['{"version":9}', 'state has version 9'],
    ['{"version":2}', 'state is damaged: seed'],
    ['null', 'it holds no JSON object'],
  ])('that holds %j is refused in words, and left as it is', async (text, message) => {
    const file = join(scratch(), 'sandbox.json')
    writeFileSync(file, text)
    const { code, stdout, stderr } = await start(['sandbox', '--port', '0', '--state', file]).finished
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain('Remove it to start over.')
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('with a record that is damaged within is refused in words too', async () => {
    const stateFile = join(scratch(), 'sandbox.json')
    const damaged = { ...createSandbox().export(), receipts: [null] }
    writeFileSync(stateFile, JSON.stringify(damaged))
    expect(await startServer({ ...defaults, stateFile }, () => undefined)).toEqual({
      complaint: `${stateFile} cannot be used: state is damaged. Remove it to start over.`,
    })
  })

  it('that cannot be written any more is said once, and again at the end', async () => {
    const folder = scratch()
    const inner = join(folder, 'inner')
    mkdirSync(inner)
    const server = await serve({ stateFile: join(inner, 'sandbox.json') })
    rmSync(inner, { recursive: true })
    await ask(server, 'POST /payments', order)
    await vi.waitFor(() => {
      expect(server.warnings).toEqual([expect.stringContaining(`there is no folder ${inner}`)])
    }, 3_000)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(server.warnings).toHaveLength(1)
    expect(await server.close()).toEqual({ complaint: expect.stringContaining('could not be written') })
    expect(existsSync(inner)).toBe(false)
  })
})
