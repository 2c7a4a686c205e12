import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { platform } from 'node:os'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { createColors } from 'picocolors'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { sandboxFaults } from 'bootpay-fp/sandbox'

import { isComplaint } from '../../src/cli/complaint.js'
import type { ServerOptions } from '../../src/cli/options.js'
import { runCommandLine } from '../../src/cli/run.js'
import { createTerminal } from '../../src/cli/terminal.js'
import { ask, basic, listen, scratch, send, serve, start, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

/** A sandbox started by its command line within this process, and the lines that it printed after its banner. */
const command = async (...given: readonly string[]) => {
  const printed: string[] = []
  const terminal = {
    out: (text: string) => void printed.push(text),
    err: (text: string) => void printed.push(`! ${text}`),
    colors: createColors(true),
  }
  const ended = await runCommandLine(['sandbox', '--port', '0', ...given], terminal)
  if ('exitCode' in ended) throw new Error(printed.join('\n'))
  onTestFinished(async () => void (await ended.server.close()))
  const coloured = () => printed.slice(1)
  const lines = () => coloured().map((line) => stripVTControlCharacters(line).replace(/\d+ ms$/, 'N ms'))
  return { ...ended.server, coloured, lines }
}

describe('a line for each request', () => {
  it('has the status, the code, the ids that the path has not, and the time', async () => {
    const server = await command()
    const receipt_id = String((await ask(server, 'POST /payments', { ...order, pay: true })).body['receipt_id'])
    await send(server, `GET /receipt/${receipt_id}`)
    await send(server, 'POST /cancel', { receipt_id, cancel_id: 'c-1' })
    await send(server, 'POST /cancel', { receipt_id, cancel_id: 'c-2' })
    await send(server, 'DELETE /nothing?x=1')
    expect(server.lines().filter((line) => !line.startsWith('webhook'))).toEqual([
      `GET  /receipt/${receipt_id} 200 order_id=order-1 N ms`,
      `POST /cancel 200 receipt_id=${receipt_id} order_id=order-1 cancel_id=c-1 N ms`,
      `POST /cancel 400 RC_ALREADY_CANCELLED receipt_id=${receipt_id} cancel_id=c-2 N ms`,
      'DELETE /nothing 404 ROUTE_NOT_FOUND N ms',
    ])
  })

  it('says how long it took, the latency too', async () => {
    const server = await command('--latency', '60')
    await send(server, 'GET /receipt/none')
    const [, took] = /(\d+) ms/.exec(stripVTControlCharacters(server.coloured()[0] ?? '')) ?? []
    expect(Number(took)).toBeGreaterThanOrEqual(59)
  })

  it.each(Object.entries(sandboxFaults).filter(([, { on }]) => on === 'request'))(
    'names the fault %s at once, also where no answer comes',
    async (fault) => {
      const server = await command()
      await ask(server, 'POST /faults', { fault })
      await send(server, 'GET /receipt/none', undefined, { signal: AbortSignal.timeout(1_000) })
        .then((response) => response.text())
        .catch(() => undefined)
      const [line = '', ...others] = server.lines().map((line) => line.replace(' RC_NOT_FOUND', ''))
      expect(others).toEqual([])
      expect(line).toMatch(/^GET {2}\/receipt\/none (broken|held|\d{3}) fault=\w+ N ms$/)
      expect(line).toContain(`fault=${fault} `)
    },
  )

  it('prints no secret and nothing that a terminal would obey', async () => {
    const server = await command()
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
    await send(server, `GET /billing_key/${billing_key}`)
    await send(server, `GET /billing_keys/${billing_key}`)
    await send(server, 'POST /request/token', server.sandbox.credentials)
    await send(server, 'POST /cancel', { receipt_id: '\u001b[2J\n\u202eid', cancel_id: 'x'.repeat(500) })
    const text = server.lines().join('\n')
    for (const secret of [billing_key, '5570111122221074', '901014', 'sandbox_private_key', basic.slice(6)])
      expect(text).not.toContain(secret)
    expect(
      server
        .lines()
        .slice(1)
        .filter((line) => !line.startsWith('webhook')),
    ).toEqual([
      'GET  /billing_key/*** 200 N ms',
      'GET  /billing_keys/*** 404 ROUTE_NOT_FOUND N ms',
      'POST /request/token 200 N ms',
      `POST /cancel 404 RC_NOT_FOUND receipt_id=·[2J··id cancel_id=${'x'.repeat(79)}… N ms`,
    ])
  })

  it('is coloured on a terminal alone, and not under NO_COLOR', () => {
    const written = (isTTY: boolean, env: Record<string, string>) => {
      const texts: string[] = []
      const output = { isTTY, write: (text: string) => texts.push(text) }
      const terminal = createTerminal({ stdout: output, stderr: output, env })
      terminal.out(terminal.colors.red('400'))
      return texts
    }
    expect(written(true, {})).toEqual(['\u001b[31m400\u001b[39m\n'])
    for (const plain of [written(false, {}), written(true, { NO_COLOR: '1' }), written(true, { TERM: 'dumb' })])
      expect(plain).toEqual(['400\n'])
  })
})

describe('a line for each webhook', () => {
  const pay = (server: { url: string }, order_id = 'order-1') =>
    ask(server, 'POST /payments', { ...order, order_id, pay: true }).then(({ body }) => String(body['receipt_id']))

  it('says what the shop answered, and when it comes again', async () => {
    const answers = [
      [200, '{"success":true}'],
      [500, ''],
      [200, 'OK'],
    ] as const
    let count = 0
    const shop = await listen((_, outgoing) => {
      const [status, text] = answers[count++] ?? [404, '']
      outgoing.writeHead(status).end(text)
    })
    const server = await command('--webhook-url', `${shop}/hook?token=s3cret`)
    const ids = [await pay(server), await pay(server, 'order-2'), await pay(server, 'order-3')]
    const tail = (index: number) => `receipt_id=${ids[index] ?? ''} order_id=order-${String(index + 1)} ${shop}/hook`
    await vi.waitFor(() => {
      expect(server.lines()).toEqual([
        `webhook PAYMENT_COMPLETED 200 ${tail(0)}`,
        `webhook PAYMENT_COMPLETED 500 refused, again in 1 min ${tail(1)}`,
        `webhook PAYMENT_COMPLETED 200 without {"success": true}, again in 1 min ${tail(2)}`,
      ])
    }, 5_000)
  })

  it('says that one is kept, that nobody was there, and begins anew after a reset', async () => {
    const server = await command('--clock', 'manual')
    const receipt_id = await pay(server)
    const ids = `receipt_id=${receipt_id} order_id=order-1`
    const kept = `webhook PAYMENT_COMPLETED kept, it has no address (--webhook-url, or the page) ${ids}`
    await vi.waitFor(() => {
      expect(server.lines()).toEqual([kept])
    }, 5_000)
    await ask(server, 'PUT /webhook-address', { url: 'http://user:pw@127.0.0.1:1/hook' })
    await ask(server, 'POST /webhooks/webhook-1/redeliver')
    const lost = `webhook PAYMENT_COMPLETED no connection, again in 1 min ${ids} http://127.0.0.1:1/hook`
    await vi.waitFor(() => {
      expect(server.lines()).toEqual([kept, lost])
    }, 5_000)
    await ask(server, 'POST /reset')
    await pay(server)
    await vi.waitFor(() => {
      expect(server.lines()).toEqual([kept, lost, kept])
    }, 5_000)
  })
})

describe('a reader that goes away', () => {
  it('does not end it', async () => {
    const sandbox = await startSandboxForTest()
    sandbox.process.stdout?.destroy()
    for (let index = 0; index < 5; index += 1) {
      expect((await send(sandbox, 'GET /receipt/none')).status).toBe(404)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await sandbox.stop()).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('--quiet', () => {
  it('prints the banner alone', async () => {
    const server = await command('--quiet')
    await ask(server, 'POST /payments', { ...order, pay: true })
    await send(server, 'GET /receipt/none')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(server.lines()).toEqual([])
  })
})

describe('the port', () => {
  it.each([
    [['-p', '0'], {}],
    [['-p0'], {}],
    [['-p=0'], {}],
    [['--port', '0'], { PORT: '1' }],
    [[], { PORT: '0' }],
  ])('%j with %j', async (given, env) => {
    const running = start(['sandbox', ...given], env as Record<string, string>)
    onTestFinished(async () => {
      running.process.kill('SIGKILL')
      await running.finished
    })
    await vi.waitFor(() => {
      expect(running.printed()).toMatch(/status page +http:\/\/127\.0\.0\.1:\d{4,5}\//)
    }, 10_000)
    expect(running.printed()).not.toContain(':4242/')
  })

  it('of the environment is checked too', async () => {
    const { code, stderr } = await start(['sandbox'], { PORT: 'http' }).finished
    expect([code, stderr]).toEqual([
      1,
      'bootpay-fp sandbox: PORT of the environment takes a whole number from 0 to 65535, not "http"\n',
    ])
  })
})

describe('--seed-file', () => {
  const fixture = async (folder: string): Promise<string> => {
    const made = await serve()
    await ask(made, 'POST /payments', { ...order, order_id: 'seeded', pay: true })
    const file = join(folder, 'fixture.json')
    writeFileSync(file, JSON.stringify(made.sandbox.export()))
    return file
  }

  it('is what it begins with, and what a reset goes back to; it is never written', async () => {
    const folder = scratch()
    const seedFile = await fixture(folder)
    const before = readFileSync(seedFile, 'utf8')
    const server = await serve({ seedFile })
    const orders = () => server.sandbox.state().receipts.map(({ order_id }) => order_id)
    await ask(server, 'POST /payments', { ...order, pay: true })
    expect(orders()).toEqual(['seeded', 'order-1'])
    await ask(server, 'POST /reset')
    expect(orders()).toEqual(['seeded'])
    await server.close()
    expect(readFileSync(seedFile, 'utf8')).toBe(before)
  })

  it('begins a state file that is not there yet, and leaves alone one that is', async () => {
    const folder = scratch()
    const [seedFile, stateFile] = [await fixture(folder), join(folder, 'state.json')]
    const orders = async (options: Partial<ServerOptions>, order_id: string) => {
      const server = await serve(options)
      await ask(server, 'POST /payments', { ...order, order_id })
      const ids = server.sandbox.state().receipts.map((receipt) => receipt.order_id)
      await server.close()
      return ids
    }
    expect(await orders({ seedFile, stateFile }, 'first')).toEqual(['seeded', 'first'])
    expect(await orders({ seedFile, stateFile }, 'second')).toEqual(['seeded', 'first', 'second'])
  })

  it.each([
    ['none.json', undefined, /^there is no \S+none\.json\. Give another one with --seed-file\.$/],
    ['text.json', 'text', /is not a state of the sandbox: it holds no JSON object\. Give another one/],
    ['old.json', '{"version":0}', /cannot be used: state has version 0.* Give another one with --seed-file\.$/],
  ])('refuses %s', async (name, text, message) => {
    const seedFile = join(scratch(), name)
    if (text !== undefined) writeFileSync(seedFile, text)
    const failed = serve({ seedFile }).then(isComplaint, (error: unknown) => (error as Error).message)
    expect(await failed).toMatch(message)
    expect(existsSync(seedFile)).toBe(text !== undefined)
  })
})

describe('--open', () => {
  it.runIf(platform() === 'linux')(
    'hands the page’s address to xdg-open, as one word and without a shell',
    async () => {
      const folder = scratch()
      const heard = join(folder, 'heard')
      writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s|' "$@" > '${heard}'\n`)
      chmodSync(join(folder, 'xdg-open'), 0o755)
      const PATH = [folder, process.env['PATH'] ?? ''].join(delimiter)
      const running = start(['sandbox', '--port', '0', '--open'], { PATH })
      onTestFinished(async () => {
        running.process.kill('SIGKILL')
        await running.finished
      })
      await vi.waitFor(() => {
        const [, url] = /status page +(http\S+)/.exec(running.printed()) ?? []
        expect(readFileSync(heard, 'utf8')).toBe(`${String(url)}|`)
      }, 10_000)
    },
  )

  it('is silent where there is no browser', async () => {
    const sandbox = await startSandboxForTest(['--open'])
    expect((await fetch(`${sandbox.url}_sandbox`)).status).toBe(200)
    expect(await sandbox.stop()).toMatchObject({ code: 0, stderr: '' })
  })
})
