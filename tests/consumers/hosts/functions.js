const context = `
const { confirmAndVerify, createContext, receiveWebhook } = require('bootpay-fp')

const ctx = createContext({
  credentials: { client_key: process.env.BOOTPAY_CLIENT_KEY, secret_key: process.env.BOOTPAY_SECRET_KEY },
  baseUrl: process.env.BOOTPAY_BASE_URL,
})
const confirm = async (receipt_id, order_id) => {
  const result = await confirmAndVerify(ctx, { receipt_id, order_id, price: 39_000 })()
  return result._tag === 'Right' ? [200, { state: 'paid' }] : [402, { state: 'not paid' }]
}
const on = { PAYMENT_COMPLETED: () => undefined }
`

/** As a function of Firebase or Google Cloud is written, and run by what runs it there. */
const firebase = `${context}
exports.pay = async (request, response) => {
  if (request.path === '/webhook') {
    const input = { body: request.rawBody, contentType: request.get('content-type') }
    const answer = await receiveWebhook(ctx, input, { on })
    return response.status(answer.status).send(answer.body)
  }
  const [status, body] = await confirm(request.body.receipt_id, request.body.order_id)
  return response.status(status).json(body)
}
`

const lambda = `${context}
exports.handler = async ({ rawPath, body, headers }) => {
  if (rawPath === '/webhook') {
    const answer = await receiveWebhook(ctx, { body, contentType: headers['content-type'] }, { on })
    return { statusCode: answer.status, body: JSON.stringify(answer.body) }
  }
  const { receipt_id, order_id } = JSON.parse(body || '{}')
  const [statusCode, answer] = await confirm(receipt_id, order_id)
  return { statusCode, body: JSON.stringify(answer) }
}
`

/** A function URL: hands each request to the handler as an event, as AWS does. */
const functionUrl = `
const { createServer } = require('node:http')
const { handler } = require('./index.js')

if (process.features.require_module) throw new Error('require takes ES modules here, and on AWS it does not')
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const answer = await handler({ rawPath: request.url, body, headers: request.headers })
  response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(answer.body)
})
server.listen(Number(process.env.PORT))
process.once('SIGTERM', () => server.close())
`
const manifest = JSON.stringify({ private: true, type: 'commonjs', main: 'index.js' })

/** @type {readonly import('../hosts.js').Host[]} */
export const hosts = [
  {
    name: 'Firebase-style, exports.pay',
    folder: 'tools',
    files: { 'package.json': manifest, 'index.js': firebase },
    steps: [],
    serves: ['@google-cloud/functions-framework/build/src/main.js', '--target=pay'],
  },
  {
    name: 'Lambda, require without ES modules',
    folder: 'tools',
    files: { 'package.json': manifest, 'index.js': lambda, 'url.js': functionUrl },
    // AWS sets this flag on nodejs20.x and nodejs22.x.
    flags: ['--no-experimental-require-module'],
    steps: [],
    serves: ['./url.js'],
  },
]
