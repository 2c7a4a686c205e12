import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'

import * as exported from '../../src/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = join(root, 'tests/consumers/fixture/hovered.ts')
const operations = Object.keys(exported).filter((name) => `${name}Request` in exported)
const inputs = Object.keys(exported).filter((name) => name.endsWith('Input'))

const TABLES = ['banks', 'carriers', 'errorCodes', 'gateways', 'methods', 'receiptStatuses'] as const
const LISTS = ['cardCompanies', 'deliveryCompanies'] as const

const text = `
import { createContext, ${[...TABLES, ...LISTS].join(', ')}, ${operations.join(', ')} } from 'bootpay-fp'
import type { BootpayError, Receipt, ${inputs.join(', ')} } from 'bootpay-fp'
declare const receipt: Receipt
const ctx = createContext({ credentials: {} })
const confirming = confirmPayment(ctx, { receipt_id: 'r' })
const cancelling = cancelPayment(ctx, {
  receipt_id: 'r',
  cancel_price: 1_000,
  cancel_tax_free: 0,
  cancel_id: 'c',
  refund: { bank_account: '1', bank_username: 'n', bank_code: '004' },
})
receipt.price
receipt.cancelled_price
receipt.status
receipt.tax_free
receipt.card_data?.point
${operations.map((name) => `void ${name}`).join('\n')}
${[...TABLES, ...LISTS].map((name) => `void ${name}`).join('\n')}
${inputs.map((name) => `declare const a${name}: ${name}\na${name}.`).join('\n')}
void chargeBillingKey(ctx, { wrong_member: 1 })
`

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root)
// What a user has are the built declarations.
Object.assign(options, { paths: { 'bootpay-fp': ['./dist/index.d.ts'] } })
const snapshot = (path: string) => {
  const content = path === file ? text : ts.sys.readFile(path)
  return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
}
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: snapshot,
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
})

const endOf = (code: string): number => text.indexOf(code) + code.length

/** What an editor shows over the last word of the first place where some code stands: the type, and the comment. */
const hover = (code: string): { type: string; comment: string; tags: string[] } => {
  const at = text.indexOf(code)
  if (at < 0) throw new Error(`${code} is nowhere`)
  const info = service.getQuickInfoAtPosition(file, at + code.trimEnd().length - 1)
  return {
    type: ts.displayPartsToString(info?.displayParts).replace(/^\(alias\) |\n\(alias\) const [^]*$|\nimport \w+$/g, ''),
    comment: ts.displayPartsToString(info?.documentation),
    tags: (info?.tags ?? []).map(({ name }) => name),
  }
}

describe('hovering', () => {
  // The first question makes the compiler read everything.
  beforeAll(() => {
    hover('= confirmPayment')
  }, 120_000)

  test('an operation shows what it takes, what it gives, and when to use it', () => {
    expect(hover('= confirmPayment').type).toBe(
      'confirmPayment(ctx: Context, input: ConfirmPaymentInput): TaskEither<BootpayError, Receipt>',
    )
    expect(hover('= confirmPayment').comment).toMatch(/^Approves a payment .*KRW .* `RC_NOT_CONFIRM_READY`/s)
    expect(hover('= cancelPayment').type).toBe(
      'cancelPayment(ctx: Context, input: CancelPaymentInput): TaskEither<BootpayError, Receipt>',
    )
    expect(hover('= cancelPayment').comment).toMatch(/^Cancels a payment, whole or in part\..*KRW/s)
    expect(hover('= cancelPayment').tags).toContain('example')
  })

  test('the input of an operation shows its members as plain types', () => {
    expect(hover(': ConfirmPaymentInput\n').type).toBe(
      'type ConfirmPaymentInput = {\n    readonly receipt_id: string;\n}',
    )
    expect(hover(': CancelPaymentInput\n').type).toMatchInlineSnapshot(`
      "type CancelPaymentInput = {
          readonly receipt_id: string;
          readonly cancel_price?: number;
          readonly cancel_tax_free?: number | undefined;
          readonly cancel_id?: string | number | undefined;
          readonly cancel_username?: string | undefined;
          readonly cancel_requester?: string | undefined;
          readonly cancel_message?: string | undefined;
          readonly items?: readonly Item[] | undefined;
          readonly metadata?: Readonly<Record<string, unknown>> | undefined;
          readonly refund?: {
              readonly bank_account: string;
              readonly bank_username: string;
              readonly bank_code: string;
          } | undefined;
      }"
    `)
  })

  test.each([
    ['\n  cancel_price', '(property) cancel_price?: number', /KRW.*all that is left/],
    ['\n  cancel_tax_free', '(property) cancel_tax_free?: number | undefined', /KRW/],
    ['\n  cancel_id', '(property) cancel_id?: string | number | undefined', /refuses the same one twice/],
    ['bank_code', '(property) bank_code: string', /Three-digit/],
  ])('%s of an input shows its unit or its form', (code, type, comment) => {
    expect(hover(code).type).toBe(type)
    expect(hover(code).comment).toMatch(comment)
  })

  test('a receipt shows what it is and what money is judged by first', () => {
    const { type, comment } = hover(': Receipt\n')
    expect(type).toMatch(
      /^type Receipt = \{\s+readonly receipt_id: string;\s+readonly order_id\?: string \| undefined;\s+readonly price: number;\s+readonly cancelled_price: number;\s+readonly status: ReceiptStatus;\s+readonly status_locale\?: string/,
    )
    expect(comment).toMatch(/^A payment, as Bootpay answers it\. Four members are always there/)
  })

  test.each([
    ['receipt.price', /`currency`/],
    ['receipt.cancelled_price', /Judge a cancel by it/],
    ['receipt.status', /1 paid/],
    ['receipt.tax_free', /part of `price`/],
    ['?.point', /KRW/],
  ])('%s shows its unit or its meaning', (code, comment) => {
    expect(hover(code).comment).toMatch(comment)
  })

  test('a result shows the names of its types and not their insides', () => {
    expect(hover('const cancelling').type).toBe('const cancelling: TaskEither<BootpayError, Receipt>')
    expect(hover('const confirming').type).toBe('const confirming: TaskEither<BootpayError, Receipt>')
  })

  test.each(operations)('%s has a comment with an example, and no type of valibot in it', (name) => {
    const { type, comment, tags } = hover(`\nvoid ${name}\n`)
    expect(type).toMatch(name.startsWith('get') ? /TaskEither<ReadError, / : /TaskEither<BootpayError, /)
    expect(type).not.toMatch(/Schema|Infer|\bv\./)
    expect(comment.length).toBeGreaterThan(40)
    expect(tags).toContain('example')
  })

  test.each(inputs)('%s shows no type of valibot, and the comment of each member', (name) => {
    expect(hover(`: ${name}\n`).type).not.toMatch(/Schema|Infer|Brand|\bv\./)
    const members = service.getCompletionsAtPosition(file, endOf(`a${name}.`), {})?.entries ?? []
    expect(members.length > 0).toBe(name !== 'GetPaymentMethodsInput')
    const commentOf = (member: string) =>
      service.getCompletionEntryDetails(file, endOf(`a${name}.`), member, {}, undefined, {}, undefined)?.documentation
    expect(members.filter(({ name }) => ts.displayPartsToString(commentOf(name)).length < 5)).toEqual([])
  })

  test('the wrong type of a member is told by the name of the input', () => {
    const words = service
      .getSemanticDiagnostics(file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    expect(words.filter((each) => /ChargeBillingKeyInput/.test(each))).toEqual([
      "Object literal may only specify known properties, and 'wrong_member' does not exist in type 'ChargeBillingKeyInput'.",
    ])
  })

  test.each(TABLES)('%s shows its names in Korean', (name) => {
    const { type } = hover(`\nvoid ${name}\n`)
    const names = Object.values<string>(exported[name]).filter((each) => /[가-힣]/.test(each))
    // A long table is cut.
    expect(names.slice(0, 3).filter((each) => !type.includes(each))).toEqual([])
  })

  test.each([...operations, ...inputs, ...TABLES, ...LISTS])('%s shows no escapes', (name) => {
    expect(hover(inputs.includes(name) ? `: ${name}\n` : `\nvoid ${name}\n`).type).not.toContain('\\u')
  })
})
