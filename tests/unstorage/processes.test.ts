import { createContext, getReceipt, sharedTokens } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import { unstorageTokenStore } from 'bootpay-fp/unstorage'
import * as E from 'fp-ts/lib/Either.js'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createStorage } from 'unstorage'
import memoryDriver from 'unstorage/drivers/memory'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { server as msw } from '../support/server.js'
import { installTarball } from '../support/tarball.js'
import { backends, type Shared } from './backends.js'

let baseUrl: string
const tokenRequests: string[] = []
const sandbox = createSandbox()
const { application_id, private_key } = sandbox.credentials
const receipt_id = sandbox.browser.requestPayment({ order_id: 'o-1', order_name: 'n', price: 1000 })

/** A Bootpay over real HTTP that counts the tokens it was asked for. */
const bootpay = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    if (request.url?.endsWith('/request/token')) tokenRequests.push(body)
    const init = {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '' },
      ...(request.method !== 'GET' && { body }),
    }
    void sandbox.fetch(`http://127.0.0.1${request.url ?? ''}`, init).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
    })
  })
})

beforeAll(async () => {
  msw.close()
  await new Promise<void>((resolve) => bootpay.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(bootpay.address() as AddressInfo).port}/v2`
})
afterAll(() => {
  bootpay.closeAllConnections()
  bootpay.close()
})
beforeEach(() => {
  tokenRequests.length = 0
})

const { project } = installTarball()
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
const script = join(project, 'process.mjs')
// Twenty processes that start at once on a small machine need seconds to connect. The store's limit of half a second is
// the subject of tests/core/store.test.ts; here all limits are sixty times as long, so that the machine decides nothing.
writeFileSync(
  script,
  `
  import { createContext, getReceipt, sharedTokens } from 'bootpay-fp'
  import { unstorageTokenStore } from 'bootpay-fp/unstorage'
  const { BASE_URL, APPLICATION_ID, PRIVATE_KEY, RECEIPT, SEAL, DRIVER, OPTIONS } = process.env
  const { createStorage } = await import('${modules}/unstorage/dist/index.mjs')
  const { default: driver } = await import('${modules}/unstorage/drivers/' + DRIVER + '.mjs')
  const { setTimeout } = globalThis
  globalThis.setTimeout = (run, ms, ...given) => setTimeout(run, ms * 60, ...given)
  const storage = createStorage({ driver: driver(JSON.parse(OPTIONS)) })
  const ctx = createContext({
    credentials: { application_id: APPLICATION_ID, private_key: PRIVATE_KEY },
    baseUrl: BASE_URL,
    tokens: sharedTokens(unstorageTokenStore(storage, SEAL ? { sealWith: PRIVATE_KEY } : {})),
  })
  const result = await getReceipt(ctx, { receipt_id: RECEIPT })()
  process.stdout.write(result._tag)
  await storage.dispose()
`,
)

describe.each(backends.map((backend) => [backend.name, backend] as const))('a %s', (_, backend) => {
  const { driver, missing, start: startShared, gone } = backend
  let shared: Shared
  beforeAll(async () => {
    if (missing === undefined) shared = await startShared()
  })
  afterAll(() => (missing === undefined ? shared.stop() : undefined))
  beforeEach(async ({ skip }) => {
    skip(missing !== undefined, missing)
    await shared.clear()
  })

  describe('and twenty processes', () => {
    const run = async (seal = ''): Promise<string> => {
      const env = {
        PATH: process.env['PATH'],
        DRIVER: driver,
        OPTIONS: JSON.stringify(shared.options),
        BASE_URL: baseUrl,
        APPLICATION_ID: application_id,
        PRIVATE_KEY: private_key,
        RECEIPT: receipt_id,
        SEAL: seal,
      }
      return (await promisify(execFile)(process.execPath, [script], { env })).stdout
    }

    test('that ask for one token, once the first has it', { timeout: 60_000 }, async () => {
      const results = [await run(), ...(await Promise.all(Array.from({ length: 19 }, () => run())))]
      expect(results).toEqual(Array.from({ length: 20 }, () => 'Right'))
      expect(tokenRequests).toHaveLength(1)
    })

    test('that share a sealed one just as well, which it never sees', { timeout: 60_000 }, async () => {
      await run('yes')
      const kept = await Promise.all((await shared.keys()).map((key) => shared.storage.getItem(key)))
      expect(kept).toEqual([{ v: 1, sealed: expect.any(String) as string }])
      const results = await Promise.all(Array.from({ length: 5 }, () => run('yes')))
      expect(results).toEqual(Array.from({ length: 5 }, () => 'Right'))
      expect(tokenRequests).toHaveLength(1)
    })
  })

  describe('and a token in it', () => {
    const start = (store = unstorageTokenStore(shared.storage)) =>
      getReceipt(
        createContext({ credentials: { application_id, private_key }, baseUrl, tokens: sharedTokens(store) }),
        { receipt_id },
      )()
    const keyOfToken = async (): Promise<string> => {
      const [key = '', ...others] = await shared.keys()
      expect([key, others]).toEqual([expect.stringMatching(/^bootpay-fp:token:/), []])
      return key
    }

    test('goes when it ends', async () => {
      expect(await start()).toMatchObject(E.right({ receipt_id }))
      const left = await shared.secondsLeft(await keyOfToken())
      expect([left > 1_700, left <= 1_800]).toEqual([true, true])
    })

    test.each([
      'nonsense',
      '{"v":1}',
      '[]',
      '1e3',
      '{"v":1,"key":"x","token":"stolen","expiresAt":9e15}',
      '{"v":1,"sealed":"AAAA"}',
    ])('that is %s counts as none', async (nonsense) => {
      await start()
      await shared.plant(await keyOfToken(), nonsense)
      expect(await start()).toMatchObject(E.right({ receipt_id }))
      expect(await start(unstorageTokenStore(shared.storage, { sealWith: private_key }))).toMatchObject(
        E.right({ receipt_id }),
      )
      expect(tokenRequests).toHaveLength(3)
    })

    test('that was sealed with another key counts as none', async () => {
      await start(unstorageTokenStore(shared.storage, { sealWith: 'another key' }))
      expect(await start(unstorageTokenStore(shared.storage, { sealWith: private_key }))).toMatchObject(
        E.right({ receipt_id }),
      )
      expect(tokenRequests).toHaveLength(2)
    })
  })

  test('that is gone is done without: Bootpay is asked', async () => {
    const store = unstorageTokenStore(gone())
    const ctx = createContext({ credentials: { application_id, private_key }, baseUrl, tokens: sharedTokens(store) })
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(E.right({ receipt_id }))
    expect(tokenRequests).toHaveLength(1)
  })
})

test('a driver that ignores the end of an entry does no harm', async () => {
  const now = { is: Date.now() }
  const store = unstorageTokenStore(createStorage({ driver: memoryDriver() }))
  const start = () =>
    getReceipt(
      createContext({
        credentials: { application_id, private_key },
        baseUrl,
        tokens: sharedTokens(store),
        now: () => now.is,
      }),
      {
        receipt_id,
      },
    )()
  await start()
  now.is += 1_800_000
  expect(await start()).toMatchObject(E.right({ receipt_id }))
  expect(tokenRequests).toHaveLength(2)
})
