import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

import { creates, using } from './support/serve.js'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.each(creates)('%s', (name, create) => {
  const { serve } = using(create)

  test('close waits for the answer on its way, then leaves no connection open', async () => {
    const { fetch, origin, sockets } = await serve((_, response) => {
      setTimeout(() => response.end('{}'), 100)
    })
    const call = fetch(origin)
    await pause(30)
    const closing = fetch.close()
    expect(await (await call).text()).toBe('{}')
    await closing
    await pause(20)
    expect(sockets.size).toBe(0)
  })

  test('close may be called again, and waits as long', async () => {
    const fetch = create()
    await Promise.all([fetch.close(), fetch.close()])
    await fetch.close()
  })

  test('a call after close is rejected and not sent', async () => {
    const { fetch, origin, accepted } = await serve((_, response) => response.end('{}'))
    await fetch.close()
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'UND_ERR_CLOSED' })
    expect(accepted()).toBe(0)
  })

  test('it is disposable', async () => {
    const { origin, sockets } = await serve((_, response) => response.end('{}'))
    const fetch = create()
    await (await fetch(origin)).text()
    expect(sockets.size).toBe(1)
    await fetch[Symbol.asyncDispose]()
    await pause(20)
    expect(sockets.size).toBe(0)
  })

  test('an idle connection keeps no process alive, closed or not', async () => {
    const { origin } = await serve((_, response) => response.end('{}'))
    const script = `
    import { ${name} } from './dist/${name.replace('Fetch', '')}.js'
    const fetch = ${name}({ keepAliveTimeout: 60_000 })
    console.log(await (await fetch('${origin}')).text())
  `
    const start = Date.now()
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 })
    expect((await run).stdout).toBe('{}\n')
    expect(Date.now() - start).toBeLessThan(8_000)
  })
})
