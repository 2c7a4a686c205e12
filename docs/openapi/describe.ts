import { resolve } from 'node:path'

import type ts from 'typescript'

import manifest from '../../package.json' with { type: 'json' }
import { commonHeadersOf, errorSchemasOf, refusalsOf, schemesOf, serversOf } from './apis.js'
import type { Json } from './json.js'
import { describeOperation, type Sources } from './operation.js'
import { exportsOf, operationsOf, schemasIn, sharedOf } from './operations.js'
import { pathsOf } from './paths.js'
import { askedBy } from './reads.js'
import { typesOf } from './types.js'
import { sharedWireOf } from './wire.js'

const INFO = `What [bootpay-fp](https://www.npmjs.com/package/bootpay-fp) sends to Bootpay (부트페이) and reads of its answers, made from
its sources. It is not Bootpay's own description: it holds what Bootpay documents, what its SDKs do and what was seen.

Requests are described as they are sent, strictly. Answers are described as they are read, loosely: required is what is checked, and
there may be more members than are listed. Bootpay may refuse with any status, so an answer is an error where its status is not 2xx
and where it has an \`error_code\`. A body may also be HTML or empty, as that of a gateway on the way is.`

/** The entry points that are folders: the others export no operation. */
const entriesOf = (): readonly string[] =>
  Object.values(manifest.exports).flatMap((target) => {
    const path = typeof target === 'string' ? '' : target.default.replace(/^\.\/dist\/(.+)\.js$/, 'src/$1.ts')
    return path.endsWith('/index.ts') ? [path] : []
  })

/** The schemas by name: of answers, and of what inputs share. */
const namedSchemasOf = ({ types, shared }: Sources): Readonly<Record<string, Json>> => {
  const ofInputs = Object.keys(shared).map((name): [string, Json] => {
    if (types.answers.has(name)) throw new Error(`${name} is the name of two schemas`)
    return [name, types.commented(sharedWireOf(name, shared), types.declaredOf(name))]
  })
  return Object.fromEntries([...types.answers, ...ofInputs])
}

/** The description of all operations, by OpenAPI 3.1. */
export const describe = async (program: ts.Program): Promise<Json> => {
  const entries = entriesOf()
  const exports = await exportsOf(entries)
  const schemas = await schemasIn(resolve('src'))
  const shared = sharedOf(exports)
  const refOf = (name: string): Json => types.answers.get(name) ?? sharedWireOf(name, shared)
  const types = typesOf(
    program,
    entries.map((path) => resolve(path)).filter((path) => program.getSourceFile(path)),
    (name, file, schema) => {
      const known = schemas.get(`${file}:${name}`)
      return known ? askedBy(known, schema, refOf) : schema
    },
  )
  const sources = { types, shared, refOf }
  const described = operationsOf(exports).map((exported) => describeOperation(exported, sources))
  const apis = [...new Map(described.map(({ api }) => [api.name, api])).values()]
  const pg = apis.find(({ name }) => name === 'pg')
  if (!pg) throw new Error('no operation of the payment API was found')
  const tags = new Set(described.flatMap(({ operation }) => operation['tags'] as readonly string[]))

  return {
    openapi: '3.1.1',
    info: {
      title: 'Bootpay, as bootpay-fp calls it',
      version: manifest.version,
      description: INFO,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    servers: serversOf(pg),
    tags: [...tags].map((name) => ({ name, description: `Operations of \`bootpay-fp/${name}\`.` })),
    paths: pathsOf(described, (api) => (api === pg ? {} : { servers: serversOf(api) })),
    components: {
      securitySchemes: schemesOf(apis),
      parameters: commonHeadersOf(apis),
      responses: refusalsOf(apis),
      schemas: { ...namedSchemasOf(sources), ...errorSchemasOf(apis) },
    },
  }
}
