import { Redis } from 'ioredis'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStorage, type Storage } from 'unstorage'
import httpDriver from 'unstorage/drivers/http'
import memoryDriver from 'unstorage/drivers/memory'
import redisDriver from 'unstorage/drivers/redis'
import { createStorageServer } from 'unstorage/server'

import { redisMissing, startRedis } from '../support/redis.js'

/** Something that processes share, and what lies in it as it sees it itself. */
export type Shared = {
  /** How another process reaches it: the options of the driver. */
  readonly options: Readonly<Record<string, unknown>>
  readonly storage: Storage
  readonly keys: () => Promise<readonly string[]>
  readonly plant: (key: string, text: string) => Promise<unknown>
  readonly secondsLeft: (key: string) => Promise<number>
  readonly clear: () => Promise<unknown>
  readonly stop: () => Promise<void>
}

export type Backend = {
  readonly name: string
  /** The name of its driver in unstorage. */
  readonly driver: string
  /** Why it cannot run here. */
  readonly missing?: string | undefined
  readonly start: () => Promise<Shared>
  /** A storage of which nothing answers. */
  readonly gone: () => Storage
}

const redis: Backend = {
  name: 'Redis',
  driver: 'redis',
  missing: redisMissing,
  start: async () => {
    const { url, stop } = await startRedis()
    const client = new Redis(url)
    const storage = createStorage({ driver: redisDriver({ url }) })
    return {
      options: { url },
      storage,
      keys: () => client.keys('*'),
      plant: (key, text) => client.set(key, text),
      secondsLeft: (key) => client.ttl(key),
      clear: () => client.flushall(),
      stop: async () => {
        await storage.dispose()
        await client.quit()
        await stop()
      },
    }
  },
  gone: () =>
    createStorage({
      driver: redisDriver({ url: 'redis://127.0.0.1:1', maxRetriesPerRequest: 0, retryStrategy: () => null }),
    }),
}

const http: Backend = {
  name: 'storage server',
  driver: 'http',
  start: async () => {
    const memory = memoryDriver()
    const ends = new Map<string, number>()
    const kept = createStorage({
      driver: {
        ...memory,
        setItem: (key, value, options: { ttl?: number }) => {
          ends.set(key, Date.now() + (options.ttl ?? Infinity) * 1_000)
          return memory.setItem?.(key, value, options)
        },
      },
    })
    const server = createServer(createStorageServer(kept).handle).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const options = { base: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }
    return {
      options,
      storage: createStorage({ driver: httpDriver(options) }),
      keys: () => kept.getKeys(),
      plant: (key, text) => kept.setItem(key, text),
      secondsLeft: (key) => Promise.resolve(((ends.get(key) ?? NaN) - Date.now()) / 1_000),
      clear: () => kept.clear(),
      stop: async () => {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      },
    }
  },
  gone: () => createStorage({ driver: httpDriver({ base: 'http://127.0.0.1:1' }) }),
}

/** Runs everywhere, and where one is installed over the real thing as well. */
export const backends: readonly Backend[] = [http, redis]
