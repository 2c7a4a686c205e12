import { describe, expect, it } from 'vitest'

import type { Sandbox, WebhookOptions } from 'bootpay-fp/sandbox'

import { issueCardKey, order, paid, start, succeed } from './support.js'

/** A sandbox that keeps webhooks without an address, and where they went. */
const keeping = (webhook: WebhookOptions = {}) => {
  const sent: string[] = []
  const fetch = (url: string) => {
    sent.push(url)
    return Promise.resolve(Response.json({ success: true }))
  }
  return { sandbox: start({ webhook: { keep: true, fetch, ...webhook } }), sent }
}

const shown = (sandbox: Sandbox) =>
  sandbox.webhooks().map(({ webhook_type, status, url }) => [webhook_type, status, url])

describe('webhooks without an address', () => {
  it('are kept, and sent once there is one and somebody asks for it', async () => {
    const { sandbox, sent } = keeping()
    paid(sandbox)
    await sandbox.deliver()
    expect(shown(sandbox)).toEqual([['PAYMENT_COMPLETED', 'kept', '']])
    expect(() => {
      sandbox.redeliver('webhook-1')
    }).toThrow('bootpay-fp sandbox: webhook webhook-1 has no address, and none is set')
    sandbox.setWebhookUrl('http://127.0.0.1:3000/hook')
    await sandbox.deliver()
    expect(sent).toEqual([])
    sandbox.redeliver('webhook-1')
    await sandbox.deliver()
    expect(sent).toEqual(['http://127.0.0.1:3000/hook'])
    expect(shown(sandbox)).toEqual([['PAYMENT_COMPLETED', 'delivered', 'http://127.0.0.1:3000/hook']])
  })

  it('are not kept unless that is asked for', () => {
    const sandbox = start()
    paid(sandbox)
    expect(sandbox.webhooks()).toEqual([])
  })

  it('are kept through an export', async () => {
    const { sandbox } = keeping()
    paid(sandbox)
    const { sandbox: second, sent } = keeping()
    second.reset(sandbox.export())
    second.setWebhookUrl('http://localhost/hook')
    second.redeliver('webhook-1')
    await second.deliver()
    expect(sent).toEqual(['http://localhost/hook'])
  })
})

describe('setWebhookUrl', () => {
  it('is where later webhooks go, and those that are sent again; not those with an address of their own', async () => {
    const { sandbox, sent } = keeping({ url: 'http://localhost/wrong' })
    const billing_key = await issueCardKey(sandbox)
    await succeed(sandbox, 'POST /subscribe/payment', { ...order, billing_key, feedback_url: 'http://localhost/own' })
    paid(sandbox, { order_id: 'order-2' })
    await sandbox.deliver()
    sandbox.setWebhookUrl('http://localhost/right')
    for (const { webhook_id } of sandbox.webhooks()) sandbox.redeliver(webhook_id)
    paid(sandbox, { order_id: 'order-3' })
    await sandbox.deliver()
    // The billing key has a webhook too, the first one.
    expect(sent.map((url) => url.slice(17))).toEqual(['wrong', 'own', 'wrong', 'right', 'own', 'right', 'right'])
    expect(sandbox.webhookUrl()).toBe('http://localhost/right')
  })

  it('stays through a reset, and is told of as a change', () => {
    const { sandbox } = keeping()
    const { revision } = sandbox.changes()
    sandbox.setWebhookUrl('http://localhost/hook')
    expect(sandbox.changes().revision).toBeGreaterThan(revision)
    sandbox.reset()
    expect(sandbox.webhookUrl()).toBe('http://localhost/hook')
    sandbox.setWebhookUrl(undefined)
    expect(sandbox.webhookUrl()).toBeUndefined()
  })

  it.each([
    ['shop.test', 'begins with http'],
    ['', 'begins with http'],
    ['file:///etc/passwd', 'begins with http'],
    ['http://', 'begins with http'],
    ['https://shop.test/hook', 'may not go to shop.test'],
    ['http://localhost.shop.test/', 'may not go to localhost.shop.test'],
    ['http://169.254.169.254/latest', 'may not go to 169.254.169.254'],
  ])('does not take %j', (url, words) => {
    const sandbox = start({ webhook: { keep: true, url: 'http://allowed.test/', hosts: ['bootpay'] } })
    expect(() => {
      sandbox.setWebhookUrl(url)
    }).toThrow(words)
    expect(sandbox.webhookUrl()).toBe('http://allowed.test/')
    for (const allowed of ['http://bootpay/hook', 'https://allowed.test/other', 'http://[::1]:3000/']) {
      sandbox.setWebhookUrl(allowed)
      expect(sandbox.webhookUrl()).toBe(allowed)
    }
  })
})

describe('reset with an export', () => {
  it('goes on from there, and who follows the changes is told everything anew', () => {
    const first = start({ seed: 7 })
    paid(first)
    const state = first.export()
    const second = start()
    for (const order_id of ['a', 'b', 'c']) paid(second, { order_id })
    const { revision } = second.changes()
    second.reset(state)
    expect(second.state()).toEqual(first.state())
    expect(second.export()).toEqual(state)
    expect(second.changes(revision).complete).toBe(false)
    const seen = second.changes(0)
    expect(seen.receipts).toHaveLength(1)
    expect(seen.revision).toBeGreaterThan(revision)
    paid(second, { order_id: 'order-2' })
    expect(second.changes(seen.revision)).toMatchObject({ complete: true, receipts: [{ order_id: 'order-2' }] })
    paid(first, { order_id: 'order-2' })
    expect(second.state()).toEqual(first.state())
  })

  it('refuses what is no state, and changes nothing', () => {
    const sandbox = start()
    paid(sandbox)
    const before = sandbox.export()
    expect(() => {
      sandbox.reset({ version: 2 })
    }).toThrow('state is damaged: seed')
    expect(sandbox.export()).toEqual(before)
  })
})
