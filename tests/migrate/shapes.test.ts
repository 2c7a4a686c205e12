import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { ROOT } from '../docs/support/markdown.js'
import { apart, turn } from './support.js'

const IMPORT = `import { Bootpay } from '@bootpay/backend-js'\n`
const LOOK_UP = `import { getReceipt, toPromise } from 'bootpay-fp'\nimport { ctx } from './keys'\n`
const REQUIRED = `const { getReceipt, toPromise } = require('bootpay-fp')\nconst configured = require('./keys')\n`

/** Turns a file beside `keys.ts`, which has the Context. */
const turned = (source: string, name = 'pay.ts') => turn(source, `/shop/src/${name}`, ['/shop/src/keys.ts'])

describe('however the official SDK is imported', () => {
  test.each([
    ['by its name', `import { Bootpay } from '@bootpay/backend-js'\nBootpay.receiptPayment(id)\n`],
    ['by another name', `import { Bootpay as client } from '@bootpay/backend-js'\nclient.receiptPayment(id)\n`],
    ['by default', `import client from '@bootpay/backend-js'\nclient.receiptPayment(id)\n`],
    ['by default, as Node gives it', `import sdk from '@bootpay/backend-js'\nsdk.default.receiptPayment(id)\n`],
    ['as a whole', `import * as sdk from '@bootpay/backend-js'\nsdk.Bootpay.receiptPayment(id)\n`],
    ['as TypeScript requires', `import sdk = require('@bootpay/backend-js')\nsdk.Bootpay.receiptPayment(id)\n`],
    ['with a further name', `${IMPORT}const client = Bootpay\nclient.receiptPayment(id)\n`],
    ['and called where it may be absent', `${IMPORT}Bootpay?.receiptPayment(id)\n`],
    ['and called by a name in brackets', `${IMPORT}Bootpay['receiptPayment'](id)\n`],
  ])('%s', (_, source) => {
    expect(turned(source)).toMatchObject({
      output: `${LOOK_UP}toPromise(getReceipt(ctx, { receipt_id: id }))\n`,
      comments: 0,
      needsTheirs: false,
    })
  })

  test.each([
    ['whole', `const sdk = require('@bootpay/backend-js')\nsdk.Bootpay.receiptPayment(id)\n`],
    ['by its name', `const { Bootpay } = require('@bootpay/backend-js')\nBootpay.receiptPayment(id)\n`],
    ['by another name', `const { Bootpay: client } = require('@bootpay/backend-js')\nclient.receiptPayment(id)\n`],
    ['as a member', `const Bootpay = require('@bootpay/backend-js').default\nBootpay.receiptPayment(id)\n`],
  ])('required %s', (_, source) => {
    expect(turned(source, 'pay.js').output).toBe(
      `${REQUIRED}toPromise(getReceipt(configured.ctx, { receipt_id: id }))\n`,
    )
  })

  test.each([
    [
      'where it is used alone',
      `'use strict'\n\nconst find = (id) => require('@bootpay/backend-js').Bootpay.receiptPayment(id)\n`,
      `'use strict'\n\n${REQUIRED.trimEnd()}\n\nconst find = (id) => toPromise(getReceipt(configured.ctx, { receipt_id: id }))\n`,
    ],
    [
      'among others',
      `const fs = require('fs'),\n  { Bootpay } = require('@bootpay/backend-js')\nBootpay.receiptPayment(id)\n`,
      `const fs = require('fs')\n${REQUIRED}toPromise(getReceipt(configured.ctx, { receipt_id: id }))\n`,
    ],
    [
      'in a program, below its first line',
      `#!/usr/bin/env node\nmain(async () => {\n  const { Bootpay } = require('@bootpay/backend-js')\n  return Bootpay.receiptPayment(id)\n})\n`,
      `#!/usr/bin/env node\n\n${REQUIRED.trimEnd()}\nmain(async () => {\n  return toPromise(getReceipt(configured.ctx, { receipt_id: id }))\n})\n`,
    ],
  ])('required %s', (_, source, output) => {
    expect(turned(source, 'pay.js').output).toBe(output)
  })

  test('with ours beside it already, and a second time without a change', () => {
    const once = turned(
      `import { getReceipt } from 'bootpay-fp'\n${IMPORT}import { ctx } from './keys'\nBootpay.receiptPayment(id)\n`,
    )
    expect(once.output).toBe(
      `import { getReceipt, toPromise } from 'bootpay-fp'\nimport { ctx } from './keys'\ntoPromise(getReceipt(ctx, { receipt_id: id }))\n`,
    )
    expect(turned(once.output).output).toBe(once.output)
  })

  test('what is no use of it stays: another thing of that name, a file that only speaks of it', () => {
    const other = 'export const find = (Bootpay) => Bootpay.receiptPayment(1)\n'
    expect(turned(`${IMPORT}Bootpay.receiptPayment(id)\n${other}`).output).toBe(
      `${LOOK_UP}toPromise(getReceipt(ctx, { receipt_id: id }))\n${other}`,
    )
    const speaks = '// we had @bootpay/backend-js once\nexport const x = 1\n'
    expect(turned(speaks).output).toBe(speaks)
    expect(turned(other).skipped).toBe(true)
  })
})

describe('however it is written', () => {
  test.each([
    [
      'arguments with a comment',
      'Bootpay.receiptPayment(id /* of the buyer */)',
      'toPromise(getReceipt(ctx, { receipt_id: id /* of the buyer */ }))',
    ],
    [
      'two values as one',
      'Bootpay.receiptPayment((log(id), id))',
      'toPromise(getReceipt(ctx, { receipt_id: (log(id), id) }))',
    ],
    [
      'a call in a call',
      'Bootpay.certificate((await Bootpay.receiptPayment(id)).receipt_id)',
      'toPromise(getCertificate(ctx, { receipt_id: (await toPromise(getReceipt(ctx, { receipt_id: id }))).receipt_id }))',
    ],
    [
      'a long chain',
      'Bootpay.receiptPayment(id).then(f, g).finally(h)',
      'toPromise(getReceipt(ctx, { receipt_id: id })).then(f, g).finally(h)',
    ],
  ])('%s', (_, call, becomes) => {
    expect(apart(turned(`${IMPORT}export const x = ${call}\n`)).code).toContain(`export const x = ${becomes}\n`)
  })

  test.each([
    ['JSX', 'pay.tsx', 'export const P = async () => <p>{(await Bootpay.receiptPayment(id)).price}</p>'],
    ['JSX in JavaScript', 'pay.jsx', 'export const P = async () => <p>{(await Bootpay.receiptPayment(id)).price}</p>'],
    [
      'decorators in JavaScript',
      'pay.js',
      '@Injectable()\nexport class P {\n  find() { return Bootpay.receiptPayment(id) }\n}',
    ],
    ['types of Flow', 'pay.js', 'export const find = (id: ?string): Promise<mixed> => Bootpay.receiptPayment(id)'],
    [
      'types asserted',
      'pay.mts',
      'export const find = (id: unknown) => Bootpay.receiptPayment(<string>id) satisfies Promise<unknown>',
    ],
  ])('with %s', (_, name, code) => {
    expect(turned(`${IMPORT}${code}\n`, name)).toMatchObject({ calls: 1, needsTheirs: false })
  })

  test('with quotes, semicolons and names as the file has them', () => {
    const { code } = apart(
      turn(
        `import { Bootpay } from "@bootpay/backend-js";\n\nBootpay.setConfiguration({ client_key: "a", secret_key: "b", mode: "stage" });\n\nexport async function cancelPayment(ctx) {\n  ctx.body = await Bootpay.cancelPayment({ receipt_id: ctx.query.id });\n}\n`,
        '/shop/koa.js',
      ),
    )
    expect(code).toBe(
      `import {\n  cancelPayment as bootpayCancelPayment,\n  createContext,\n  toPromise,\n} from "bootpay-fp";\n\nconst bootpayContext = createContext({\n  credentials: {\n    client_key: "a",\n    secret_key: "b",\n  },\n  baseUrl: "https://stage-api.bootpay.co.kr/v2",\n});\n\nexport async function cancelPayment(ctx) {\n  ctx.body = await toPromise(bootpayCancelPayment(bootpayContext, { receipt_id: ctx.query.id }));\n}\n`,
    )
  })

  test('without semicolons, where the next line brings one', () => {
    const { code } = apart(
      turn(
        `const Bootpay = require('@bootpay/backend-js').Bootpay\n\n;(async () => {\n  Bootpay.setConfiguration({\n    // of the shop\n    application_id: 'a', // public\n    mode: 'production',\n    private_key: 'b'\n  })\n  await Bootpay.getAccessToken()\n  console.log(await Bootpay.receiptPayment('1'))\n})()\n`,
        '/shop/pay.js',
      ),
    )
    expect(code).toBe(
      `const {\n  createContext,\n  createTokenState,\n  getReceipt,\n  toPromise,\n} = require('bootpay-fp')\n\nconst ctx = createContext({\n  credentials: {\n    // of the shop\n    application_id: 'a', // public\n    private_key: 'b'\n  },\n  tokens: createTokenState(),\n})\n\n;(async () => {\n  console.log(await toPromise(getReceipt(ctx, { receipt_id: '1' })))\n})()\n`,
    )
  })

  test('a file that cannot be parsed throws, and is not written', () => {
    expect(() => turned(`${IMPORT}Bootpay.receiptPayment(\n`)).toThrow(/Unexpected token/)
  })
})

describe('tokens', () => {
  const without = (code: string) => apart(turned(`${IMPORT}export const f = async () => {\n${code}\n}\n`))

  test.each([
    ['asked for', '  await Bootpay.getAccessToken()\n  return 1', '  return 1'],
    ['kept and not read', '  const token = await Bootpay.getAccessToken()\n  return 1', '  return 1'],
    ['asked for under a condition', '  if (old) await Bootpay.getAccessToken()', '  if (old) await Promise.resolve()'],
    [
      'asked for first in a chain',
      '  return Bootpay.getAccessToken().then(() => 1)',
      '  return Promise.resolve().then(() => 1)',
    ],
    [
      'asked for first in a chain that does not read it',
      '  return Bootpay.getAccessToken().then((token) => 1)',
      '  return Promise.resolve().then((token) => 1)',
    ],
  ])('%s are gone', (_, before, after) => {
    expect(without(before)).toEqual({ code: `export const f = async () => {\n${after}\n}\n`, comments: [] })
  })

  test.each([
    ['read', '  const { access_token } = await Bootpay.getAccessToken()'],
    ['read in a chain', '  return Bootpay.getAccessToken().then((token) => token.access_token)'],
    ['given to somebody', '  return Bootpay.getAccessToken()'],
  ])('%s are asked for as before, with a comment', (_, code) => {
    const { comments, code: after } = without(code)
    expect(after).toContain(code.replace('Bootpay.getAccessToken()', 'toPromise(getAccessToken(ctx))'))
    expect(comments).toEqual([expect.stringContaining('delete this')])
  })
})

describe('keys', () => {
  const configured = (source: string, name = 'pay.ts') => apart(turn(`${IMPORT}${source}`, `/shop/${name}`))
  const REST = 'export const find = (id) => Bootpay.receiptPayment(id)\n'

  test.each([
    [
      'the same in several functions',
      `const a = () => {\n  Bootpay.setConfiguration({ client_key: K, secret_key: S })\n}\nconst b = () => {\n  Bootpay.setConfiguration({ client_key: K, secret_key: S })\n}\n`,
      'const ctx = createContext({',
      /read when this file loads/,
    ],
    ['of a function', 'const a = (keys) => Bootpay.setConfiguration(keys)\n', 'let ctx: Context', /if this has a mode/],
    [
      'of a call',
      'const a = () => Bootpay.setConfiguration({ client_key: get(1), secret_key: get(2) })\n',
      'let ctx: Context',
      undefined,
    ],
    [
      'of several merchants',
      `const a = () => Bootpay.setConfiguration({ client_key: '1', secret_key: '2' })\nconst b = () => Bootpay.setConfiguration({ client_key: '3', secret_key: '4' })\n`,
      'let ctx: Context',
      /one for each merchant/,
    ],
    ['spread', 'Bootpay.setConfiguration({ ...keys })\n', 'const ctx = createContext({', /what is spread here/],
    [
      'for a mode that is not written',
      'Bootpay.setConfiguration({ client_key: K, secret_key: S, mode })\n',
      "baseUrl: String(mode) === 'development' ? 'https://dev-api.bootpay.co.kr/v2' : String(mode) === 'stage' ? 'https://stage-api.bootpay.co.kr/v2' : 'https://api.bootpay.co.kr/v2'",
      /the mode became an address/,
    ],
    ['nowhere', '', 'application_id: process.env.BOOTPAY_APPLICATION_ID', /no setConfiguration is in this file/],
  ])('%s', (_, source, part, comment) => {
    const { code, comments } = configured(source + REST)
    expect(code).toContain(part)
    expect(code).not.toContain('setConfiguration')
    if (comment) expect(comments).toContainEqual(expect.stringMatching(comment))
    else expect(comments).toEqual([])
  })

  test('in CommonJS that others use are exported, also those that come later', () => {
    const of = (source: string) =>
      turn(`const { Bootpay } = require('@bootpay/backend-js')\n${source}`, '/shop/keys.js', ['/shop/keys.js']).output
    expect(of(`Bootpay.setConfiguration({ client_key: K, secret_key: S })\nmodule.exports = { K }\n`)).toMatch(
      /module\.exports = \{ K \}\n\nmodule\.exports\.ctx = ctx\n$/,
    )
    expect(of(`exports.start = (keys) => Bootpay.setConfiguration(keys)\n`)).toMatch(
      /Object\.defineProperty\(module\.exports, 'ctx', \{ enumerable: true, get: \(\) => ctx \}\)\n$/,
    )
  })

  test.each([
    ['/shop/src/routes/pay.ts', '', "from '../keys'"],
    ['/shop/src/routes/pay.ts', `import './other.js'\n`, "from '../keys.js'"],
    ['/shop/src/routes/pay.js', '', "from '../keys.js'"],
    ['/shop/src/routes/pay.ts', `import '@/keys'\n`, "import { ctx } from '@/keys'"],
    ['/shop/src/routes/pay.ts', `import '../keys'\n`, "import { ctx } from '../keys'"],
  ])('of another file are imported as %s imports: %j', (path, other, expected) => {
    expect(turn(`${IMPORT}${other}${REST}`, path, ['/shop/src/keys.ts']).output).toContain(expected)
  })
})

describe('what has no equal goes on as it is, and a comment says so', () => {
  test.each([
    ['a member whose name is computed', 'Bootpay[method](id)', /the whole of it/],
    ['the object as a value', 'start(Bootpay)', /the whole of it/],
    ['the object exported', 'export default Bootpay', /the whole of it/],
    ['a method as a value', 'ids.map(Bootpay.receiptPayment)', /cannot be read/],
    ['a list of arguments', 'Bootpay.receiptPayment(...given)', /cannot be read/],
    ['methods taken out', 'const { receiptPayment } = Bootpay', /the whole of it/],
    ['an endpoint of its own', `Bootpay.get('receipt/1')`, /withToken and send/],
    ['a token of its own', `Bootpay.setToken(token)`, /kept by the Context/],
    ['its client', `Bootpay.$http.defaults.timeout = 1`, /not known/],
    ['what every object has', `Bootpay.toString()`, /not known/],
    ['a variable that may be another one', 'let client = Bootpay\nclient.receiptPayment(id)', /the whole of it/],
    ['a dependency', 'class P {\n  constructor(client = Bootpay) {}\n}', /the whole of it/],
    ['a mock', `vi.mock('@bootpay/backend-js', () => ({}))`, /a mock/],
    [
      'a module that comes later',
      `import('@bootpay/backend-js').then(({ Bootpay }) => Bootpay.receiptPayment(id))`,
      /a mock, a type or a module/,
    ],
    ['an export', `export * from '@bootpay/backend-js'`, /whoever imports it/],
  ])('%s', (_, code, comment) => {
    const before = `${code.includes('@bootpay') ? '' : IMPORT}${code}\n`
    const once = turned(before)
    expect(apart(once)).toEqual({ code: before, comments: [expect.stringMatching(comment)] })
    expect(once).toMatchObject({ calls: 0, needsTheirs: true })
    expect(turned(once.output)).toMatchObject({ output: once.output, comments: 0 })
  })

  test('its keys and its token stay with it', () => {
    const before = `${IMPORT}Bootpay.setConfiguration({ client_key: K, secret_key: S })\nawait Bootpay.getAccessToken()\nawait Bootpay[method](id)\n`
    expect(apart(turned(before)).code).toBe(before)
    const { code } = apart(turn(`${before}await Bootpay.receiptPayment(id)\n`, '/shop/pay.ts'))
    for (const line of before.split('\n')) expect(code).toContain(line)
    expect(code).toContain('const ctx = createContext({')
    expect(code).toContain('await toPromise(getReceipt(ctx, { receipt_id: id }))')
  })

  test.each([
    [
      `import { Bootpay, BootpayCommerce } from '@bootpay/backend-js'`,
      `import { BootpayCommerce } from '@bootpay/backend-js'`,
    ],
    [
      `import { Bootpay, BootpayBackendNodejsResource as BootpayCommerce } from '@bootpay/backend-js'`,
      `import { BootpayBackendNodejsResource as BootpayCommerce } from '@bootpay/backend-js'`,
    ],
  ])('%s keeps what is not of payments', (before, after) => {
    const { code, comments } = apart(
      turned(`${before}\nBootpay.receiptPayment(id)\nexport const commerce = new BootpayCommerce()\n`),
    )
    expect(code).toBe(
      `${after}\n${LOOK_UP}toPromise(getReceipt(ctx, { receipt_id: id }))\nexport const commerce = new BootpayCommerce()\n`,
    )
    expect(comments).toEqual([expect.stringContaining('still @bootpay/backend-js: BootpayCommerce')])
  })
})

describe('what was thrown', () => {
  const caught = (code: string, name = 'pay.js') =>
    apart(turned(`${IMPORT}try {\n  await Bootpay.receiptPayment(id)\n} catch (e) {\n  ${code}\n}\n`, name))
  const inCatch = (code: string) => /catch \(e\) \{\n {2}([^]*)\n\}\n$/.exec(code)?.[1]

  test.each([
    ['e.error_code === "X"', 'errorOf(e)?.code === "X"', 0],
    ['e.error_code', 'errorOf(e)?.code', 1],
    ['e?.error_code === "X"', 'errorOf(e)?.code === "X"', 0],
    ['e.pg_error_code', 'errorOf(e)?.pg_error_code', 0],
    ['e.message', '(errorOf(e) ?? e).message', 0],
    ['e.error_code === -100', '["NetworkError", "TimeoutError", "OutcomeUnknown"].includes(errorOf(e)?._tag ?? "")', 0],
    [
      '-100 !== e.error_code',
      '!["NetworkError", "TimeoutError", "OutcomeUnknown"].includes(errorOf(e)?._tag ?? "")',
      0,
    ],
    ['e.error_code == -101', 'errorOf(e)?._tag === "CredentialsError"', 0],
    ['e.error_code != -101', 'errorOf(e)?._tag !== "CredentialsError"', 0],
    ['res.json(e)', 'res.json(e)', 1],
    ['JSON.stringify({ ...e })', 'JSON.stringify({ ...e })', 1],
    ['e instanceof Error', 'e instanceof Error', 1],
    ['"error_code" in e', '"error_code" in e', 1],
    ['log(e)', 'log(e)', 0],
  ])('%s becomes %s', (before, after, comments) => {
    const quoted = (text: string) => text.replaceAll('"', "'")
    const turnedNow = caught(`x(${quoted(before)})`)
    expect(inCatch(turnedNow.code)).toBe(`x(${quoted(after)})`)
    expect(turnedNow.comments).toHaveLength(comments)
  })

  test('by another name, of a type of theirs, and taken apart', () => {
    const typed = caught(
      'const failure = e as BootpayRestApiErrorResponse\n  log(failure.error_code === "X", failure.message)'.replaceAll(
        '"',
        "'",
      ),
      'pay.ts',
    )
    expect(inCatch(typed.code)).toBe(
      `const failure = e\n  log(errorOf<ApiError>(failure)?.code === 'X', (errorOf(failure) ?? (failure as Error)).message)`,
    )
    expect(inCatch(caught('const { error_code, message } = e').code)).toBe(
      'const { code: error_code, message } = errorOf(e) ?? e',
    )
    expect(inCatch(caught('const { error_code: code } = e').code)).toBe('const { code: code } = errorOf(e) ?? e')
  })

  test('in a chain, by either function', () => {
    const of = (chain: string) => apart(turned(`${IMPORT}Bootpay.receiptPayment(id)${chain}\n`, 'pay.js')).code
    expect(of(`.catch((e) => log(e.message))`)).toContain('.catch((e) => log((errorOf(e) ?? e).message))')
    expect(of(`.then(f, function (e) { log(e.message) })`)).toContain(
      '.then(f, function (e) { log((errorOf(e) ?? e).message) })',
    )
  })

  test('where the code is read and no call is near, it is left to a person', () => {
    const { comments } = apart(
      turned(`${IMPORT}export const tell = (failure) => failure.error_code\nBootpay.receiptPayment(id)\n`),
    )
    expect(comments).toEqual([expect.stringContaining('ask errorOf')])
  })

  test('a charge that got no answer is left to a person', () => {
    const { comments } = apart(
      turned(
        `${IMPORT}try {\n  await Bootpay.requestSubscribePayment(cycle)\n} catch (e) {\n  if (e.error_code === -100) retry()\n}\n`,
      ),
    )
    expect(comments).toEqual([
      expect.stringContaining('never charge again'),
      expect.stringContaining('OutcomeUnknown may have happened'),
    ])
  })
})

describe('the samples of the official README', () => {
  const readme = readFileSync(join(ROOT, 'node_modules/@bootpay/backend-js/README.md'), 'utf8')
  const blocks = Array.from(readme.matchAll(/^```\w*\r?\n([^]*?)^```/gm), ([, code = '']) => code)
  const samples = blocks.filter((code) => /^(?!\s*\/\/).*\bBootpay\.\w+\(/m.test(code))

  test('are some', () => {
    expect(samples.length).toBeGreaterThan(5)
  })

  test.each(samples.map((code, index) => [`sample ${String(index + 1)}`, code]))('%s is turned whole', (_, code) => {
    const once = turn(code.includes('@bootpay/backend-js') ? code : IMPORT + code, '/shop/sample.js')
    expect(once.needsTheirs).toBe(false)
    expect(once.output).not.toMatch(/\bBootpay\b/)
    expect(turn(once.output, '/shop/sample.js').output).toBe(once.output)
  })
})

test('a cancel_price that may be undefined is left to a person', () => {
  const of = (price: string) =>
    apart(turned(`${IMPORT}Bootpay.cancelPayment({ receipt_id: id, cancel_price: ${price} })\n`)).comments
  expect(of('1_000')).toHaveLength(1)
  expect(of('price')).toEqual([expect.anything(), expect.stringContaining('cancel_price')])
})

test('the member that is misspelt there is spelt', () => {
  expect(
    apart(turned(`${IMPORT}export const tid = (await Bootpay.receiptPayment(id)).kakao_moneny_data?.tid\n`)).code,
  ).toContain('.kakao_money_data?.tid')
})
