import ts from 'typescript'

import { joined, object, orNull, type Json } from './json.js'

/** What the description takes from the types of the package: comments, members, and what an answer may be. */
export type Types = {
  readonly symbolOf: (name: string) => ts.Symbol
  readonly commentOf: (symbol: ts.Symbol) => string | undefined
  readonly deprecationOf: (symbol: ts.Symbol) => string | undefined
  readonly fileOf: (symbol: ts.Symbol) => string
  /** The node of a builder's parameter, and of its answer. */
  readonly builtBy: (symbol: ts.Symbol) => { readonly input: ts.Type; readonly answer: ts.Type; readonly name: string }
  /** The type of a name that is exported. */
  readonly declaredOf: (name: string) => ts.Type
  readonly schemaOf: (type: ts.Type) => Json
  /** The schema of what is sent, with the comments of its type. */
  readonly commented: (schema: Json, type: ts.Type) => Json
  /** The named schemas that answers were found to have so far. */
  readonly answers: ReadonlyMap<string, Json>
}

const { Undefined, Null, Never, Unknown, Any, StringLike, NumberLike, BooleanLike } = ts.TypeFlags

/** How a type is read at run time. */
export type Read = (name: string, file: string, schema: Json) => Json

/** Reads comments and types of a program. `read` says of a named type what of it is really asked for. */
export const typesOf = (program: ts.Program, entries: readonly string[], read: Read): Types => {
  const checker = program.getTypeChecker()
  const symbols = new Map<string, ts.Symbol>()
  for (const entry of entries) {
    const file = program.getSourceFile(entry)
    const module = file && checker.getSymbolAtLocation(file)
    for (const symbol of module ? checker.getExportsOfModule(module) : [])
      symbols.set(symbol.name, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
  }
  const answers = new Map<string, Json>()

  const plain = (parts: readonly ts.SymbolDisplayPart[] | undefined): string | undefined =>
    ts
      .displayPartsToString(parts ? [...parts] : [])
      .replace(/\{@link (\w+)\s*\}/g, '`$1`')
      .replace(/a `Date`, or |, and present it may not be `undefined`/g, '')
      .replace(/([^\n])\n(?!\n|- )/g, '$1 ')
      .trim() || undefined

  const fileOf = (symbol: ts.Symbol): string => symbol.declarations?.[0]?.getSourceFile().fileName ?? ''

  /** A comment as text. A schema and its type have one name, and the words are those of the type. */
  const commentOf = (symbol: ts.Symbol): string | undefined => {
    const type = symbol.declarations?.find(ts.isTypeAliasDeclaration)
    const [doc] = type ? ts.getJSDocCommentsAndTags(type).filter(ts.isJSDoc) : []
    return plain(
      doc
        ? [{ text: ts.getTextOfJSDocComment(doc.comment) ?? '', kind: 'text' }]
        : symbol.getDocumentationComment(checker),
    )
  }

  /** The parts of a union without what only says that a member may be left out. */
  const partsOf = (type: ts.Type): readonly ts.Type[] =>
    (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & Undefined))

  /** The primitive that `string & {}` is. */
  const unbranded = (type: ts.Type): ts.Type =>
    (type.isIntersection() && type.types.find(({ flags }) => flags & (StringLike | NumberLike))) || type

  const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)

  const membersOf = (type: ts.Type): Json => {
    if (type.isIntersection()) return { allOf: type.types.map((part) => schemaOf(part)) }
    const index = checker.getIndexInfosOfType(type)[0]
    const members = type.getProperties()
    const properties = members.map((symbol): readonly [string, Json] => {
      const schema = schemaOf(checker.getTypeOfSymbol(symbol))
      const description = joined(commentOf(symbol), schema['description'])
      return [symbol.name, description === undefined ? schema : { ...schema, description }]
    })
    const required = members.flatMap(({ name, flags }) => (flags & ts.SymbolFlags.Optional ? [] : [name]))
    return {
      type: 'object',
      ...(members.length > 0 && { properties: Object.fromEntries(properties) }),
      ...(required.length > 0 && { required }),
      ...(index && Object.keys(schemaOf(index.type)).length > 0 && { additionalProperties: schemaOf(index.type) }),
    }
  }

  const named = (type: ts.Type, symbol: ts.Symbol): Json => {
    const { name } = symbol
    if (!answers.has(name)) {
      answers.set(name, {})
      const parts = partsOf(type)
      const schema = parts.length > 1 ? { anyOf: parts.map((part) => schemaOf(part, true)) } : membersOf(type)
      const description = commentOf(symbol)
      answers.set(name, read(name, fileOf(symbol), { ...(description && { description }), ...schema }))
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  const schemaOf = (type: ts.Type, isPart = false): Json => {
    const { aliasSymbol: alias, aliasTypeArguments: args = [] } = type
    if (type.flags & (Any | Unknown | Never)) return {}
    const parts = partsOf(type)
    const isNullable = parts.some(({ flags }) => flags & Null)
    const others = parts.filter(({ flags }) => !(flags & Null))
    const [only] = others
    if (!isPart && alias && args.length === 0 && !isNullable && others.every(isObject)) return named(type, alias)
    if (!only) return { type: 'null' }
    const primitive = primitiveOf(others.map(unbranded))
    const schema = primitive ?? (others.length > 1 ? anyOf(others.map((part) => schemaOf(part))) : objectOf(only))
    return isNullable ? orNull(schema) : schema
  }

  const anyOf = (schemas: readonly Json[]): Json => {
    const different = schemas.filter((one, index) => schemas.findIndex((other) => isSame(one, other)) === index)
    return different.length === 1 ? (different[0] as Json) : { anyOf: different }
  }

  const isObject = ({ flags, symbol }: ts.Type): boolean =>
    Boolean(flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) &&
    symbol?.name !== 'Array' &&
    symbol?.name !== 'ReadonlyArray'

  /** What text, numbers and booleans are alike: answers hold values beside the known ones. */
  const primitiveOf = (parts: readonly ts.Type[]): Json | undefined => {
    const kindOf = ({ flags }: ts.Type): string | undefined =>
      flags & StringLike ? 'string' : flags & NumberLike ? 'number' : flags & BooleanLike ? 'boolean' : undefined
    const kinds = [...new Set(parts.map(kindOf))]
    if (kinds.includes(undefined)) return undefined
    const examples = parts.flatMap((part) => (part.isLiteral() ? [part.value] : []))
    return { type: kinds.length === 1 ? kinds[0] : kinds, ...(examples.length > 0 && { examples }) }
  }

  const objectOf = (type: ts.Type): Json => {
    const { aliasSymbol: alias, aliasTypeArguments: [argument] = [] } = type
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type as ts.TypeReference).map((item) => schemaOf(item))
      return { type: 'array', items: anyOf(items) }
    }
    if (alias?.name === 'Partial' && argument)
      return { anyOf: [schemaOf(argument), { type: 'object', description: 'Any part of it.' }] }
    return alias && !argument ? named(type, alias) : membersOf(type)
  }

  const commented = (schema: Json, type: ts.Type): Json => {
    const inner = partsOf(type).filter(({ flags }) => !(flags & Null))
    const [one] = inner
    const { properties, items, anyOf } = schema
    if (!one || '$ref' in schema) return schema
    if (Array.isArray(anyOf))
      return {
        ...schema,
        anyOf: anyOf.map((each) => (object(each)['type'] === 'null' ? each : commented(object(each), type))),
      }
    if (properties) {
      const commentedOf = ([name, member]: [string, unknown]): readonly [string, Json] => {
        const symbol = one.getProperty(name)
        if (!symbol) return [name, object(member)]
        const inside = commented(object(member), checker.getTypeOfSymbol(symbol))
        const description = joined(commentOf(symbol), inside['description'])
        return [name, description === undefined ? inside : { ...inside, description }]
      }
      return { ...schema, properties: Object.fromEntries(Object.entries(properties).map(commentedOf)) }
    }
    if (items && checker.isArrayType(one)) {
      const [item] = checker.getTypeArguments(one as ts.TypeReference)
      return item ? { ...schema, items: commented(object(items), item) } : schema
    }
    const examples = inner.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
    return examples.length > 0 && !('enum' in schema) ? { ...schema, examples } : schema
  }

  const symbolOf = (name: string): ts.Symbol => {
    const symbol = symbols.get(name)
    if (!symbol) throw new Error(`no entry point exports ${name}`)
    return symbol
  }

  return {
    symbolOf,
    declaredOf: (name) => checker.getDeclaredTypeOfSymbol(symbolOf(name)),
    commentOf,
    deprecationOf: (symbol) => {
      const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'deprecated')
      return tag && (plain(tag.text) ?? 'Deprecated.')
    },
    fileOf,
    builtBy: (symbol) => {
      const declaration = symbol.valueDeclaration
      const initializer = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      if (!initializer || !ts.isArrowFunction(initializer)) throw new Error(`${symbol.name} is no builder`)
      const { parameters, type } = initializer
      const input = parameters[0]?.type
      const answer = type && ts.isTypeReferenceNode(type) && type.typeArguments?.[0]
      if (!input || !answer) throw new Error(`${symbol.name} does not say what it takes and gives`)
      return {
        input: checker.getTypeFromTypeNode(input),
        answer: checker.getTypeFromTypeNode(answer),
        name: input.getText(),
      }
    },
    schemaOf,
    commented,
    answers,
  }
}

/** The input in the example of a comment, where it is written out. */
export const exampleOf = (symbol: ts.Symbol, name: string): object | undefined => {
  const tag = symbol.getJsDocTags().find(({ name }) => name === 'example')
  const file = ts.createSourceFile('example.ts', ts.displayPartsToString(tag?.text), ts.ScriptTarget.ES2022, true)
  const valueOf = (node: ts.Expression): unknown => {
    if (ts.isStringLiteralLike(node)) return node.text
    if (ts.isNumericLiteral(node)) return Number(node.text)
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false
    if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueOf)
    if (ts.isObjectLiteralExpression(node))
      return Object.fromEntries(
        node.properties.map((member) => {
          if (!ts.isPropertyAssignment(member)) throw new Error('not written out')
          return [member.name.getText().replace(/^'|'$/g, ''), valueOf(member.initializer)]
        }),
      )
    throw new Error('not written out')
  }
  const find = (node: ts.Node): ts.CallExpression | undefined =>
    ts.isCallExpression(node) && node.expression.getText() === name ? node : ts.forEachChild(node, find)
  try {
    const input = find(file)?.arguments[1]
    return input && object(valueOf(input))
  } catch {
    return undefined
  }
}
