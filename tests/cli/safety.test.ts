import { readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it, vi } from 'vitest'

import { startServer, type RunningServer } from '../../src/cli/start.js'
import { ask, defaults, listen, scratch, send, serve, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('a request that is refused changes nothing', () => {
  it.each([
    ['POST /clock', '{"days":1e9}'],
    ['POST /clock', '{"days":1e300,"hours":1e300}'],
    ['POST /clock', '{"ms":253402300800000}'],
    ['POST /payments', `{"price":1000,"order_id":"o","order_name":"n","metadata":${nested(6_000)}}`],
    ['POST /payments', `{"price":1000,"order_id":"o","order_name":"n","metadata":${nested(101)}}`],
    ['POST /payments', `{"price":1000,"order_id":"o","order_name":"n","user":${nested(200_000)}}`],
    ['POST /payments', '{"price":1e308,"order_id":"o","order_name":"n","pay":true}'],
    ['POST /payments', '{"price":1000,"order_id":"o","order_name":"n","method":"none","pay":true}'],
    ['POST /faults', '{"fault":"connection_refused","times":1e400}'],
    ['PUT /faults', '{"rate":1e400}'],
  ])('%s %s', async (line, body) => {
    const { sandbox, ...server } = await serve({ clock: 'manual' })
    sandbox.browser.requestPayment(order)
    const before = [sandbox.export(), sandbox.state(), sandbox.faults(), sandbox.now()]
    expect(await ask(server, line, body)).toMatchObject({ status: 400, body: { error_code: 'REQUEST_INVALID' } })
    expect([sandbox.export(), sandbox.state(), sandbox.faults(), sandbox.now()]).toEqual(before)
  })

  it('can still be advanced far, and no farther', async () => {
    const server = await serve({ clock: 'manual' })
    const { status } = await ask(server, 'POST /clock', { days: 7_900 * 365 })
    expect(status).toBe(200)
    expect((await ask(server, 'POST /clock', { days: 100 * 365 })).body['message']).toBe(
      'advance ends with the year 9998',
    )
    expect((await ask(server, 'GET /state')).status).toBe(200)
  })
})

describe('webhooks', () => {
  /** Those of payments: that of the billing key itself has no address, and is kept. */
  const ofPayments = ({ sandbox }: RunningServer) => sandbox.webhooks().filter(({ kind }) => kind === 'payment')

  const charge = async (server: { baseUrl: string }, feedback_url: string, order_id: string) => {
    const key = await send(server, 'POST /request/subscribe', {
      pg: '나이스페이',
      order_name: '구독',
      subscription_id: 's-1',
      card_no: '5570111122221074',
      card_pw: '12',
      card_identity_no: '901014',
      card_expire_year: '30',
      card_expire_month: '12',
    })
    const { billing_key } = (await key.json()) as { billing_key: string }
    expect(
      (await send(server, 'POST /subscribe/payment', { ...order, order_id, billing_key, feedback_url })).status,
    ).toBe(200)
  }

  it.each([
    ['https://shop.example/webhook'],
    ['http://10.0.0.1/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://0.0.0.0:1/'],
    ['http://shop:3000/'],
    ['http://localhost.evil.example/'],
    ['http://127.0.0.1.evil.example/'],
    ['http://127.0.0.1@evil.example/'],
    ['ftp://127.0.0.1/'],
    ['file:///etc/passwd'],
    ['no address'],
  ])('do not go to %s, and are not tried again', async (url) => {
    const server = await serve()
    await charge(server, url, 'order-1')
    await vi.waitFor(() => {
      expect(ofPayments(server)).toMatchObject([{ url, status: 'failed', attempts: [{ error: 'host' }] }])
    }, 3_000)
  })

  it.each([['http://127.0.0.1:1/'], ['http://localhost:1/'], ['http://[::1]:1/'], ['http://127.1:1/']])(
    'go to this machine: %s',
    async (url) => {
      const server = await serve()
      await charge(server, url, 'order-1')
      await vi.waitFor(() => {
        expect(ofPayments(server)).toMatchObject([{ status: 'waiting', attempts: [{ error: 'connection' }] }])
      }, 3_000)
    },
  )

  it('go to hosts that are allowed, and to that of --webhook-url', async () => {
    const server = await serve({ allowedHosts: ['shop.invalid'], webhookUrl: 'http://hook.invalid/a' })
    await charge(server, 'http://shop.invalid/b', 'order-1')
    await charge(server, 'http://hook.invalid/c', 'order-2')
    await charge(server, 'http://other.invalid/d', 'order-3')
    await vi.waitFor(() => {
      expect(ofPayments(server).map(({ attempts }) => attempts[0]?.error)).toEqual(['connection', 'connection', 'host'])
    }, 10_000)
  })

  it('read no more than 64 KiB of an answer', async () => {
    let sent = 0
    const webhookUrl = await listen((_, outgoing) => {
      const more = () => {
        while (!outgoing.destroyed && sent < 64 * 1024 * 1024) {
          sent += 16 * 1024
          if (!outgoing.write('{"success":true} '.padEnd(16 * 1024))) {
            outgoing.once('drain', more)
            return
          }
        }
        outgoing.end()
      }
      more()
    })
    const server = await serve({ webhookUrl })
    await ask(server, 'POST /payments', { ...order, pay: true })
    await vi.waitFor(() => {
      expect(server.sandbox.webhooks()).toMatchObject([{ attempts: [{ status: 200, error: 'answer' }] }])
    }, 5_000)
    // What stands in buffers on the way was sent too.
    expect(sent).toBeLessThan(16 * 1024 * 1024)
  })

  it('take an answer of 64 KiB', async () => {
    const webhookUrl = await listen((_, outgoing) => {
      outgoing.end('{"success":true}'.padEnd(64 * 1024))
    })
    const server = await serve({ webhookUrl })
    await ask(server, 'POST /payments', { ...order, pay: true })
    await vi.waitFor(() => {
      expect(server.sandbox.webhooks()).toMatchObject([{ status: 'delivered' }])
    }, 5_000)
  })
})

describe('a state file', () => {
  const stateFileIn = (folder: string) => join(folder, 'sandbox.json')

  it('is not shared by two sandboxes, of one process or of two, by whatever name', async () => {
    const folder = scratch()
    const stateFile = stateFileIn(folder)
    const first = await serve({ stateFile })
    const link = join(folder, 'link.json')
    symlinkSync(stateFile, link)
    for (const file of [stateFile, link])
      expect(await startServer({ ...defaults, stateFile: file }, () => undefined)).toEqual({
        complaint: expect.stringContaining(`${stateFile} is in use by another sandbox`),
      })
    await expect(startSandboxForTest(['--state', stateFile])).rejects.toThrow('is in use by another sandbox')
    await ask(first, 'POST /payments', order)
    await first.close()
    expect((await serve({ stateFile })).sandbox.state().receipts).toHaveLength(1)
  })

  it('is not shared where its place is still empty, and several start at once', async () => {
    const stateFile = stateFileIn(scratch())
    const servers = await Promise.all(
      Array.from({ length: 6 }, () => startServer({ ...defaults, stateFile }, () => undefined)),
    )
    const running = servers.flatMap((server) => ('close' in server ? server : []))
    expect(running).toHaveLength(1)
    await Promise.all(running.map(({ close }) => close()))
  })

  it('is free again when its holder was killed, and leaves nothing beside it', async () => {
    const folder = scratch()
    const first = await startSandboxForTest(['--state', 'sandbox.json'], folder)
    first.process.kill('SIGKILL')
    await first.finished
    writeFileSync(join(folder, '.sandbox.json.00000000-0000-4000-8000-000000000000.tmp'), '{"half":')
    writeFileSync(join(folder, '.sandbox.json.mine.tmp'), 'kept')
    const second = await startSandboxForTest(['--state', 'sandbox.json'], folder)
    expect(await second.stop()).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(folder).sort()).toEqual(['.sandbox.json.mine.tmp', 'sandbox.json'])
  })

  it('is not written any more once somebody else has written it', async () => {
    const stateFile = stateFileIn(scratch())
    const server = await serve({ stateFile })
    writeFileSync(stateFile, 'theirs')
    await ask(server, 'POST /payments', order)
    await vi.waitFor(() => {
      expect(server.warnings).toEqual([expect.stringContaining('somebody else has written it meanwhile')])
    }, 3_000)
    expect(await server.close()).toMatchObject({ complaint: expect.stringContaining('somebody else') })
    expect(readFileSync(stateFile, 'utf8')).toBe('theirs')
  })

  it('is written anew where it was removed', async () => {
    const stateFile = stateFileIn(scratch())
    const server = await serve({ stateFile })
    rmSync(stateFile)
    await ask(server, 'POST /payments', order)
    await server.close()
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({ receipts: [{}] })
  })

  it('is written through a link that leads to nothing yet', async () => {
    const folder = scratch()
    symlinkSync('real.json', join(folder, 'link.json'))
    const server = await serve({ stateFile: join(folder, 'link.json') })
    await server.close()
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json'])
    expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).toMatchObject({ version: 2 })
  })

  it('has temporary files that lead nowhere, whatever lies in the folder', async () => {
    const folder = scratch()
    const victim = join(folder, 'victim')
    writeFileSync(victim, 'untouched')
    // The names of before: whoever shares the folder could lay a link there.
    for (let pid = process.pid - 2; pid < process.pid + 200; pid += 1)
      symlinkSync(victim, join(folder, `.sandbox.json.${String(pid)}.tmp`))
    const server = await startSandboxForTest(['--state', 'sandbox.json'], folder)
    await ask(server, 'POST /payments', order)
    await server.stop()
    expect(readFileSync(victim, 'utf8')).toBe('untouched')
    expect(JSON.parse(readFileSync(stateFileIn(folder), 'utf8'))).toMatchObject({ receipts: [{}] })
  })

  it('survives a kill at any moment', async () => {
    const folder = scratch()
    let known = 0
    // On a busy machine it takes more rounds, each a little longer, until one is killed after it has saved something.
    for (let round = 0; round < 8 || known === 0; round += 1) {
      const server = await startSandboxForTest(['--state', 'sandbox.json'], folder)
      const { body } = await ask(server, 'GET /state')
      const receipts = (body['receipts'] as unknown[]).length
      expect(receipts).toBeGreaterThanOrEqual(known)
      known = receipts
      const metadata = { text: 'x'.repeat(500_000) }
      const busy = Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          ask(server, 'POST /payments', { ...order, order_id: `${String(round)}-${String(index)}`, metadata }),
        ),
      )
      await new Promise((resolve) => setTimeout(resolve, 100 + round * 70))
      server.process.kill('SIGKILL')
      await Promise.all([server.finished, busy])
      expect(JSON.parse(readFileSync(stateFileIn(folder), 'utf8'))).toMatchObject({ version: 2 })
    }
    expect(known).toBeGreaterThan(0)
  }, 60_000)

  it('that is damaged is refused, and can be replaced at once', async () => {
    const stateFile = stateFileIn(scratch())
    writeFileSync(stateFile, '{')
    expect(await startServer({ ...defaults, stateFile }, () => undefined)).toMatchObject({
      complaint: expect.stringContaining('Remove it to start over'),
    })
    rmSync(stateFile)
    expect((await serve({ stateFile })).sandbox.state().receipts).toEqual([])
  })
})
