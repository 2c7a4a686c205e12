import { createServer } from 'node:http'

import { serve } from 'srvx'

/**
 * Serves the sandbox on loopback behind two doors: one that works, and one that carries a request out and then loses the
 * answer, as a network does on a bad day until it is mended. A third address has nobody behind it.
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 */
export const openDoors = async (sandbox) => {
  const server = serve({ fetch: (request) => sandbox.fetch(request), hostname: '127.0.0.1', port: 0, silent: true })
  await server.ready()

  let isMended = false
  const lossy = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const init = {
        method: request.method ?? 'GET',
        headers: { authorization: request.headers.authorization ?? '' },
        body: Buffer.concat(chunks).toString(),
      }
      const { body, ...head } = init
      const options = init.method === 'GET' ? head : init
      void sandbox.fetch(`http://127.0.0.1${request.url ?? ''}`, options).then(async (answer) => {
        if (isMended) response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
        else request.socket.destroy()
      })
    })
  })
  await new Promise((resolve) => lossy.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = /** @type {import('node:net').AddressInfo} */ (lossy.address())

  const nobody = createServer()
  await new Promise((resolve) => nobody.listen(0, '127.0.0.1', () => resolve(undefined)))
  const closed = /** @type {import('node:net').AddressInfo} */ (nobody.address())
  await new Promise((resolve) => nobody.close(resolve))

  return {
    works: `${(server.url ?? '').replace(/\/$/, '')}/v2`,
    loses: `http://127.0.0.1:${address.port}/v2`,
    mends: () => {
      isMended = true
      return `http://127.0.0.1:${address.port}/v2`
    },
    nobody: `http://127.0.0.1:${closed.port}/v2`,
    close: async () => {
      lossy.closeAllConnections()
      lossy.close()
      await server.close(true)
    },
  }
}
