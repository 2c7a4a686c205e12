import { describe, expect, it } from 'vitest'

import { sandboxOtp, type Sandbox } from 'bootpay-fp/sandbox'

import { minutes, refusal, start, succeed } from './support.js'

const person = {
  authentication_id: 20260302,
  pg: '다날',
  method: '본인인증',
  username: '홍길동',
  identity_no: '9010142',
  carrier: 'SKT',
  phone: '01012345678',
  client_ip: '127.0.0.1',
  order_name: '회원 본인인증',
}

const request = async (sandbox: Sandbox, more: object = {}): Promise<string> =>
  String((await succeed(sandbox, 'POST /request/authentication', { ...person, ...more }))['receipt_id'])

describe('identity verification by REST', () => {
  it('starts in status 50 and tells nothing about the person yet', async () => {
    expect(await succeed(start(), 'POST /request/authentication', person)).toEqual({
      receipt_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      authenticate_id: '20260302',
      pg: '다날',
      method: '본인인증',
      method_origin: '본인인증',
      method_origin_symbol: 'auth',
      requested_at: '2026-03-02T12:00:00+09:00',
      status_locale: '본인인증준비',
      status: 50,
      authenticate_data: { number_of_realarms: 0, tid: expect.stringMatching(/^\d+$/) },
    })
  })

  it('ends in status 12 with the number that was sent, and the certificate shows the person', async () => {
    const sandbox = start()
    const receipt_id = await request(sandbox)
    expect(await refusal(sandbox, `GET /certificate/${receipt_id}`)).toEqual([400, 'AUTH_NOT_CONFIRMED'])
    const wrong = await refusal(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: '123456' })
    expect(wrong).toEqual([400, 'AUTH_NOT_CONFIRMED'])
    const done = await succeed(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: sandboxOtp })
    expect(done).toMatchObject({
      status: 12,
      authenticated_at: '2026-03-02T12:00:00+09:00',
      authenticate_data: {
        name: '홍길동',
        phone: '01012345678',
        birth: '1990-10-14',
        gender: 0,
        foreigner: 0,
        carrier: 'SKT',
        unique: expect.any(String),
      },
    })
    expect(await succeed(sandbox, `GET /certificate/${receipt_id}`)).toEqual(done)
    const again = await refusal(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: sandboxOtp })
    expect(again).toEqual([400, 'AUTH_ALREADY_AUTHENTICATED'])
  })

  it('needs no number with PASS', async () => {
    const sandbox = start()
    const receipt_id = await request(sandbox, { authenticate_type: 'pass' })
    expect(await succeed(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: null })).toMatchObject({
      status: 12,
    })
  })

  it('counts what is sent again while it waits', async () => {
    const sandbox = start()
    const receipt_id = await request(sandbox)
    for (const number_of_realarms of [1, 2])
      expect(await succeed(sandbox, 'POST /authenticate/realarm', { receipt_id })).toMatchObject({
        status: 50,
        authenticate_data: { number_of_realarms },
      })
    await succeed(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: sandboxOtp })
    expect(await refusal(sandbox, 'POST /authenticate/realarm', { receipt_id })).toEqual([400, 'AUTH_NOT_READY'])
    expect(await refusal(sandbox, 'POST /authenticate/realarm', {})).toEqual([400, 'AUTH_NOT_READY'])
  })

  it.each([
    [{ pg: '' }, 'AUTH_NEED_PG_METHOD'],
    [{ method: null }, 'AUTH_NEED_PG_METHOD'],
    [{ phone: '02123' }, 'AUTH_CONFIRM_READY_FAILED'],
    [{ identity_no: '1' }, 'AUTH_CONFIRM_READY_FAILED'],
    [{ identity_no: '9013011' }, 'AUTH_CONFIRM_READY_FAILED'],
    [{ identity_no: '010229' }, 'AUTH_CONFIRM_READY_FAILED'],
    [{ identity_no: '0002291' }, 'AUTH_CONFIRM_READY_FAILED'],
    [{ username: '' }, 'PARAMETER_INVALID'],
  ])('refuses %j with %s', async (wrong, code) => {
    expect(await refusal(start(), 'POST /request/authentication', { ...person, ...wrong })).toEqual([400, code])
  })

  it('refuses an unknown receipt', async () => {
    const sandbox = start()
    const unknown = [404, 'RC_NOT_FOUND']
    expect(await refusal(sandbox, 'POST /authenticate/confirm', { receipt_id: 'none' })).toEqual(unknown)
    expect(await refusal(sandbox, 'GET /certificate/none')).toEqual(unknown)
  })
})

describe('the birth date in an identity number', () => {
  it.each([
    ['901014', '1990-10-14'],
    ['9010141', '1990-10-14'],
    ['0002293', '2000-02-29'],
    ['000229', '2000-02-29'],
    ['260302', '2026-03-02'],
    ['260303', '1926-03-03'],
  ])('%s is %s', async (identity_no, birth) => {
    const sandbox = start()
    const receipt_id = await request(sandbox, { identity_no, authenticate_type: 'pass' })
    expect(await succeed(sandbox, 'POST /authenticate/confirm', { receipt_id })).toMatchObject({
      authenticate_data: { birth },
    })
  })
})

describe('identity verification in the browser', () => {
  it('can be read for 30 minutes', async () => {
    const sandbox = start()
    const receipt_id = sandbox.browser.verifyIdentity({ authentication_id: 'auth-1', username: '김철수' })
    expect(await succeed(sandbox, `GET /certificate/${receipt_id}`)).toMatchObject({
      authenticate_id: 'auth-1',
      status: 12,
      authenticate_data: { name: '김철수' },
    })
    sandbox.advance(minutes(30) - 1)
    await succeed(sandbox, `GET /certificate/${receipt_id}`)
    sandbox.advance(1)
    expect(await refusal(sandbox, `GET /certificate/${receipt_id}`)).toEqual([400, 'AUTH_EXPIRED'])
  })

  it('refuses a birth date that is none, and takes one without hyphens', () => {
    const sandbox = start()
    for (const birth of ['1990-13-01', '1990-02-30', '19900230', '1990', 'x', ''])
      expect(() => sandbox.browser.verifyIdentity({ birth })).toThrow('birth must be a date')
    expect(sandbox.state().authentications).toEqual([])
    sandbox.browser.verifyIdentity({ birth: '19901014' })
    expect(sandbox.state().authentications).toMatchObject([{ authenticate_data: { birth: '19901014' } }])
  })

  it('gives the same person the same unique value', () => {
    const sandbox = start()
    for (const username of ['김철수', '김철수', '이영희']) sandbox.browser.verifyIdentity({ username })
    const [one, same, other] = sandbox.state().authentications.map(({ authenticate_data }) => authenticate_data)
    expect(one).toMatchObject({ unique: (same as { unique: string }).unique })
    expect(one).not.toMatchObject({ unique: (other as { unique: string }).unique })
  })
})
