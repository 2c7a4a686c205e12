import { createContext, getReceipt } from 'bootpay-fp'
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
import redisDriver from 'unstorage/drivers/redis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { startRedis } from '../support/redis.js'
import { server as msw } from '../support/server.js'
import { installTarball } from '../support/tarball.js'

let redis: Awaited<ReturnType<typeof startRedis>>
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
  redis = await startRedis()
  await new Promise<void>((resolve) => bootpay.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(bootpay.address() as AddressInfo).port}/v2`
})
afterAll(async () => {
  bootpay.closeAllConnections()
  bootpay.close()
  await redis.stop()
})

const storage = () => createStorage({ driver: redisDriver({ url: redis.url }) })

beforeEach(async () => {
  tokenRequests.length = 0
  await storage().clear()
})

describe('twenty processes and one Redis', () => {
  const { project } = installTarball()
  const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
  const script = join(project, 'process.mjs')
  writeFileSync(
    script,
    `
    import { createContext, getReceipt } from 'bootpay-fp'
    import { unstorageTokenStore } from 'bootpay-fp/unstorage'
    const { createStorage } = await import('${modules}/unstorage/dist/index.mjs')
    const { default: redisDriver } = await import('${modules}/unstorage/drivers/redis.mjs')
    const { REDIS, BASE_URL, APPLICATION_ID, PRIVATE_KEY, RECEIPT, SEAL } = process.env
    const storage = createStorage({ driver: redisDriver({ url: REDIS }) })
    const ctx = createContext({
      credentials: { application_id: APPLICATION_ID, private_key: PRIVATE_KEY },
      baseUrl: BASE_URL,
      store: unstorageTokenStore(storage, SEAL ? { sealWith: PRIVATE_KEY } : {}),
    })
    const result = await getReceipt(ctx, { receipt_id: RECEIPT })()
    process.stdout.write(result._tag)
    await storage.dispose()
  `,
  )
  const run = async (seal = ''): Promise<string> => {
    const env = {
      PATH: process.env['PATH'],
      REDIS: redis.url,
      BASE_URL: baseUrl,
      APPLICATION_ID: application_id,
      PRIVATE_KEY: private_key,
      RECEIPT: receipt_id,
      SEAL: seal,
    }
    return (await promisify(execFile)(process.execPath, [script], { env })).stdout
  }

  test('ask for one token, once the first has it', async () => {
    const results = [await run(), ...(await Promise.all(Array.from({ length: 19 }, () => run())))]
    expect(new Set(results)).toEqual(new Set(['Right']))
    expect(tokenRequests).toHaveLength(1)
  })

  test('share a sealed one just as well, and Redis never sees it', async () => {
    await run('yes')
    const kept = await Promise.all((await storage().getKeys()).map((key) => storage().getItem(key)))
    expect(kept).toEqual([{ v: 1, sealed: expect.any(String) as string }])
    const results = await Promise.all(Array.from({ length: 5 }, () => run('yes')))
    expect([new Set(results), tokenRequests.length]).toEqual([new Set(['Right']), 1])
  })
})

describe('a token in Redis', () => {
  const start = (store = unstorageTokenStore(storage())) =>
    getReceipt(createContext({ credentials: { application_id, private_key }, baseUrl, store }), { receipt_id })()

  test('goes when it ends', async () => {
    expect(await start()).toMatchObject(E.right({ receipt_id }))
    const { Redis } = await import('ioredis')
    const client = new Redis(redis.url)
    const [key] = await client.keys('bootpay-fp:token:*')
    const left = await client.ttl(key ?? '')
    await client.quit()
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
    const [key] = await storage().getKeys()
    await storage().setItemRaw(key ?? '', nonsense)
    expect(await start()).toMatchObject(E.right({ receipt_id }))
    expect(await start(unstorageTokenStore(storage(), { sealWith: private_key }))).toMatchObject(
      E.right({ receipt_id }),
    )
    expect(tokenRequests).toHaveLength(3)
  })

  test('that was sealed with another key counts as none', async () => {
    await start(unstorageTokenStore(storage(), { sealWith: 'another key' }))
    expect(await start(unstorageTokenStore(storage(), { sealWith: private_key }))).toMatchObject(
      E.right({ receipt_id }),
    )
    expect(tokenRequests).toHaveLength(2)
  })

  test('is asked for at Bootpay when Redis is gone', async () => {
    const gone = createStorage({
      driver: redisDriver({ url: 'redis://127.0.0.1:1', maxRetriesPerRequest: 0, retryStrategy: () => null }),
    })
    expect(await start(unstorageTokenStore(gone))).toMatchObject(E.right({ receipt_id }))
    expect(tokenRequests).toHaveLength(1)
  })
})

test('a driver that ignores the end of an entry does no harm', async () => {
  const now = { is: Date.now() }
  const store = unstorageTokenStore(createStorage({ driver: memoryDriver() }))
  const start = () =>
    getReceipt(createContext({ credentials: { application_id, private_key }, baseUrl, store, now: () => now.is }), {
      receipt_id,
    })()
  await start()
  now.is += 1_800_000
  expect(await start()).toMatchObject(E.right({ receipt_id }))
  expect(tokenRequests).toHaveLength(2)
})
