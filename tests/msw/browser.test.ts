import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { RequestFault } from 'bootpay-fp/sandbox'

import { startChromium } from '../support/chromium.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What runs in the page: a sandbox behind msw's worker, and a shop that asks for api.bootpay.co.kr. */
const script = `
  import { cancelPayment, createContext, getReceipt } from 'bootpay-fp'
  import { bootpayHandlers } from 'bootpay-fp/msw'
  import { createSandbox } from 'bootpay-fp/sandbox'
  import { setupWorker } from 'msw/browser'

  const sandbox = createSandbox()
  await setupWorker(...bootpayHandlers(sandbox)).start({ quiet: true, onUnhandledRequest: 'bypass' })
  const ctx = createContext({ credentials: sandbox.credentials, retry: { attempts: 1 }, timeoutMs: 500 })
  const pay = () => {
    const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  window.shop = {
    lookUp: () => getReceipt(ctx, { receipt_id: pay() })(),
    cancel: async (fault) => {
      const receipt_id = pay()
      const before = sandbox.state().cancellations.length
      if (fault) sandbox.failNext(fault, { operation: 'cancelPayment' })
      const { _tag, left, right } = await cancelPayment(ctx, { receipt_id })()
      return { tag: left?._tag ?? _tag, status: right?.status, effects: sandbox.state().cancellations.length - before }
    },
  }
`

type Shop = {
  lookUp: () => Promise<unknown>
  cancel: (fault?: string) => Promise<unknown>
}

const files = async (): Promise<Readonly<Record<string, [type: string, text: string]>>> => {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    define: { __VERSION__: '"0.0.0"' },
    write: false,
  })
  return {
    '/': ['text/html', '<!doctype html><script type="module" src="/shop.js"></script>'],
    '/shop.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/mockServiceWorker.js': [
      'text/javascript',
      readFileSync(`${root}node_modules/msw/lib/mockServiceWorker.js`, 'utf8'),
    ],
  }
}

let server: Server
let page: Page
beforeAll(async () => {
  const served = await files()
  server = createServer(({ url = '/' }, response) => {
    const [type, text] = served[url] ?? ['text/plain', '']
    response.writeHead(url in served ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await startChromium()
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`)
  await page.waitForFunction('window.shop !== undefined')
  return () => browser.close()
}, 60_000)
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const run = <Name extends keyof Shop>(name: Name, ...given: Parameters<Shop[Name]>): Promise<unknown> =>
  page.evaluate(
    ([method, argument]) => {
      const { shop } = window as unknown as { shop: Record<string, (fault?: string) => Promise<unknown>> }
      return shop[method ?? '']?.(argument)
    },
    [name, given[0]] as const,
  )

describe('bootpayHandlers in Chromium, by msw’s worker', () => {
  it('answer for api.bootpay.co.kr', async () => {
    expect(await run('lookUp')).toMatchObject({ _tag: 'Right', right: { order_id: 'order-1', status: 1 } })
    expect(await run('cancel')).toEqual({ tag: 'Right', status: 20, effects: 1 })
  })

  it.each([
    ['reset_after', 'OutcomeUnknown', 1],
    ['reset_before', 'OutcomeUnknown', 0],
    ['bad_gateway_after', 'OutcomeUnknown', 1],
    ['cut_end', 'OutcomeUnknown', 1],
    ['cut_reset', 'OutcomeUnknown', 1],
    ['slow_after', 'OutcomeUnknown', 1],
    ['too_many_requests', 'ApiError', 0],
  ] as const)('pass %s on', async (fault: RequestFault, tag, effects) => {
    expect(await run('cancel', fault)).toMatchObject({ tag, effects })
  })
})
