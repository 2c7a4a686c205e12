import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { complaintsOf, createConsumer, programOf } from './support/consumer.js'
import { read } from './support/markdown.js'
import { examplesOf, operations, sources } from './support/source.js'

const consumer = createConsumer()
afterAll(consumer.remove)

/**
 * Names that an example may use without making them: what a shop has at hand. Everything that the package exports may be
 * used without an import too. An example that declares a name of its own hides the one here.
 */
const PREAMBLE = `
import type { ApiRequest, Context, Receipt } from 'bootpay-fp'
import type { TokenStorage } from 'bootpay-fp/unstorage'

declare global {
  const ctx: Context
  const receipt_id: string
  const order_id: string
  const order_number: string
  const order_cancellation_request_id: string
  const product_id: string
  const user_jwt: string
  const password: string
  const credentials: { readonly application_id: string; readonly private_key: string }
  /** Any storage of unstorage's. */
  const storage: TokenStorage
  /** A payment that was looked up. */
  const receipt: Receipt
  /** A request from a builder, or of one's own making. */
  const request: ApiRequest<unknown>
  /** A subscription, as the shop stored it. */
  const subscription: { readonly billing_key: string }
  /** What the browser's widget handed over. */
  const widget: { readonly billing_key: string; readonly key: string }
  /** What a buyer typed into a form. */
  const card: { readonly number: string; readonly pin: string; readonly birth: string; readonly year: string; readonly month: string }
  const account: { readonly number: string; readonly birth: string }
  const person: { readonly birth: string }
  const form: { readonly phone: string; readonly otp: string }
}
`

const examples = sources().flatMap(examplesOf)

/** Where each export of the package comes from, the root first. */
const exportsOf = (): ReadonlyMap<string, string> => {
  const specifiers = Object.keys(manifest.exports)
    .filter((path) => !path.endsWith('.json'))
    .map((path) => path.replace('.', 'bootpay-fp'))
  const file = consumer.write('exports.ts', specifiers.map((from, i) => `export * as m${i} from '${from}'`).join('\n'))
  const program = programOf(consumer, [file])
  const checker = program.getTypeChecker()
  const found = new Map<string, string>()
  for (const statement of program.getSourceFile(file)?.statements ?? []) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier)
    for (const { name } of module ? checker.getExportsOfModule(module) : [])
      if (!found.has(name)) found.set(name, (statement.moduleSpecifier as ts.StringLiteral).text)
  }
  return found
}

const identifiersOf = (code: string): ReadonlySet<string> => {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text)
    node.forEachChild(visit)
  }
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022))
  return names
}

describe('examples in doc comments', () => {
  const exported = exportsOf()
  const preamble = consumer.write('preamble.d.ts', PREAMBLE)
  const files = examples.map(({ code }, index) => {
    const imports = [...identifiersOf(code)].flatMap((name) => {
      const from = exported.get(name)
      return from ? `import { ${name} } from '${from}'; ` : []
    })
    return consumer.write(`example-${index}.ts`, `${imports.join('')}export {}\n${code}\n`)
  })
  const complaints = complaintsOf(programOf(consumer, [preamble, ...files]))

  test.each(examples.map((example, index) => [`${example.path}:${example.line}`, { ...example, index }] as const))(
    '%s',
    (_, { index, line, name, kind, code }) => {
      const found = complaints.filter(({ file }) => file === files[index])
      expect(found.map((complaint) => ({ ...complaint, file: '', line: line + complaint.line - 1 }))).toEqual([])
      if (kind !== 'type') expect(code, `an example of ${name} names it`).toMatch(new RegExp(`\\b${name}\\b`))
    },
  )

  test('are all found', () => {
    const count = sources().reduce((sum, path) => sum + read(path).split('@example').length - 1, 0)
    expect(examples).toHaveLength(count)
  })

  test('have no complaint outside of them', () => {
    expect(complaints.filter(({ file }) => !files.includes(file))).toEqual([])
  })

  test('stand above every operation', () => {
    const documented = new Set(examples.map(({ name }) => name))
    expect(operations.filter(({ name }) => !documented.has(name))).toEqual([])
  })
})
