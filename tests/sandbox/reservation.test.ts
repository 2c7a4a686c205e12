import { describe, expect, it } from 'vitest'

import { issueCardKey, minutes, refusal, start, succeed } from './support.js'

import type { Sandbox } from 'bootpay-fp/sandbox'

const request = {
  order_id: 'cycle-1',
  order_name: '정기결제',
  price: 1000,
  reserve_execute_at: '2026-03-02T13:00:00+09:00',
}

const reserve = async (sandbox: Sandbox, billing_key: string, more: object = {}): Promise<string> =>
  String(
    (await succeed(sandbox, 'POST /subscribe/payment/reserve', { ...request, billing_key, ...more }))['reserve_id'],
  )

const path = '/subscribe/payment/reserve'

describe('a reservation', () => {
  it('is made, and looked up with nulls for what has not happened', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    const made = await succeed(sandbox, `POST ${path}`, { ...request, billing_key, user: { phone: '01012345678' } })
    expect(made).toEqual({
      reserve_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      reserve_execute_at: '2026-03-02T13:00:00+09:00',
    })
    expect(await succeed(sandbox, `GET ${path}/${String(made['reserve_id'])}`)).toEqual({
      reserve_id: made['reserve_id'],
      billing_key,
      order_id: 'cycle-1',
      order_name: '정기결제',
      price: 1000,
      tax_free: 0,
      card_quota: null,
      user: { phone: '01012345678' },
      items: null,
      metadata: {},
      extra: null,
      feedback_url: null,
      content_type: null,
      version: 2,
      reserve_requested_at: '2026-03-02T12:00:00+09:00',
      reserve_execute_at: '2026-03-02T13:00:00+09:00',
      reserve_started_at: null,
      reserve_finished_at: null,
      reserve_revoked_at: null,
      status: 0,
    })
  })

  it.each([
    ['2026-03-02T13:00:00+09:00'],
    ['2026-03-02T04:00:00.000Z'],
    ['2026-03-02T13:00:00+0900'],
    ['2026-03-02 04:00:00 UTC'],
    ['2026-03-02T13:00:00 +0900'],
    ['2026-03-02 13:00:00'],
  ])('reads the time %s', async (reserve_execute_at) => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    expect(await succeed(sandbox, `POST ${path}`, { ...request, billing_key, reserve_execute_at })).toMatchObject({
      reserve_execute_at: '2026-03-02T13:00:00+09:00',
    })
  })

  it.each(['', 'tomorrow', '2026-13-02T13:00:00Z', null])('refuses the time %j', async (reserve_execute_at) => {
    const sandbox = start()
    const body = { ...request, billing_key: await issueCardKey(sandbox), reserve_execute_at }
    expect(await refusal(sandbox, `POST ${path}`, body)).toEqual([400, 'PARAMETER_INVALID'])
  })

  it('is executed when its time passes, at that time', async () => {
    const sandbox = start()
    const reserve_id = await reserve(sandbox, await issueCardKey(sandbox))
    sandbox.advance(minutes(60) - 1)
    expect(await succeed(sandbox, 'GET /lookup/order/cycle-1')).toEqual([])
    sandbox.advance(minutes(10))
    const reservation = await succeed(sandbox, `GET ${path}/${reserve_id}`)
    expect(reservation).toMatchObject({
      receipt_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      reserve_started_at: '2026-03-02T13:00:00+09:00',
      reserve_finished_at: '2026-03-02T13:00:00+09:00',
      status: 1,
    })
    expect(await succeed(sandbox, `GET /receipt/${String(reservation['receipt_id'])}`)).toMatchObject({
      order_id: 'cycle-1',
      price: 1000,
      status: 1,
      purchased_at: '2026-03-02T13:00:00+09:00',
    })
    expect(await refusal(sandbox, `DELETE ${path}/${reserve_id}`)).toEqual([400, 'SUBSCRIBE_BK_EXPIRED'])
  })

  it('is executed in the order of the times, also when the clock underneath moves by itself', async () => {
    let now = Date.parse('2026-03-02T12:00:00+09:00')
    const sandbox = start({ now: () => now })
    const billing_key = await issueCardKey(sandbox)
    for (const [order_id, time] of [
      ['third', '15:00'],
      ['first', '13:00'],
      ['second', '14:00'],
    ])
      await reserve(sandbox, billing_key, { order_id, reserve_execute_at: `2026-03-02T${String(time)}:00+09:00` })
    now += minutes(180)
    const charged = sandbox.state().receipts.filter(({ status }) => status === 1)
    expect(charged.map(({ order_id }) => order_id)).toEqual(['first', 'second', 'third'])
  })

  it('is cancelled once', async () => {
    const sandbox = start()
    const reserve_id = await reserve(sandbox, await issueCardKey(sandbox))
    expect(await succeed(sandbox, `DELETE ${path}/${reserve_id}`)).toEqual({ reserve_id, success: true })
    expect(await refusal(sandbox, `DELETE ${path}/${reserve_id}`)).toEqual([400, 'SUBSCRIBE_BK_EXPIRED'])
    sandbox.advance(minutes(61))
    expect(sandbox.state().reservations).toMatchObject([
      { status: 3, reserve_revoked_at: '2026-03-02T12:00:00+09:00', reserve_started_at: null },
    ])
    expect(await succeed(sandbox, 'GET /lookup/order/cycle-1')).toEqual([])
  })

  it('leaves its order_id free when cancelled', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    await succeed(sandbox, `DELETE ${path}/${await reserve(sandbox, billing_key)}`)
    await succeed(sandbox, 'POST /subscribe/payment', { ...request, billing_key })
    expect(await succeed(sandbox, 'GET /lookup/order/cycle-1')).toHaveLength(1)
  })

  it('is not cancelled with its key; at its time it fails', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    const reserve_id = await reserve(sandbox, billing_key)
    await succeed(sandbox, `DELETE /subscribe/billing_key/${billing_key}`)
    expect(await succeed(sandbox, `GET ${path}/${reserve_id}`)).toMatchObject({ status: 0 })
    sandbox.advance(minutes(60))
    const failed = await succeed(sandbox, `GET ${path}/${reserve_id}`)
    expect(failed).toMatchObject({ status: -1, reserve_finished_at: '2026-03-02T13:00:00+09:00' })
    expect(failed).not.toHaveProperty('receipt_id')
  })

  it('is limited to ten that wait, for each key', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    const ids: string[] = []
    for (let count = 0; count < 10; count += 1)
      ids.push(await reserve(sandbox, billing_key, { order_id: `cycle-${String(count)}` }))
    const eleventh = { ...request, billing_key, order_id: 'cycle-10' }
    expect(await refusal(sandbox, `POST ${path}`, eleventh)).toEqual([400, 'SUBSCRIBE_RESERVE_LIMIT'])
    await reserve(sandbox, await issueCardKey(sandbox, { subscription_id: 'other' }), { order_id: 'other' })
    await succeed(sandbox, `DELETE ${path}/${String(ids[0])}`)
    await reserve(sandbox, billing_key, { order_id: 'cycle-10' })
  })

  it('claims its order_id: neither a second one nor a charge may use it', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    await reserve(sandbox, billing_key)
    const taken = [400, 'RC_ORDER_ID_DUPLICATED']
    expect(await refusal(sandbox, `POST ${path}`, { ...request, billing_key })).toEqual(taken)
    expect(await refusal(sandbox, 'POST /subscribe/payment', { ...request, billing_key })).toEqual(taken)
  })

  it('refuses wrong members, an unknown key and an unknown reservation', async () => {
    const sandbox = start()
    const body = { ...request, billing_key: await issueCardKey(sandbox) }
    expect(await refusal(sandbox, `POST ${path}`, { ...body, price: 0 })).toEqual([400, 'PARAMETER_INVALID'])
    expect(await refusal(sandbox, `POST ${path}`, request)).toEqual([400, 'SUBSCRIBE_BK_NOT_FOUND'])
    expect(await refusal(sandbox, `GET ${path}/none`)).toEqual([404, 'RC_NOT_FOUND'])
    expect(await refusal(sandbox, `DELETE ${path}/none`)).toEqual([404, 'RC_NOT_FOUND'])
  })
})
