import {
  cancelPayment,
  getBillingKey,
  getReceipt,
  getSequentialBillingKey,
  issueBillingKey,
  type BootpayError,
  type Context,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { testContext, type TestOptions } from '../support/bootpay.js'

const card = {
  pg: 'nicepay',
  order_name: 'n',
  subscription_id: 's-1',
  card_no: '5570421200012345',
  card_pw: '73',
  card_identity_no: '880512',
  card_expire_year: '39',
  card_expire_month: '11',
  user: { username: '홍길동', email: 'gildong@example.com', addr: '서울시 강남구 테헤란로 오', id: 'Widget' },
}

/** What becomes of Bootpay's message where it refuses a card. */
const shown = async (message: unknown, input: Partial<typeof card> = {}, more: object = {}): Promise<string> => {
  const ctx = testContext({
    fetch: () =>
      Promise.resolve(Response.json({ error_code: 'SUBSCRIBE_REQUEST_FAILED', message, ...more }, { status: 400 })),
  })
  const result = await issueBillingKey(ctx, { ...card, ...input })()
  if (E.isRight(result) || result.left._tag !== 'ApiError') throw new Error('had to be refused')
  return result.left.message
}

const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

describe('a number that Bootpay echoes is masked whole, whatever is between its digits', () => {
  test.each([
    ['spaces', '5570 4212 0001 2345'],
    ['hyphens', '5570-4212-0001-2345'],
    ['middle dots', '5570·4212·0001·2345'],
    ['the middle dot of Korean keyboards', '5570ㆍ4212ㆍ0001ㆍ2345'],
    ['a half-width middle dot', '5570･4212･0001･2345'],
    ['commas', '5,570,421,200,012,345'],
    ['colons', '5570:4212:0001:2345'],
    ['line ends', '5570\n4212\r\n0001\u20282345'],
    ['tabs', '5570\t4212\t0001\t2345'],
    ['no-break spaces', '5570\u00a04212\u202f0001\u30002345'],
    ['zero-width characters', '5\u200b5\u200c7\u200d0\ufeff4\u2060212\u00ad0001\u034f2345'],
    ['bidi controls', '\u202e5570\u202c4212\u20660001\u20692345'],
    ['invisible letters', '5570\u31644212\u115f0001\uffa02345'],
    ['long dashes', '5570—4212ー0001−2345'],
    ['anything between each digit', [...card.card_no].join(' / ')],
    ['full-width digits', fullWidth(card.card_no)],
    ['full-width digits and spaces', fullWidth('5570 4212 0001 2345')],
    ['digits in circles', '⑤⑤⑦⓪④②①②⓪⓪⓪①②③④⑤'],
  ])('(%s)', async (_, echo) => {
    expect(await shown(`카드번호 ${echo} 오류`)).toBe('카드번호 *** 오류')
  })

  test('also where it is none of the request', async () => {
    const ctx = testContext({
      fetch: () => Promise.resolve(Response.json({ message: '010 1234 5678 님' }, { status: 404 })),
    })
    expect(await getReceipt(ctx, { receipt_id: '628b2206d01c7e00209b6087' })()).toMatchObject(
      E.left({ message: '*** 님' }),
    )
  })

  test('whatever the number, its separators, its width and its place, also at the cut', async () => {
    const separator = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '-',
        '·',
        'ㆍ',
        ',',
        ':',
        '.',
        '/',
        '_',
        '*',
        '\n',
        '\t',
        '\u200b',
        '\u202e',
        '  ',
        '—',
        '、',
      ),
      fc.string({ unit: fc.constantFrom(...' -.,:;/|()[]\n\t\u200b\u2060'), maxLength: 4 }),
    )
    const letters = fc.string({ unit: fc.constantFrom(...'가나다라 마바사abc.'), maxLength: 320 })
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 13, maxLength: 19 })
    await fc.assert(
      fc.asyncProperty(
        digits,
        fc.array(separator, { minLength: 19, maxLength: 19 }),
        fc.boolean(),
        letters,
        letters,
        async (card_no, separators, wide, before, after) => {
          const echo = [...card_no].map((digit, index) => digit + separators[index]).join('')
          const message = await shown(before + (wide ? fullWidth(echo) : echo) + after, { card_no })
          // Nothing around the number has a digit, so that none may be left.
          expect(message).not.toMatch(/\p{N}/u)
          expect(message.length).toBeLessThanOrEqual(300)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a text that Bootpay echoes is masked in other forms of it', () => {
  test.each([
    ['as it is', '홍길동'],
    ['with spaces', '홍 길 동'],
    ['with invisible characters', '홍\u200b길\u2060동'],
    ['in letters that are put together', '홍길동'.normalize('NFD')],
    ['percent-encoded', encodeURIComponent('홍길동')],
    ['in base64', Buffer.from('홍길동').toString('base64')],
    ['as JSON in ASCII', '\\ud64d\\uae38\\ub3d9'],
    ['in base64 without a digit', Buffer.from('Widget').toString('base64')],
    ['in other case', 'wIDGET'],
    ['full-width', 'Ｗｉｄｇｅｔ'],
    ['an address', 'ＧＩＬＤＯＮＧ ＠ example . com'],
    ['a text of several words', '서울시, 강남구 / 테헤란로 (오)'.replace(' (오)', ' 오')],
  ])('(%s)', async (_, echo) => {
    expect(await shown(`오류 [${echo}] 입니다`)).toMatch(/^오류 \[\*\*\*\]? 입니다$/)
  })

  test('however long it is', async () => {
    const long = '가나다라마바사아'.repeat(100)
    expect(await shown(`오류 ${long} 끝`, { user: { ...card.user, addr: long } })).toMatch(/^오류 \*\*\*$/)
  })

  test.each(['', ' ', ' - '])('however long it is, with %j between its words', async (between) => {
    const words = Array.from({ length: 90 }, (_, index) => String.fromCharCode(0xac00 + index * 28))
    const long = words.map((word, index) => word + words[89 - index]).join(between)
    expect(await shown(`오류 [${long}]`, { user: { ...card.user, addr: long } })).toMatch(/^오류 \[\*\*\*\]?$/)
  })

  test('at the very beginning, and what stands before it stays', async () => {
    expect(await shown('[홍길동] 오류')).toBe('[***] 오류')
  })

  test('one that overlaps another leaves nothing of either', async () => {
    const user = { ...card.user, username: '가나다라', addr: '다라마바' }
    expect(await shown('오류 가나다라마바 입니다', { user })).toBe('오류 *** 입니다')
  })
})

describe('whatever of a request is secret is masked where Bootpay echoes it', () => {
  /** What becomes of the message of a refusal. */
  const told = async (
    call: (ctx: Context) => TaskEither<BootpayError, unknown>,
    message: string,
    options: TestOptions = {},
  ) => {
    const fetch = (url: string) =>
      Promise.resolve(
        url.endsWith('/request/token')
          ? Response.json({ access_token: 'bridge', expire_in: 1800 })
          : Response.json({ error_code: 'RC_NOT_FOUND', message }, { status: 404 }),
      )
    const result = await call(testContext({ fetch, ...options }))()
    return E.isLeft(result) && result.left.message
  }
  const byKey = (ctx: Context) => getBillingKey(ctx, { billing_key: 'widget' })
  const byReceipt = (ctx: Context) => getReceipt(ctx, { receipt_id: 'widget' })

  test('a billing key in the path', async () => {
    expect(await told(byKey, 'no widget')).toBe('no ***')
  })
  test('a member of the query', async () => {
    const inOrder = (ctx: Context) =>
      getSequentialBillingKey(ctx, { billing_key: 'gadget', widget_key: 'lantern', user_id: 'widget' })
    expect(await told(inOrder, 'no widget, no gadget, no lantern')).toBe('no ***, no ***, no ***')
  })
  test('the keys and their Basic', async () => {
    const credentials = { client_key: 'gadget', secret_key: 'lantern' }
    const basic = Buffer.from('gadget:lantern').toString('base64')
    expect(await told(byReceipt, `no gadget, no lantern, no ${basic}`, { credentials })).toBe('no ***, no ***, no ***')
  })
  test('a token', async () => {
    const credentials = { application_id: 'app', private_key: 'pk' }
    expect(await told(byReceipt, 'no bridge', { credentials })).toBe('no ***')
  })
  test('a member of a member, beside members that are nothing', async () => {
    const metadata = { nothing: null, list: ['lantern', { deep: 'gadget' }] }
    expect(await shown('no gadget, no lantern', { metadata } as object)).toBe('no ***, no ***')
  })
  test('but not what may be told of it', async () => {
    expect(await told(byReceipt, 'no widget')).toBe('no widget')
    const cancel = (ctx: Context) =>
      cancelPayment(ctx, { receipt_id: 'widget', cancel_price: 100, cancel_id: 'gadget' })
    expect(await told(cancel, 'no widget, no gadget')).toBe('no widget, no gadget')
  })
  test('but not a single letter, nor what it is in base64', async () => {
    const user = { ...card.user, username: 'a' }
    expect(await shown('a, A and YQ==', { user })).toBe('a, A and YQ==')
  })
})

describe('the message', () => {
  test('is cut after masking, so that no half of a secret is left', async () => {
    for (let length = 270; length <= 305; length++)
      expect(await shown(`${'가'.repeat(length)}${card.card_no} 홍길동`)).not.toMatch(/\d|홍|길|동/)
  })

  test('has at most 300 characters, and no half of one', async () => {
    for (const message of ['😀'.repeat(400), `가${'😀'.repeat(400)}`, '73 '.repeat(200), '\ud800'.repeat(9)]) {
      const text = await shown(message)
      expect(text.length).toBeLessThanOrEqual(300)
      expect(text).toBe(Buffer.from(text).toString())
    }
  })

  test('has no control characters, line ends or marks that turn text around', async () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('')
    for (let at = 0; at < all.length; at += 250)
      expect(await shown(`카드 ${all.slice(at, at + 250)}`)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(await shown('카드\r\n[INFO] paid\u001b[31m\u202e오류')).toBe('카드 [INFO] paid [31m 오류')
  })

  test.each(['', ' ', '\u0000\u200b', 7, null, {}, ['x']])('that says nothing (%j) is said to', async (message) => {
    expect(await shown(message)).toBe('Bootpay gave no reason')
  })

  test('that can be read stays as it is', async () => {
    for (const text of [
      '없는 영수증 입니다.',
      '국민 카드 한도 초과 (nicepay)',
      'REST API: 45,000원 이하만 가능합니다 😀',
    ])
      expect(await shown(text)).toBe(text)
  })

  const size = (1 << 20) - 1_024
  const huge: Record<string, string> = {
    'digits and separators': '1-'.repeat(size / 2),
    separators: '-'.repeat(size),
    'one word': 'a'.repeat(size),
    'white space': ' '.repeat(size),
    'digits far apart': `1${'-'.repeat(500)}`.repeat(size / 501),
    'signs that become many letters': 'ﷺ'.repeat(size / 3 - 1),
    'the request again and again': `${Object.values(card).join(' ')} `.repeat(5_000).slice(0, size / 3),
  }
  test.each(Object.keys(huge))('of a mebibyte (%s) costs no more than reading it', async (name) => {
    await shown('warm')
    // The time of this process alone: a busy machine must not count.
    const begin = process.cpuUsage()
    const metadata = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}`, `secret of ${index}`]))
    expect((await shown(huge[name], { metadata } as object)).length).toBeLessThanOrEqual(300)
    const { user, system } = process.cpuUsage(begin)
    expect((user + system) / 1_000).toBeLessThan(250)
  })

  test('of which all is read is shown whole, and one that is longer by its first half', async () => {
    const end = '오류가 났습니다.'
    expect(await shown('\u200b'.repeat(2_048 - end.length) + end)).toBe(end)
    expect(await shown('\u200b'.repeat(2_049 - end.length) + end)).toBe('오류가 ')
  })

  test('is of the first 300 characters, whatever of them is masked', async () => {
    const digits = `${'1'.repeat(99)}나`.repeat(2)
    for (const more of [120, 2_000])
      expect(await shown(digits + '가'.repeat(more))).toBe(`***나***나${'가'.repeat(100)}`)
  })

  test('of which only the beginning is read, ends in no half of a secret', async () => {
    for (let length = 1_980; length < 2_060; length++)
      expect(await shown(`${'\u200b'.repeat(length)}홍길동 ${card.card_no}`)).not.toMatch(/길|\d\d/)
  })
})

describe('a code', () => {
  const codeOf = async (error_code: unknown, username = '84621') => {
    const fetch = () => Promise.resolve(Response.json({ error_code, pg_error_code: error_code }, { status: 400 }))
    const result = await issueBillingKey(testContext({ fetch }), { ...card, user: { username } })()
    return E.isLeft(result) && result.left._tag === 'ApiError' && [result.left.code, result.left.pg_error_code]
  }
  test.each(['84621', '-84621', '８４６２１', '8462 1', 'RC\n84621', 'RC_NOT_FOUND\n', 'RC\u202eX', 'a\u0000b'])(
    'that is an echo or cannot be printed is none: %j',
    async (code) => {
      expect(await codeOf(code)).toEqual(['HTTP_400', undefined])
    },
  )
  test('stays, where it only looks a little like a secret', async () => {
    expect(await codeOf('F113', '113')).toEqual(['F113', 'F113'])
    expect(await codeOf('ABC', 'abc')).toEqual(['ABC', 'ABC'])
    expect(await codeOf('ABCD', 'abcd')).toEqual(['HTTP_400', undefined])
    expect(await codeOf('RC_ABCDE', 'abcde')).toEqual(['RC_ABCDE', 'RC_ABCDE'])
    expect(await codeOf('RC_ABCDEF', 'abcdef')).toEqual(['HTTP_400', undefined])
    expect(await codeOf('RC_NOT_FOUND', '404404')).toEqual(['RC_NOT_FOUND', 'RC_NOT_FOUND'])
  })
})
