// node examples/shop/server.js: a shop to click through, with an embedded Bootpay. No account, no framework.
// With BOOTPAY_SANDBOX=http://127.0.0.1:4242 it pays in the window of `npx bootpay-fp sandbox`.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

import { createShop } from './shop.js'

const files = new Map([
  ['/', ['index.html', 'text/html']],
  ['/style.css', ['style.css', 'text/css']],
  ['/page.js', ['page.js', 'text/javascript']],
])

const sandbox = process.env['BOOTPAY_SANDBOX']?.replace(/\/$/, '')
const from = sandbox ? ` ${sandbox}` : ''
const script = sandbox ? `<script src="${sandbox}/bootpay.js"></script>` : ''
const shop = createShop(sandbox)
/** One action after the other. @type {Promise<unknown>} */
let before = Promise.resolve()

/** The receipt id in a body: the one thing that the buyer's browser may say. @param {import('node:http').IncomingMessage} request */
const paidIn = async (request) => {
  let body = ''
  for await (const part of request) if ((body += part).length > 1_000) return undefined
  const [id] = /[0-9a-f]{24}/.exec(body) ?? []
  return id
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<[number, string, string | Buffer]>} */
const answer = async (request) => {
  const { method, url = '/', headers } = request
  const [name = '', type = ''] = files.get(url) ?? []
  if (method === 'GET' && name) {
    const file = await readFile(new URL(`public/${name}`, import.meta.url), 'utf8')
    return [200, type, file.replace('<!-- bootpay -->', script)]
  }
  if (method === 'GET' && url === '/state') return [200, 'application/json', JSON.stringify(shop.state())]
  const action = url.slice('/act/'.length)
  // A page of another site cannot set a content type, so it cannot click here.
  const isOurs = headers['content-type'] === 'application/json'
  if (method === 'POST' && url.startsWith('/act/') && isOurs && shop.has(action)) {
    const paid = sandbox ? await paidIn(request) : undefined
    const acted = before.then(() => shop.act(action, paid))
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
        'content-security-policy': `default-src 'self'${from}; img-src 'self' data:`,
      }
      response.writeHead(status, headers).end(body)
    })
})
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  console.log(`상점이 열렸습니다: http://127.0.0.1:${port}`)
})
