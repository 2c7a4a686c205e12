import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { installed } from './installed.js'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** What to do where there is no Redis; absent where there is one. */
export const redisMissing = installed(['redis-server'])
  ? undefined
  : 'no redis-server here (apt-get install redis-server, or brew install redis)'

/** Starts a real Redis on a free loopback port, which keeps nothing on disk. */
export const startRedis = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'bootpay-fp-redis-'))
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir])
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => {
      reject(new Error('redis-server ended before it was ready'))
    })
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready to accept connections')) resolve()
    })
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill()
      await once(server, 'exit')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
