import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'
import { describe, expect, test } from 'vitest'

import * as exported from '../../src/index.js'
import { sources } from '../docs/support/source.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root)
const program = ts.createProgram(
  sources()
    .filter((path) => !path.startsWith('src/cli/'))
    .map((path) => join(root, path)),
  options,
)
const checker = program.getTypeChecker()

const memberOf = (type: ts.Type, name: string): ts.Type => {
  const symbol = checker.getNonNullableType(type).getProperty(name)
  return symbol ? checker.getTypeOfSymbol(symbol) : checker.getNeverType()
}

/** The parts of a union; what only says that a member may be left out is none. */
const partsOf = (type: ts.Type): readonly ts.Type[] =>
  (type.isUnion() ? type.types : [type]).filter(
    (part) => !(part.flags & ts.TypeFlags.Undefined) || part === checker.getUndefinedType(),
  )

/** Whether a type has members of ours; `string & {}` is text. */
const isObject = (type: ts.Type): boolean =>
  type.isIntersection()
    ? type.types.every(isObject)
    : Boolean(type.flags & ts.TypeFlags.Object) && type.symbol?.name !== 'Date'

type Shape = string | readonly Shape[] | { readonly [member: string]: Shape }

/** A type with nothing hidden by a name: its members, which of them may be left out, and what each may be. */
const shapeOf = (type: ts.Type): Shape => {
  const shapes = partsOf(type).map((part): Shape => {
    if (!isObject(part)) return checker.typeToString(part, undefined, ts.TypeFormatFlags.NoTypeReduction)
    if (checker.isArrayType(part))
      return { 'each of a list': shapeOf(checker.getTypeArguments(part as ts.TypeReference)[0] ?? part) }
    const index = checker.getIndexInfosOfType(part).map((info) => ['any', shapeOf(info.type)] as const)
    const members = part.getProperties().map((symbol) => {
      const mark = symbol.flags & ts.SymbolFlags.Optional ? '?' : ''
      return [`${symbol.name}${mark}`, shapeOf(checker.getTypeOfSymbol(symbol))] as const
    })
    return Object.fromEntries([...index, ...members])
  })
  const sorted = shapes
    .map((shape) => [JSON.stringify(shape), shape] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const [only, ...others] = sorted.map(([, shape]) => shape)
  return only !== undefined && others.length === 0 ? only : sorted.map(([, shape]) => shape)
}

type Declared = { readonly name: string; readonly declared: ts.Type; readonly schema: ts.Type }

/** What a schema takes, or gives, by the Standard Schema. */
const typeOf = (schema: ts.Type, side: 'input' | 'output'): ts.Type =>
  memberOf(memberOf(memberOf(schema, '~standard'), 'types'), side)

/** Every schema whose type is written out, `const X: InputSchema<X> = …`, with that type and with the one of what it is made of. */
const declarations: readonly Declared[] = program.getSourceFiles().flatMap((file) => {
  if (!file.fileName.includes('/src/') || file.fileName.includes('/node_modules/')) return []
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, type, initializer }) => {
      if (!type || !initializer) return []
      const declared = checker.getTypeFromTypeNode(type)
      const { flags } = typeOf(declared, 'input')
      if (flags & (ts.TypeFlags.Never | ts.TypeFlags.Unknown)) return []
      return [{ name: name.getText(), declared, schema: checker.getTypeAtLocation(initializer) }]
    }),
  )
})

const inputs = Object.keys(exported).filter((name) => name.endsWith('Input'))

describe('the type of an input is written out', () => {
  test('for every operation, and for what inputs share', () => {
    const builders = Object.keys(exported).filter((name) => name.endsWith('Request'))
    const expected = builders.map((name) =>
      name.replace(/^./, (first) => first.toUpperCase()).replace(/Request$/, 'Input'),
    )
    expect([...inputs].sort()).toEqual(expected.sort())
    const names = declarations.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...inputs, 'User', 'Item', 'Extra']))
  })

  test.each(declarations)('$name takes what its type says, and no less', ({ declared, schema }) => {
    expect(shapeOf(typeOf(schema, 'input'))).toEqual(shapeOf(typeOf(declared, 'input')))
  })

  test.each(declarations)('$name gives what its type says', ({ declared, schema }) => {
    expect(shapeOf(typeOf(schema, 'output'))).toEqual(shapeOf(typeOf(declared, 'output')))
  })

  /** The members of a type and of the types in it, each with its path. */
  const membersOf = (type: ts.Type, path: string): readonly (readonly [string, ts.Symbol])[] =>
    partsOf(type).flatMap((part) => {
      if (!isObject(part)) return []
      if (checker.isArrayType(part))
        return membersOf(checker.getTypeArguments(part as ts.TypeReference)[0] ?? part, path)
      return part.getProperties().flatMap((symbol) => {
        const own = `${path}.${symbol.name}`
        return [[own, symbol] as const, ...membersOf(checker.getTypeOfSymbol(symbol), own)]
      })
    })

  test.each(declarations)(
    '$name has a comment on each member, and none that can be written to',
    ({ name, declared }) => {
      const members = membersOf(typeOf(declared, 'input'), '')
      expect(members.length > 0).toBe(name !== 'GetPaymentMethodsInput')
      const silent = members.filter(([, symbol]) => symbol.getDocumentationComment(checker).length === 0)
      expect(silent.map(([path]) => path)).toEqual([])
      const writable = members.filter(([, { declarations = [] }]) =>
        declarations.some((it) => !(ts.getCombinedModifierFlags(it) & ts.ModifierFlags.Readonly)),
      )
      expect(writable.map(([path]) => path)).toEqual([])
    },
  )
})
