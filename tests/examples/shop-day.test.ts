import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'

const start = fileURLToPath(new URL('../../examples/shop-day/start.js', import.meta.url))

const run = async (args: string[], env: Record<string, string> = {}) => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [start, ...args], {
      env: { PATH: process.env['PATH'], ...env },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }
  }
}

describe("a shop's day", () => {
  test('goes as it should: no money for a changed price, nothing twice, three failures told apart', async () => {
    const { code, stdout } = await run([])
    expect(stdout).toContain('32 steps, all as they should be')
    expect(stdout).toMatch(/Mismatch price is 100 and not 39000\n +found before the confirm/)
    expect(stdout).toMatch(/AwaitingDeposit at 국민[\s\S]+reconcile +Done/)
    expect(stdout).toContain('8 orders were paid, each of them once')
    expect(stdout).toMatch(/ApiError RC_ALREADY_CANCELLED[\s\S]+NetworkError ECONNREFUSED[\s\S]+OutcomeUnknown/)
    expect(code).toBe(0)
  })

  test('is told without colours where there is no terminal, and with them where they are asked for', async () => {
    const escape = String.fromCharCode(27)
    expect((await run([])).stdout).not.toContain(escape)
    expect((await run([], { FORCE_COLOR: '1' })).stdout).toContain(escape)
  })
})

describe('with keys and a receipt id', () => {
  const seen: unknown[] = []
  const bootpay = createServer((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization])
    const known = request.url?.endsWith(receipt.receipt_id) === true
    response
      .writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(known ? receipt : { error_code: 'RC_NOT_FOUND', message: '없는 영수증입니다' }))
  }).listen(0, '127.0.0.1')
  afterAll(() => bootpay.close())
  const env = () => ({
    BOOTPAY_CLIENT_KEY: 'ck_test',
    BOOTPAY_SECRET_KEY: 'sk_test',
    BOOTPAY_BASE_URL: `http://127.0.0.1:${(bootpay.address() as AddressInfo).port}/v2`,
  })

  test('it looks that receipt up, read-only', async () => {
    const { code, stdout } = await run([receipt.receipt_id], env())
    expect(stdout).toContain('₩1,200')
    expect(code).toBe(0)
    expect(seen).toEqual([['GET', `/v2/receipt/${receipt.receipt_id}`, 'Basic Y2tfdGVzdDpza190ZXN0']])
  })

  test('it says what is wrong when there is no such receipt', async () => {
    const { code, stderr } = await run(['000000000000000000000000'], env())
    expect([code, stderr]).toEqual([1, 'ApiError RC_NOT_FOUND 없는 영수증입니다\n'])
  })

  test('it says what is missing when there are no keys', async () => {
    const { code, stderr } = await run([receipt.receipt_id])
    expect([code, stderr]).toEqual([
      1,
      'CredentialsError give client_key and secret_key, or application_id and private_key\n',
    ])
  })
})
