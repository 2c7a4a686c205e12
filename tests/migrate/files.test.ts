import * as sdk from 'bootpay-fp'
import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'
import { build } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from 'srvx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { complaintsOf, createConsumer, programOf, runNode } from '../docs/support/consumer.js'
import { ROOT } from '../docs/support/markdown.js'
import { turn } from './support.js'

const FOLDER = 'tests/fixtures/migrate'
const read = (name: string) => readFileSync(join(ROOT, FOLDER, name), 'utf8')
const files = readdirSync(join(ROOT, FOLDER, 'before'), { recursive: true, encoding: 'utf8' }).filter((it) =>
  /\.[jt]s$/.test(it),
)
/** The file whose keys others use. */
const shared = ['/shop/bootpay.config.ts']

describe('a file as shops write it', () => {
  test.each(files)('%s becomes what stands in after/', (name) => {
    expect(turn(read(`before/${name}`), `/shop/${name}`, shared).output).toBe(read(`after/${name}`))
  })

  test.each(files)('%s is not changed a second time', (name) => {
    expect(turn(read(`after/${name}`), `/shop/${name}`, shared).output).toBe(read(`after/${name}`))
  })

  test.each(files)('%s becomes the same with tabs and the ends of lines of Windows', (name) => {
    const foreign = (text: string) =>
      text.replaceAll('\n', '\r\n').replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2))
    // The lists of a comment are moved by one blank, which is no step.
    expect(turn(foreign(read(`before/${name}`)), `/shop/${name}`, shared).output).toBe(foreign(read(`after/${name}`)))
  })
})

const consumer = createConsumer(['fp-ts', '@types', '@bootpay'])
afterAll(consumer.remove)
for (const side of ['before', 'after'])
  for (const name of files) consumer.write(`${side}/${name}`, read(`${side}/${name}`))

// As a shop that says nothing of modules: what is imported by default is what a compiler makes of it.
for (const side of ['before', 'after']) consumer.write(`${side}/package.json`, '{}')

test('what they become compiles, as strictly as can be', () => {
  const declarations = consumer.write('modules.d.ts', read('modules.d.ts'))
  const typed = files.filter((name) => name.endsWith('.ts')).map((name) => consumer.path(`after/${name}`))
  expect(
    complaintsOf(
      programOf(consumer, [declarations, ...typed], {
        experimentalDecorators: true,
        skipLibCheck: true,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      }),
    ),
  ).toEqual([])
})

describe('what they become gives what they gave, over HTTP', () => {
  const sandboxes = new Map<string, Sandbox>()
  const server = serve({
    fetch: async (request) => {
      const [, id = ''] = new URL(request.url).pathname.split('/')
      const answer = await sandboxes
        .get(id)
        ?.fetch(request)
        .catch(() => undefined)
      // An answer that is lost is a connection that ends.
      if (answer === undefined) request.runtime?.node?.req.socket.destroy()
      return answer ?? Response.error()
    },
    hostname: '127.0.0.1',
    port: 0,
    silent: true,
  })
  beforeAll(() => server.ready())
  afterAll(() => server.close(true))

  /** A program that uses a file, and what it needs of the sandbox; both sides print the same. */
  const programs: Readonly<
    Record<
      string,
      {
        readonly code: string
        readonly given?: (sandbox: Sandbox) => object | Promise<object>
        readonly printed: unknown
      }
    >
  > = {
    'express-route.js': {
      given: ({ browser }) => ({ waiting: order(browser, { separately_confirmed: true }), paid: order(browser, {}) }),
      code: `await load()
        const { handlers } = express
        const ask = async (path, body) => {
          const answer = { status: 200 }
          const res = { status: (status) => ((answer.status = status), res), json: (body) => ((answer.body = body), res), end: () => res }
          await handlers[path]({ body }, res)
          return answer
        }
        print(
          await ask('/payments/confirm', { receipt_id: waiting, order_id: 'o' }),
          await ask('/payments/confirm', { receipt_id: '000000000000000000000000', order_id: 'o' }),
          await ask('/payments/cancel', { receipt_id: paid, price: 9000, reason: '변심' }),
          await ask('/payments/cancel', { receipt_id: '000000000000000000000000', price: 9000, reason: '변심' }),
        )`,
      printed: [
        { status: 200, body: { status: 1, price: 39000 } },
        { status: 400, body: { code: 'RC_NOT_FOUND', message: expect.any(String) } },
        { status: 200, body: { cancelled: 9000 } },
        { status: 404 },
      ],
    },
    'next-route.ts': {
      given: ({ browser }) => ({ paid: order(browser, {}) }),
      code: `const { GET, DELETE } = await load()
        const of = async (response) => [response.status, await response.json()]
        print(
          await of(await GET(new Request('https://shop.example/?receipt_id=' + paid))),
          await of(await GET(new Request('https://shop.example/?receipt_id=000000000000000000000000'))),
          await of(await DELETE(new Request('https://shop.example/', { method: 'DELETE', body: JSON.stringify({ receipt_id: paid }) }))),
        )`,
      printed: [
        [200, { order_id: 'order-1024', price: 39000, status: 1 }],
        [404, { code: 'RC_NOT_FOUND', message: expect.any(String) }],
        [200, { cancelled: 39000 }],
      ],
    },
    'webhook.ts': {
      given: ({ browser }) => ({ paid: order(browser, {}) }),
      code: `const { receive } = await load()
        print(
          await receive({ receipt_id: paid, order_id: 'order-1024', status: 1 }),
          await receive({ receipt_id: paid, order_id: 'order-1', status: 1 }),
        )`,
      printed: ['OK', 'FAIL'],
    },
    'subscriptions.cron.ts': {
      given: async (sandbox) => {
        const billing_key = await issued(sandbox)
        // The first charge is made, and its answer is lost.
        sandbox.failNext('reset_after', { operation: 'chargeBillingKey' })
        return { billing_key }
      },
      code: `const { charge, end } = await load()
        const lost = await charge([{ id: 's-3', billing_key, price: 9900, cycle: '2026-11' }])
        const paid = await charge([
          { id: 's-1', billing_key, price: 9900, cycle: '2026-11' },
          { id: 's-1', billing_key, price: 9900, cycle: '2026-11' },
          { id: 's-2', billing_key: '000000000000000000000000', price: 9900, cycle: '2026-11' },
        ])
        print(paid, lost, await end(billing_key))`,
      printed: [
        [
          { id: 's-1', state: 'paid' },
          { id: 's-1', state: 'refused', code: expect.stringMatching(/^[A-Z_]+$/) },
          { id: 's-2', state: 'refused', code: expect.stringMatching(/^[A-Z_]+$/) },
        ],
        [{ id: 's-3', state: 'unknown' }],
        true,
      ],
    },
    'payment-gateway.js': {
      given: ({ browser }) => ({ paid: order(browser, {}) }),
      code: `const { PaymentGateway } = await load()
        const gateway = new PaymentGateway({ applicationId: process.env.BOOTPAY_APPLICATION_ID, privateKey: process.env.BOOTPAY_PRIVATE_KEY })
        const { price } = await gateway.find(paid)
        print(price, await gateway.cancel(paid, 4000, 'cancel-1'), typeof (await gateway.userToken({ id: 'u', name: '홍길동' })))`,
      printed: [39000, 4000, 'string'],
    },
    'chains.js': {
      given: ({ browser }) => ({ paid: order(browser, {}), verified: browser.verifyIdentity() }),
      code: `const chains = await load()
        const statusOf = (id) => new Promise((done) => chains.statusOf(id, (...given) => done(given)))
        print(
          await statusOf(paid),
          await statusOf('000000000000000000000000'),
          await chains.certificateOf(verified),
          await chains.certificateOf('000000000000000000000000').catch((error) => error.message.length > 0),
        )`,
      printed: [[null, '결제완료'], ['RC_NOT_FOUND'], '홍길동', true],
    },
    'client.js': {
      given: ({ browser }) => ({ paid: order(browser, {}) }),
      code: `const { call, getReceipt } = await load()
        print((await getReceipt(paid)).price, (await call('receiptPayment', paid)).price)`,
      printed: [39000, 39000],
    },
    'billing.ts': {
      code: `const { issue, reserve } = await load()
        const { billing_key } = await issue('subscription-8', { card_no: '4000000000000000', card_pw: '00', card_identity_no: '900101', card_expire_year: '30', card_expire_month: '12' })
        print(typeof billing_key, await reserve(billing_key, 'subscription-8-1', new Date(Date.now() + 86400000)))`,
      printed: ['string', true],
    },
    'nest.service.ts': {
      given: ({ browser }) => ({ paid: order(browser, {}) }),
      code: `const { PaymentsService } = await load()
        const payments = new PaymentsService({ get: (name) => ({ ...process.env, NODE_ENV: 'production' })[name] })
        const looked = await payments.receiptOf(paid)
        print(
          [looked.order_id, looked.price],
          await payments.receiptOf('000000000000000000000000').catch((error) => [error.name, error.message.length > 0]),
          (await payments.cancel(paid, '변심')).cancelled_price,
        )`,
      printed: [['order-1024', 39000], ['BadRequestException', true], 39000],
    },
  }

  const order = (browser: Sandbox['browser'], how: object): string => {
    const receipt_id = browser.requestPayment({ order_id: 'order-1024', order_name: '스웨터', price: 39_000, ...how })
    browser.pay(receipt_id)
    return receipt_id
  }
  const issued = async ({ credentials, fetch }: Sandbox): Promise<string> => {
    const ctx = sdk.createContext({ credentials, fetch })
    const key = await sdk.toPromise(
      sdk.issueBillingKey(ctx, {
        pg: 'nicepay',
        order_name: '월간 구독',
        subscription_id: 's',
        card_no: '4000000000000000',
        card_pw: '00',
        card_identity_no: '900101',
        card_expire_year: '30',
        card_expire_month: '12',
      }),
    )
    return key.billing_key
  }

  consumer.write('node_modules/express/package.json', JSON.stringify({ main: 'index.js' }))
  consumer.write(
    'node_modules/express/index.js',
    `exports.handlers = {}
    exports.Router = () => ({ post: (path, handler) => { exports.handlers[path] = handler } })`,
  )
  for (const [name, code] of [
    [
      'common',
      `exports.Injectable = () => () => undefined; exports.Logger = class { error() {} }; exports.BadRequestException = class BadRequestException extends Error { name = 'BadRequestException' }`,
    ],
    ['config', 'exports.ConfigService = class {}'],
  ]) {
    consumer.write(`node_modules/@nestjs/${name}/package.json`, JSON.stringify({ main: 'index.js' }))
    consumer.write(`node_modules/@nestjs/${name}/index.js`, code ?? '')
  }
  /** Runs all programs of a side, one after the other; gives what each printed. */
  const printedOf = async (side: 'before' | 'after'): Promise<Readonly<Record<string, unknown>>> => {
    const steps: string[] = []
    for (const [name, { code, given }] of Object.entries(programs)) {
      const sandbox = createSandbox()
      const id = `${side}-${name.replace(/\W/g, '-')}`
      sandboxes.set(id, sandbox)
      const file = `${side}-js/${name}`
      const isCommonJs = /\brequire\(|import Bootpay from/.test(read(`${side}/${name}`))
      await build({
        entryPoints: [consumer.path(`${side}/${name}`)],
        outfile: consumer.path(`${file}.${isCommonJs ? 'cjs' : 'mjs'}`),
        bundle: true,
        platform: 'node',
        packages: 'external',
        format: isCommonJs ? 'cjs' : 'esm',
        tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
        logLevel: 'error',
      })
      const { application_id, private_key, client_key, secret_key } = sandbox.credentials
      const env = {
        BOOTPAY_APPLICATION_ID: application_id,
        BOOTPAY_PRIVATE_KEY: private_key,
        BOOTPAY_CLIENT_KEY: client_key,
        BOOTPAY_SECRET_KEY: secret_key,
      }
      const values = (await given?.(sandbox)) ?? {}
      steps.push(`{
        address = '${server.url ?? ''}${id}/v2'
        Bootpay.API_ENTRYPOINTS.production = address
        Object.assign(process.env, ${JSON.stringify(env)})
        const print = (...values) => (all['${name}'] = values)
        const { ${['', ...Object.keys(values)].join(' ').trim().replaceAll(' ', ', ')} } = ${JSON.stringify(values)}
        const load = async () => { const file = await import('./${file}.${isCommonJs ? 'cjs' : 'mjs'}'); return { ...file.default, ...file } }
        ${code}
      }`)
    }
    const program = consumer.write(
      `${side}.mjs`,
      `import { Bootpay } from '@bootpay/backend-js'
      import express from 'express'
      const { fetch } = globalThis
      let address
      globalThis.fetch = (url, init) => fetch(String(url).replace('https://api.bootpay.co.kr/v2', address), init)
      console.error = () => undefined
      const all = {}
      ${steps.join('\n')}
      console.log(JSON.stringify(all))`,
    )
    const { stdout, stderr } = await runNode(program)
    expect(stderr).toBe('')
    return JSON.parse(stdout) as Readonly<Record<string, unknown>>
  }

  test.each(['before', 'after'] as const)('%s', { timeout: 60_000 }, async (side) => {
    expect(await printedOf(side)).toEqual(
      Object.fromEntries(Object.entries(programs).map(([name, { printed }]) => [name, printed])),
    )
  })
})
