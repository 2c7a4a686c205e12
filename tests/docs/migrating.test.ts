import { Bootpay } from '@bootpay/backend-js'
import * as sdk from 'bootpay-fp'
import * as commerce from 'bootpay-fp/commerce'
import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'
import { transform } from 'esbuild'
import { serve } from 'srvx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { bootpayCommerceMethods } from '../support/bootpayCommerce.js'
import { complaintsOf, createConsumer, programOf, runNode } from './support/consumer.js'
import { blocksOf, codeIn, read, sectionOf, tableOf, type Block } from './support/markdown.js'
import { specifyReferences } from './support/references.js'

const PAGE = 'docs/migrating.md'

const consumer = createConsumer(['fp-ts', '@types', '@bootpay'])
afterAll(consumer.remove)

/** The names that a block may use without making them: what a shop has at hand, as the page says. */
const DECLARED = `
declare const receipt_id: string
declare const billing_key: string
declare const reserve_id: string
declare const card: { readonly number: string; readonly pin: string; readonly birth: string; readonly year: string; readonly month: string }
declare const account: { readonly number: string; readonly birth: string }
declare const person: { readonly birth: string }
declare const form: { readonly phone: string; readonly otp: string }
`

const DECLARED_NAMES = [...DECLARED.matchAll(/^declare const (\w+)/gm)].map(([, name]) => name)

const all = blocksOf(PAGE)
const kindOf = ({ code }: Block) => /^\/\/ (before|after)\n/.exec(code)?.[1]
const before = all.filter((block) => block.lang === 'ts' && kindOf(block) === 'before')
const after = all.filter((block) => block.lang === 'ts' && kindOf(block) === 'after')
const go = all.filter(({ lang }) => lang === 'go')
const nameOf = ({ line, heading }: Block, kind: string) => `${PAGE}:${line} ${kind} (${heading})`

/** A block and the first one of its kind, which it continues: a whole program. */
type Program = {
  readonly name: string
  readonly heading: string
  readonly kind: 'before' | 'after'
  readonly code: string
  /** Where each line of the code stands in the page. */
  readonly lines: readonly string[]
  readonly file: string
}

const programsOf = (kind: Program['kind'], blocks: readonly Block[]): readonly Program[] =>
  blocks.map((block) => {
    const group = block === blocks[0] ? [block] : [...blocks.slice(0, 1), block]
    return {
      name: nameOf(block, kind),
      heading: block.heading,
      kind,
      code: group.map(({ code }) => code).join('\n'),
      lines: group.flatMap(({ code, line }) => code.split('\n').map((_, index) => `${PAGE}:${line + index}`)),
      file: `${kind}-${block.line}`,
    }
  })

const programs = [...programsOf('before', before), ...programsOf('after', after)]
const named = programs.map((program) => [program.name, program] as const)

describe('blocks', () => {
  test('are "before" or "after" by their first line, or Go, or commands', () => {
    const others = all.filter(
      ({ lang, ...block }) => !(lang === 'ts' && kindOf({ lang, ...block })) && !/^(go|sh)$/.test(lang),
    )
    expect(others.map((block) => nameOf(block, block.lang))).toEqual([])
    expect([before.length, after.length, go.length].every((count) => count >= 8)).toBe(true)
  })

  test('"before" is their package only, "after" is ours only', () => {
    expect(before.filter(({ code }) => /from '(?!@bootpay\/backend-js')/.test(code))).toEqual([])
    expect(after.filter(({ code }) => /from '(?!bootpay-fp|fp-ts\/lib\/)/.test(code))).toEqual([])
  })

  test('what is before has something after it', () => {
    const answered = new Set(after.map(({ section, heading }) => `${section}/${heading}`))
    const open = [...before, ...go].filter(({ section, heading }) => !answered.has(`${section}/${heading}`))
    expect(open.map((block) => nameOf(block, block.lang))).toEqual([])
  })

  test('use no name of the shop that the page does not list', () => {
    const [, list = ''] = /and no other\. ([^.]*) stand for/.exec(read(PAGE).replaceAll('\n', ' ')) ?? []
    const told = [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    expect(told).toEqual(DECLARED_NAMES)
  })
})

describe('types, strict and NodeNext: "before" with the real @bootpay/backend-js, "after" with the built package', () => {
  const files = programs.map(({ file, code }) => consumer.write(`${file}.ts`, `${code}\nexport {}\n`))
  const complaints = complaintsOf(programOf(consumer, [consumer.write('given.d.ts', DECLARED), ...files]))

  test.each(named)('%s', (_, { file, lines }) => {
    const found = complaints.filter((complaint) => complaint.file.endsWith(`/${file}.ts`))
    expect(found.map(({ line, message }) => ({ at: lines[line - 1], message }))).toEqual([])
  })

  test('have no complaint elsewhere', () => {
    expect(complaints.filter(({ file }) => !files.includes(file))).toEqual([])
  })
})

/** Makes a shop with a payment, a billing key and a reservation, and what the heading's own blocks need. */
const openShop = async (sandbox: Sandbox, heading: string): Promise<Readonly<Record<string, unknown>>> => {
  const ctx = sdk.createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
  const { browser } = sandbox
  const card = { number: '4000000000000000', pin: '00', birth: '900101', year: '30', month: '12' }
  const account = { number: '000000-00-000000', birth: '900101' }
  const order = { order_id: 'order-1024', order_name: '스웨터', price: 39_000 }
  const paid = (how: object) => {
    const receipt_id = browser.requestPayment({ ...order, ...how })
    browser.pay(receipt_id)
    return receipt_id
  }
  const key = await sdk.toPromise(
    sdk.issueBillingKey(ctx, {
      pg: 'nicepay',
      order_name: '월간 구독',
      subscription_id: 'subscription-7',
      card_no: card.number,
      card_pw: card.pin,
      card_identity_no: card.birth,
      card_expire_year: card.year,
      card_expire_month: card.month,
      user: { id: 'user_1234' },
    }),
  )
  const { reserve_id } = await sdk.toPromise(
    sdk.reservePayment(ctx, {
      billing_key: key.billing_key,
      order_name: '월간 구독',
      price: 9_900,
      order_id: 'subscription-7-2100-12',
      reserve_execute_at: '2100-12-01T09:00:00+09:00',
    }),
  )
  const consented = async () => {
    const { receipt_id } = await sdk.toPromise(
      sdk.requestTransferBillingKey(ctx, {
        pg: 'nicepay',
        order_name: '월간 구독',
        subscription_id: 'subscription-6',
        username: '홍길동',
        bank_name: '국민',
        bank_account: account.number,
        identity_no: account.birth,
      }),
    )
    browser.consent(receipt_id)
    return receipt_id
  }
  const receipts: Readonly<Record<string, () => string | Promise<string>>> = {
    Confirm: () => paid({ separately_confirmed: true }),
    'Billing keys for accounts': consented,
    'Look a billing key up, and destroy it': () => key.receipt_id ?? '',
    Identity: () => browser.verifyIdentity(),
    Escrow: () => paid({ method: 'bank', escrow: true }),
    'Escrow shipping': () => paid({ method: 'bank', escrow: true }),
    'Cash receipts': () => paid({ method: 'bank' }),
  }
  if (heading === 'Wallets') browser.registerWallet({ user_id: 'user_1234' })
  return {
    receipt_id: await (receipts[heading]?.() ?? paid({})),
    billing_key: key.billing_key,
    reserve_id,
    card,
    account,
    person: { birth: '9001011' },
    form: { phone: '01000000000', otp: '000000' },
  }
}

describe('runs against the sandbox over HTTP', () => {
  const sandboxes = new Map<string, Sandbox>()
  const server = serve({
    // Each program has a sandbox of its own, which the first part of the path names.
    fetch: async (request) =>
      (await sandboxes.get(new URL(request.url).pathname.split('/')[1] ?? '')?.fetch(request)) ?? Response.error(),
    hostname: '127.0.0.1',
    port: 0,
    silent: true,
  })
  beforeAll(() => server.ready())
  afterAll(() => server.close(true))

  const printed = (code: string) => [...code.matchAll(/^.*\bconsole\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)

  test.concurrent.each(named)('%s', { timeout: 60_000 }, async (_, { heading, kind, code, file }) => {
    const sandbox = createSandbox()
    sandboxes.set(file, sandbox)
    const given = await openShop(sandbox, heading)
    expect(Object.keys(given)).toEqual(DECLARED_NAMES)
    const { application_id, private_key } = sandbox.credentials
    const address = `${server.url ?? ''}${file}/v2`
    const theirs = `import { Bootpay } from '@bootpay/backend-js'; Bootpay.API_ENTRYPOINTS.production = '${address}'`
    const ours = `const { fetch } = globalThis
      globalThis.fetch = (url, init) => fetch(url.replace('https://api.bootpay.co.kr/v2', '${address}'), init)`
    const env = { BOOTPAY_APPLICATION_ID: application_id, BOOTPAY_PRIVATE_KEY: private_key }
    consumer.write(
      `${file}-given.js`,
      `${kind === 'before' ? theirs : ours}
      Object.assign(process.env, ${JSON.stringify(env)})
      Object.assign(globalThis, ${JSON.stringify(given)})`,
    )
    const js = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' })
    const run = await runNode(consumer.write(`${file}.js`, `import './${file}-given.js'\n${js.code}`))
    expect(run).toMatchObject({ stderr: '', failed: false })
    expect(run.stdout.split('\n').slice(0, -1)).toEqual(printed(code))
  })
})

describe('the table of names', () => {
  const rows = tableOf(sectionOf(PAGE, '## Names'), 'Node')
  const namesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')
  const operations = Object.keys(sdk).filter((name) => `${name}Request` in sdk)
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(Bootpay)).filter((name) => name !== 'constructor')
  const [context, ...others] = rows

  test('has every operation of this package, and each is called in a block', () => {
    expect(codeIn(context?.['operation'])).toBe('createContext')
    expect(others.map((row) => codeIn(row['operation'])).sort()).toEqual([...operations].sort())
    expect(operations).toHaveLength(30)
    expect(operations.filter((name) => !after.some(({ code }) => code.includes(`${name}(ctx`)))).toEqual([])
  })

  test('has every PG method of @bootpay/backend-js, and each is called in a block', () => {
    expect(others.flatMap((row) => namesIn(row['Node'])).sort()).toEqual([...methods].sort())
    expect(methods.filter((name) => !before.some(({ code }) => code.includes(`Bootpay.${name}(`)))).toEqual([])
  })

  test('has what the table of the README has', () => {
    for (const row of tableOf(sectionOf('README.md', '## Operations'), 'endpoint')) {
      const name = codeIn(row['operation'])
      const here = others.find((other) => codeIn(other['operation']) === name)
      for (const column of ['Go', 'Node'])
        expect(namesIn(here?.[column]), `${column} of ${name}`).toEqual(
          expect.arrayContaining(row[column]?.match(/\w+/g) ?? []),
        )
      expect(here?.['operation']).toBe(row['operation'])
    }
  })

  test.each(go.map((block) => [nameOf(block, 'go'), block] as const))(
    'has the functions that a Go block names; Go is not compiled: %s',
    (_, { code }) => {
      const known = new Set(rows.flatMap((row) => namesIn(row['Go']).flatMap((name) => name.match(/\w+$/) ?? [])))
      const called = [...code.matchAll(/\.([A-Z]\w*)\(/g)].map(([, name]) => name ?? '')
      expect(called.length).toBeGreaterThan(0)
      expect(called.filter((name) => !known.has(name))).toEqual([])
    },
  )
})

specifyReferences(PAGE)

describe('the table of BootpayCommerce', () => {
  const rows = tableOf(sectionOf(PAGE, '## From BootpayCommerce'), 'here')

  test('has every operation of this package', () => {
    const operations = Object.keys(commerce).filter((name) => `${name}Request` in commerce)
    expect(rows.map((row) => codeIn(row['here'])).sort()).toEqual(operations.sort())
  })

  test('has every method of the modules that are here', () => {
    const told = rows.flatMap((row) =>
      [...(row['`BootpayCommerce`'] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    )
    expect(told.sort()).toEqual(bootpayCommerceMethods())
  })
})
