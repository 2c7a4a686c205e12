import { describe, expect, it } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { sandboxArguments } from '../../src/cli/command.js'
import { curl } from './curl.js'
import { listen, send, start, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

const run = (given: readonly string[], env?: Record<string, string>) => start(given, env).finished

describe('bootpay-fp', () => {
  it('says what it can do, and its version', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/COMMANDS\s+sandbox/),
      stderr: '',
    })
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' })
    expect(await run([])).toMatchObject({ code: 1, stderr: expect.stringContaining('COMMANDS') })
    expect(await run(['nothing'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no command nothing'),
    })
  })
})

describe('bootpay-fp sandbox', () => {
  it('--help names every option', async () => {
    const { code, stdout, stderr } = await run(['sandbox', '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const name of Object.keys(sandboxArguments)) expect(stdout).toContain(`--${name}=`)
  })

  it.each([
    [['--prot', '1'], '--prot is not known here'],
    [['--port', '1', 'extra'], 'extra is not known here'],
    [['--faults=nothing'], '"nothing" is no fault'],
    [['--host', '203.0.113.1', '--port', '0'], 'this machine has no address 203.0.113.1'],
    [['--state', '/none/at/all.json'], 'there is no folder /none/at'],
  ])('%j is a message and no stack', async (given, message) => {
    const { code, stdout, stderr } = await run(['sandbox', ...given])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.each([
    [['--basic-everywhere', '--partial-cancel-status', '20'], { basicEverywhere: true, partialCancelStatus: 20 }],
    [['--partial-cancel-status=20', '--basic-everywhere'], { basicEverywhere: true, partialCancelStatus: 20 }],
    [['--basic-everywhere', 'no'], { basicEverywhere: false, partialCancelStatus: 1 }],
  ])('%j decides how it answers', async (given, switches) => {
    const sandbox = await startSandboxForTest(given)
    expect(await (await fetch(`${sandbox.url}_sandbox/switches`)).json()).toEqual(switches)
  })

  it('says so when its port is taken', async () => {
    const { port } = new URL(await listen(() => undefined))
    expect(await run(['sandbox', '--port', port])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`port ${port} is taken: choose another one with --port`),
    })
  })

  it('prints where it is, its credentials, and lines for curl that work', async () => {
    const sandbox = await startSandboxForTest()
    const printed = sandbox.printed()
    for (const text of [sandbox.baseUrl, 'sandbox_application_id', 'sandbox_private_key', 'sandbox_secret_key'])
      expect(printed).toContain(text)
    const lines = printed.match(/(?<=^ {2})curl .+$/gm) ?? []
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      const answer: unknown = await (await curl(`${line} --fail`)).json()
      expect([answer].flat()).toMatchObject([{ order_id: 'order-1', status: 1, order_name: '스웨터' }])
    }
  })

  it('is plain away from a terminal, and coloured when asked', async () => {
    const coloured = (text: string) => text.includes('\u001b')
    expect(coloured((await run(['sandbox', '--help'])).stdout)).toBe(false)
    expect(coloured((await run(['sandbox', '--help'], { FORCE_COLOR: '1' })).stdout)).toBe(true)
    expect(coloured((await run(['sandbox', '--help'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout)).toBe(false)
    expect(coloured((await startSandboxForTest()).printed())).toBe(false)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends on %s, also while requests hang and a page listens', async (signal) => {
    const sandbox = await startSandboxForTest(['--faults', 'slow_before=1'])
    const hanging = send(sandbox, 'GET /receipt/none').catch((error: unknown) => error)
    const events = await fetch(`${sandbox.url}_sandbox/events`)
    const begin = performance.now()
    sandbox.process.kill(signal)
    expect(await sandbox.finished).toMatchObject({ code: 0, stderr: '' })
    expect(performance.now() - begin).toBeLessThan(2_000)
    expect(await hanging).toBeInstanceOf(TypeError)
    await events.text().catch(() => undefined)
  })
})
