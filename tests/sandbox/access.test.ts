import { describe, expect, it } from 'vitest'

import { basic, bearer, minutes, paid, refusal, send, start, succeed } from './support.js'

describe('POST /request/token', () => {
  it('answers 64 hexadecimal digits that live 1800 seconds', async () => {
    const sandbox = start()
    expect(await send(sandbox, 'POST /request/token', sandbox.credentials, '')).toEqual({
      status: 200,
      body: { expire_in: 1800, access_token: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  it('answers the same token for 25 minutes, then a new one; the old one lives to its 30th minute', async () => {
    const sandbox = start()
    const path = `GET /receipt/${paid(sandbox)}`
    const first = await bearer(sandbox)
    sandbox.advance(minutes(25) - 1)
    expect(await bearer(sandbox)).toBe(first)
    sandbox.advance(1)
    const second = await bearer(sandbox)
    expect(second).not.toBe(first)
    sandbox.advance(minutes(5) - 1)
    expect(await send(sandbox, path, undefined, first)).toMatchObject({ status: 200 })
    sandbox.advance(1)
    expect(await refusal(sandbox, path, undefined, first)).toEqual([401, 'TOKEN_KEY_INVALID'])
    expect(await send(sandbox, path, undefined, second)).toMatchObject({ status: 200 })
  })

  it('counts what is left of a repeated token only when told to', async () => {
    for (const [tokenExpireIn, expire_in] of [
      ['full', 1800],
      ['remaining', 1200],
    ] as const) {
      const sandbox = start({ tokenExpireIn })
      await bearer(sandbox)
      sandbox.advance(minutes(10))
      expect(await succeed(sandbox, 'POST /request/token', sandbox.credentials, '')).toMatchObject({ expire_in })
    }
  })

  it('tells a wrong application id from a wrong private key', async () => {
    const sandbox = start()
    const ask = (wrong: object) => refusal(sandbox, 'POST /request/token', { ...sandbox.credentials, ...wrong }, '')
    expect(await ask({ application_id: 'wrong' })).toEqual([401, 'APP_KEY_NOT_FOUND'])
    expect(await ask({ private_key: 'wrong' })).toEqual([401, 'APP_SK_NOT_MATCHED'])
    expect(await refusal(sandbox, 'POST /request/token', {}, '')).toEqual([401, 'APP_KEY_NOT_FOUND'])
  })
})

describe('authorization', () => {
  it.each([
    ['none', ''],
    ['an unknown token', 'Bearer 0000'],
    ['wrong Basic', `Basic ${btoa('wrong:pair')}`],
    ['another scheme', 'Digest x'],
    ['a bare scheme', 'Bearer'],
  ])('refuses %s with 401 TOKEN_KEY_INVALID', async (_, authorization) => {
    const sandbox = start()
    const path = `GET /receipt/${paid(sandbox)}`
    expect(await refusal(sandbox, path, undefined, authorization)).toEqual([401, 'TOKEN_KEY_INVALID'])
  })

  it('takes a token and Basic, in any case of the scheme', async () => {
    const sandbox = start()
    const path = `GET /receipt/${paid(sandbox)}`
    const token = await bearer(sandbox)
    for (const authorization of [token, token.replace('Bearer', 'bearer'), basic(sandbox)])
      expect(await send(sandbox, path, undefined, authorization)).toMatchObject({ status: 200 })
  })

  it('refuses Basic for user tokens and wallets, as production did in May 2026', async () => {
    const sandbox = start()
    const user = { user_id: 'user-1' }
    expect(await refusal(sandbox, 'POST /request/user/token', user)).toEqual([401, 'TOKEN_KEY_INVALID'])
    expect(await refusal(sandbox, 'GET /wallet?user_id=user-1')).toEqual([401, 'TOKEN_KEY_INVALID'])
    const open = start({ basicEverywhere: true })
    expect(await send(open, 'POST /request/user/token', user)).toMatchObject({ status: 200 })
    expect(await send(open, 'GET /wallet?user_id=user-1')).toMatchObject({ status: 200 })
  })

  it('takes the credentials it was made with, beyond Latin-1 too', async () => {
    const sandbox = start({ credentials: { client_key: 'ck', secret_key: '비밀' } })
    const path = `GET /receipt/${paid(sandbox)}`
    const pair = Array.from(new TextEncoder().encode('ck:비밀'), (byte) => String.fromCharCode(byte)).join('')
    expect(await send(sandbox, path, undefined, `Basic ${btoa(pair)}`)).toMatchObject({ status: 200 })
    expect(sandbox.credentials).toEqual({
      application_id: 'sandbox_application_id',
      private_key: 'sandbox_private_key',
      client_key: 'ck',
      secret_key: '비밀',
    })
  })

  it('forgets all tokens on revokeTokens', async () => {
    const sandbox = start()
    const path = `GET /receipt/${paid(sandbox)}`
    const token = await bearer(sandbox)
    sandbox.revokeTokens()
    expect(await refusal(sandbox, path, undefined, token)).toEqual([401, 'TOKEN_KEY_INVALID'])
    expect(await bearer(sandbox)).not.toBe(token)
  })
})

describe('POST /request/user/token', () => {
  it('answers a user token and when it ends, and remembers the user without it', async () => {
    const sandbox = start()
    const token = await bearer(sandbox)
    const user = { user_id: 1234, username: '홍길동', email: '', phone: null, gender: 0 }
    const answer = await succeed(sandbox, 'POST /request/user/token', user, token)
    expect(answer).toEqual({
      user_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      expired_at: '2026-03-02T12:30:00+09:00',
    })
    expect(sandbox.state().users).toEqual([{ user_id: '1234', username: '홍길동', gender: 0 }])
    expect(JSON.stringify(sandbox.state())).not.toContain(answer['user_token'])
  })

  it('needs a user_id', async () => {
    const sandbox = start()
    const token = await bearer(sandbox)
    expect(await refusal(sandbox, 'POST /request/user/token', {}, token)).toEqual([400, 'PARAMETER_INVALID'])
  })
})
