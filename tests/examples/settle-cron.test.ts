import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { confirmPayment, createContext } from 'bootpay-fp'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { allowLoopback, buyerPays, endAll, example, openSandbox, run } from './support/start.js'

allowLoopback()
endAll()

const folder = mkdtempSync(join(tmpdir(), 'settle-cron-'))
const queue = join(folder, 'unknown.jsonl')
afterAll(() => {
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  for (const end of ['', '.taken', '.settled', '.people']) rmSync(queue + end, { force: true })
})

type Env = Awaited<ReturnType<typeof openSandbox>>['env']

const lines = (end: string) =>
  readFileSync(queue + end, 'utf8')
    .split('\n')
    .slice(0, -1)
/** A confirm whose answer was lost, as a shop with these keys has put it into the queue. */
const unknown = async (env: Env, receipt_id: string, ago = 0) => {
  const ctx = createContext({
    credentials: { client_key: env.BOOTPAY_CLIENT_KEY, secret_key: env.BOOTPAY_SECRET_KEY },
    baseUrl: env.BOOTPAY_BASE_URL,
    fetch: () => Promise.reject(new TypeError('fetch failed')),
    now: () => Date.now() - ago,
  })
  const result = await confirmPayment(ctx, { receipt_id })()
  if (result._tag === 'Right' || result.left._tag !== 'OutcomeUnknown') throw new Error('it should be unknown')
  return `${JSON.stringify(result.left)}\n`
}

test('a bad day, in fast motion', async () => {
  const { code, stdout } = await run([example('settle-cron/start.js')])
  expect(stdout.split('\n')).toEqual([
    'run 1: 2 done, 0 not done, 1 still unknown, 1 for a person',
    'run 2: 0 done, 0 not done, 1 still unknown, 0 for a person',
    'run 3: 0 done, 1 not done, 0 still unknown, 0 for a person',
    'Done    confirmPayment order-1024 결제완료',
    'Done    cancelPayment order-1026 결제취소',
    'NotDone confirmPayment',
    '',
  ])
  expect(code).toBe(0)
})

test('the job settles a file, and tells a monitor what a person has to look at', async () => {
  const { sandbox, env } = await openSandbox()
  const open = buyerPays(sandbox, 'order-1025', 39_000)
  const paid = sandbox.browser.requestPayment({ order_id: 'order-1024', order_name: '스웨터', price: 39_000 })
  sandbox.browser.pay(paid)
  const known = (await unknown(env, paid)) + (await unknown(env, open, 3_600_000))
  writeFileSync(queue, `${known}not JSON\n{"_tag":"OutcomeUnknown"}\n`)

  const { code, stdout, stderr } = await run([example('settle-cron/cron.js'), queue], env)
  expect(stdout).toBe('1 done, 1 not done, 0 still unknown, 2 for a person to look at\n')
  expect(stderr).toContain(`? confirmPayment Done  receipt_id=${paid}`)
  expect(code).toBe(1)
  expect(lines('.settled').map((line) => JSON.parse(line))).toMatchObject([
    { _tag: 'Done', about: { receipt_id: paid }, receipt: { price: 39_000 } },
    { _tag: 'NotDone', about: { receipt_id: open } },
  ])
  expect(lines('.people')).toHaveLength(2)
  expect(existsSync(queue)).toBe(false)
  expect(existsSync(`${queue}.taken`)).toBe(false)
})

test('what another merchant has sent is for a person: look-ups with these keys would prove nothing', async () => {
  const [ours, theirs] = [await openSandbox(), await openSandbox()]
  const line = await unknown({ ...theirs.env, BOOTPAY_CLIENT_KEY: 'ck_another' }, '0'.repeat(24), 3_600_000)
  writeFileSync(queue, line)
  const { stdout, code } = await run([example('settle-cron/cron.js'), queue], ours.env)
  expect([stdout, code]).toEqual(['0 done, 0 not done, 0 still unknown, 1 for a person to look at\n', 1])
  expect(lines('.people')[0]).toContain('is another one')
})

test('nothing is lost when Bootpay cannot be asked, when a line is not due, or when a run died', async () => {
  const { env } = await openSandbox()
  const notDue = (await unknown(env, 'a')).replace('}\n', `,"retryAt":${Date.now() + 60_000}}\n`)
  writeFileSync(queue, (await unknown(env, 'b')) + notDue)
  // A server that refuses the about: a failure of the look-up, which says nothing about the write.
  const refused = { ...env, BOOTPAY_SECRET_KEY: 'sk_wrong' }
  expect((await run([example('settle-cron/cron.js'), queue], refused)).stdout).toContain('2 still unknown')
  expect(lines('').map((line) => (JSON.parse(line) as { about: unknown }).about)).toEqual([
    { receipt_id: 'b' },
    { receipt_id: 'a' },
  ])

  renameSync(queue, `${queue}.taken`)
  writeFileSync(queue, notDue)
  expect((await run([example('settle-cron/cron.js'), queue], refused)).stdout).toContain('2 still unknown')
  expect(lines('')).toHaveLength(3)
})
