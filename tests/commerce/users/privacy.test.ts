import type { BootpayError, Context, Event } from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'

import { commerceReplies, testContext, type Reply } from '../../support/bootpay.js'

const canaries = {
  user_jwt: 'eyJcanary.eyJcanary.canary-signature',
  password: '비밀번호열쇠',
  login_pw: 'canaryLoginPw',
  login_id: 'canarygildong',
  own_id: '참새회원',
  name: '카나리아',
  nickname: '노란새',
  email: 'canary.person@example.com',
  phone: '01099998888',
  birth: '880512',
  ci: 'canaryConnectingInformation==',
  bank_account: '67561234123492',
  comment: '단골손님입니다',
  standby_id: 'canaryStandby',
}
const { user_jwt, password, login_pw, login_id, own_id, name, nickname, email, phone, birth } = canaries
const { ci, bank_account, comment, standby_id } = canaries

/** Every operation about a user with all that it can be told of one. */
const calls: Readonly<Record<string, (ctx: Context) => TaskEither<BootpayError, unknown>>> = {
  listUsers: (ctx) => commerce.listUsers(ctx, { keyword: name }),
  getUser: (ctx) => commerce.getUser(ctx, { user_id: own_id }),
  registerUser: (ctx) =>
    commerce.registerUser(ctx, {
      uid: own_id,
      login_id,
      login_pw,
      name,
      nickname,
      email,
      phone,
      birth,
      ci,
      bank_account,
      comment,
    }),
  joinUser: (ctx) =>
    commerce.joinUser(ctx, { login_id, password, name, nickname, email, phone, birth, group: { name: comment } }),
  checkUserExists: (ctx) => commerce.checkUserExists(ctx, { type: 'phone-exist', pk: phone }),
  updateUser: (ctx) =>
    commerce.updateUser(ctx, {
      user_id: own_id,
      login_id,
      login_pw,
      name,
      nickname,
      email,
      phone,
      birth,
      ci,
      bank_account,
      comment,
    }),
  deleteUser: (ctx) => commerce.deleteUser(ctx, { user_id: own_id }),
  loginUser: (ctx) => commerce.loginUser(ctx, { login_id, password }),
  issueLoginToken: (ctx) => commerce.issueLoginToken(ctx, { user_id: own_id }),
  getUserSession: (ctx) => commerce.getUserSession(ctx),
  logoutUser: (ctx) => commerce.logoutUser(ctx),
  getUserAuthentication: (ctx) => commerce.getUserAuthentication(ctx, { standby_id }),
}

const replies: Readonly<Record<string, (told: string) => Reply>> = {
  'a refusal that repeats it': (message) => ({ status: 404, json: { error_code: 'USER_NOT_FOUND', message } }),
  'a refusal whose code repeats it': (code) => ({ status: 404, json: { code, message: '오류' } }),
  'a failing server that repeats it': (message) => ({ status: 500, json: { error_code: 'SERVER_ERROR', message } }),
  'an answer that is none': (text) => ({ text: `점검 중: ${text}` }),
  'no answer': () => ({ error: true }),
}

const userOperations = Object.keys(commerce).filter((name) => `${name}Request` in commerce && /user|login/i.test(name))

describe('what is told of a person is in no error and no event', () => {
  test('of any operation about users', () => {
    expect(Object.keys(calls).sort()).toEqual(userOperations.sort())
  })

  test.each(
    Object.entries(calls).flatMap(([operation, run]) =>
      Object.entries(replies).map(([what, reply]) => ({ operation, run, what, reply })),
    ),
  )('$operation: $what', async ({ run, reply }) => {
    const found: [canary: string, shown: boolean][] = []
    for (const canary of Object.values(canaries)) {
      const events: Event[] = []
      const onEvent = (event: Event) => {
        events.push(event)
      }
      const seen = commerceReplies(reply(canary))
      const result = await run(commerce.asMember(testContext({ onEvent }), { user_jwt }))()
      expect(E.isLeft(result)).toBe(true)
      const sent = [JSON.stringify(seen), ...seen.map(({ path }) => decodeURIComponent(path))].join()
      if (sent.includes(canary)) found.push([canary, inspect([result, events], { depth: 9 }).includes(canary)])
    }
    expect(found).not.toEqual([])
    expect(found.filter(([, shown]) => shown)).toEqual([])
  })
})
