import { describe, expect, it } from 'vitest'

import {
  asMember,
  checkUserExists,
  deleteUser,
  getUser,
  getUserAuthentication,
  getUserSession,
  issueLoginToken,
  joinUser,
  listUsers,
  loginUser,
  logoutUser,
  previewOrder,
  registerUser,
  updateUser,
} from 'bootpay-fp/commerce'

import { minutes } from '../support.js'
import { ask, open, refusalOf, right } from './support.js'

const hong = {
  login_id: 'hong-gildong',
  password: 'not-a-real-one',
  name: '홍길동',
  email: 'hong@example.com',
  phone: '01000000000',
}

const login = { login_id: hong.login_id, password: hong.password }

const known = { uid: 'member-7', login_id: 'kim', name: '김철수' }

describe('a user', () => {
  it('joins by a form, and is shown without the password', async () => {
    const { sandbox, ctx } = open()
    const user = await right(joinUser(ctx, hong))
    expect(user).toMatchObject({ login_id: hong.login_id, name: hong.name, membership_type: 1, external_uid: null })
    expect(await right(getUser(ctx, { user_id: user.user_id }))).toEqual(user)
    expect(JSON.stringify([user, sandbox.state(), sandbox.changes(), sandbox.export()])).not.toContain(hong.password)
  })

  it('is found by each of the three ids', async () => {
    const { ctx } = open()
    const user = await right(registerUser(ctx, known))
    for (const user_id of [user.user_id, known.uid, known.login_id])
      expect(await right(getUser(ctx, { user_id }))).toEqual(user)
    expect(await refusalOf(getUser(ctx, { user_id: 'nobody' }))).toEqual([404, 'USER_NOT_FOUND'])
  })

  it.each([
    [{ login_id: hong.login_id }, 'USER_LOGIN_ID_EXIST'],
    [{ uid: known.uid }, 'USER_EXTERNAL_UID_EXIST'],
    [{ email: hong.email }, 'USER_EMAIL_EXIST'],
    [{ phone: hong.phone }, 'USER_PHONE_EXIST'],
  ])('is refused with what somebody has already: %j', async (taken, code) => {
    const { sandbox, ctx } = open()
    await right(joinUser(ctx, hong))
    await right(registerUser(ctx, known))
    const other = { login_id: 'other', name: '이영희', ...taken }
    expect(await refusalOf(registerUser(ctx, other))).toEqual([400, code])
    expect(sandbox.state().shop_users).toHaveLength(2)
    const user = await right(registerUser(ctx, { login_id: 'free', name: '이영희' }))
    expect(await refusalOf(updateUser(ctx, { user_id: user.user_id, ...taken }))).toEqual([400, code])
  })

  it('may be updated with what it has itself, and null clears', async () => {
    const { ctx } = open()
    const user = await right(joinUser(ctx, hong))
    const { user_id } = user
    expect(await right(updateUser(ctx, { user_id, email: hong.email, nickname: '길동' }))).toEqual({
      ...user,
      nickname: '길동',
    })
    const { email: _, ...rest } = user
    expect(await right(updateUser(ctx, { user_id, email: null }))).toEqual({ ...rest, nickname: '길동' })
    expect(await right(checkUserExists(ctx, { type: 'email-exist', pk: hong.email }))).toEqual({ exists: false })
  })

  it.each([
    ['id-exist', hong.login_id],
    ['email-exist', hong.email],
    ['phone-exist', hong.phone],
    ['uid-exist', known.uid],
  ] as const)('can be asked for: %s', async (type, pk) => {
    const { ctx } = open()
    expect(await right(checkUserExists(ctx, { type, pk }))).toEqual({ exists: false })
    await right(joinUser(ctx, hong))
    const { user_id } = await right(registerUser(ctx, known))
    expect(await right(checkUserExists(ctx, { type, pk }))).toEqual({ exists: true })
    await right(deleteUser(ctx, { user_id }))
    expect(await right(checkUserExists(ctx, { type, pk }))).toEqual({ exists: type !== 'uid-exist' })
  })

  it('leaves, and its ids are free again', async () => {
    const { sandbox, ctx } = open()
    const { user_id } = await right(joinUser(ctx, hong))
    expect(await right(deleteUser(ctx, { user_id: hong.login_id }))).toBeNull()
    expect(await refusalOf(getUser(ctx, { user_id }))).toEqual([404, 'USER_NOT_FOUND'])
    await right(joinUser(ctx, hong))
    expect(await right(listUsers(ctx, {}))).toMatchObject({ count: 1 })
    expect(sandbox.state().shop_users).toMatchObject([{ user_id, deleted_at: '2026-03-02T12:00:00+09:00' }, {}])
  })

  it('is listed, the newest first, by kind and by word', async () => {
    const { ctx } = open()
    await right(joinUser(ctx, hong))
    await right(registerUser(ctx, { ...known, membership_type: 2 }))
    const names = async (input: object) => (await right(listUsers(ctx, input))).list.map(({ name }) => name)
    expect(await names({})).toEqual(['김철수', '홍길동'])
    expect(await names({ membership_type: 1 })).toEqual(['홍길동'])
    expect(await names({ membership_type: 2 })).toEqual(['김철수'])
    expect(await names({ keyword: 'HONG' })).toEqual(['홍길동'])
    expect(await right(listUsers(ctx, { limit: 1, page: 2 }))).toMatchObject({ list: [{ name: '홍길동' }], count: 2 })
  })
})

describe('a member', () => {
  const session = async () => {
    const shop = open()
    await right(joinUser(shop.ctx, hong))
    const { access_token } = await right(loginUser(shop.ctx, login))
    return { ...shop, access_token, member: asMember(shop.ctx, { user_jwt: access_token }) }
  }

  it('is logged in for 30 minutes', async () => {
    const { sandbox, member, access_token } = await session()
    const expired_at = '2026-03-02T12:30:00+09:00'
    sandbox.advance(minutes(30) - 1)
    expect(await right(getUserSession(member, {}))).toMatchObject({
      access_token,
      expired_at,
      user: { login_id: hong.login_id },
    })
    sandbox.advance(1)
    expect(await refusalOf(getUserSession(member, {}))).toEqual([401, 'USER_SESSION_INVALID'])
  })

  it('is logged in no more after the log-out, and after leaving', async () => {
    const { ctx, member } = await session()
    expect(await right(logoutUser(member, {}))).toBeNull()
    expect(await refusalOf(getUserSession(member, {}))).toEqual([401, 'USER_SESSION_INVALID'])
    expect(await refusalOf(logoutUser(member, {}))).toEqual([401, 'USER_SESSION_INVALID'])
    const { access_token } = await right(issueLoginToken(ctx, { user_id: hong.login_id }))
    const again = asMember(ctx, { user_jwt: access_token })
    await right(deleteUser(ctx, { user_id: hong.login_id }))
    expect(await refusalOf(getUserSession(again, {}))).toEqual([401, 'USER_SESSION_INVALID'])
  })

  it('needs the password, which login_pw is not, and a log-in token needs none', async () => {
    const { sandbox, ctx } = await session()
    expect(await refusalOf(loginUser(ctx, { ...login, password: 'wrong' }))).toEqual([400, 'USER_PASSWORD_INVALID'])
    expect(await refusalOf(loginUser(ctx, { ...login, login_id: 'nobody' }))).toEqual([404, 'USER_NOT_FOUND'])
    const { login_id, password: login_pw } = login
    expect(await ask(sandbox, 'POST /users/login', { body: { login_id, login_pw } })).toMatchObject({ status: 400 })
    const { user_id } = await right(getUser(ctx, { user_id: login_id }))
    expect(await right(issueLoginToken(ctx, { user_id }))).toMatchObject({ user: { user_id } })
    expect(await refusalOf(issueLoginToken(ctx, { user_id: 'nobody' }))).toEqual([404, 'USER_NOT_FOUND'])
  })

  it('has a token that is in exports alone, and lives through one', async () => {
    const { sandbox, access_token } = await session()
    expect(JSON.stringify([sandbox.state(), sandbox.changes(), sandbox.requests()])).not.toContain(access_token)
    const state = JSON.parse(JSON.stringify(sandbox.export())) as ReturnType<typeof sandbox.export>
    const { ctx } = open({ state })
    expect(await right(getUserSession(asMember(ctx, { user_jwt: access_token }), {}))).toMatchObject({ access_token })
  })

  it('has an empty cart at Bootpay, and a cart only while logged in', async () => {
    const { sandbox, member } = await session()
    expect(await right(previewOrder(member, { member_mode: 'member' }))).toMatchObject({
      checkout_ready: false,
      quote_token: null,
    })
    sandbox.advance(minutes(30))
    expect(await refusalOf(previewOrder(member, { member_mode: 'member' }))).toEqual([401, 'USER_SESSION_INVALID'])
  })
})

describe('the identity of a user', () => {
  it('is the one that was verified in the browser', async () => {
    const { sandbox, ctx } = open()
    const standby_id = sandbox.browser.verifyIdentity({ username: '홍길동' })
    expect(await right(getUserAuthentication(ctx, { standby_id }))).toMatchObject({
      receipt_id: standby_id,
      status: 12,
    })
    expect(await refusalOf(getUserAuthentication(ctx, { standby_id: '66543210d01c7e00209b6001' }))).toEqual([
      404,
      'AUTHENTICATION_NOT_FOUND',
    ])
  })
})
