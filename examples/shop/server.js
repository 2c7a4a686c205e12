// node examples/shop/server.js: a shop to click through, with an embedded Bootpay. No account, no framework.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

import { createShop } from './shop.js'

const files = new Map([
  ['/', ['index.html', 'text/html']],
  ['/style.css', ['style.css', 'text/css']],
  ['/page.js', ['page.js', 'text/javascript']],
])

const shop = createShop()
/** One action after the other. @type {Promise<unknown>} */
let before = Promise.resolve()

/** @param {import('node:http').IncomingMessage} request @returns {Promise<[number, string, string | Buffer]>} */
const answer = async ({ method, url = '/', headers }) => {
  const [name = '', type = ''] = files.get(url) ?? []
  if (method === 'GET' && name) return [200, type, await readFile(new URL(`public/${name}`, import.meta.url))]
  if (method === 'GET' && url === '/state') return [200, 'application/json', JSON.stringify(shop.state())]
  const action = url.slice('/act/'.length)
  // A page of another site cannot set a content type, so it cannot click here.
  const isOurs = headers['content-type'] === 'application/json'
  if (method === 'POST' && url.startsWith('/act/') && isOurs && shop.has(action)) {
    const acted = before.then(() => shop.act(action))
    before = acted.catch(() => undefined)
    return [200, 'application/json', JSON.stringify(await acted)]
  }
  return [404, 'application/json', '{}']
}

const server = createServer((request, response) => {
  answer(request)
    .catch((error) => {
      console.error(error)
      return /** @type {const} */ ([500, 'application/json', '{}'])
    })
    .then(([status, type, body]) => {
      const headers = {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': "default-src 'self'; img-src 'self' data:",
      }
      response.writeHead(status, headers).end(body)
    })
})
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  console.log(`상점이 열렸습니다: http://127.0.0.1:${port}`)
})
