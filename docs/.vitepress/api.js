// The page of the HTTP API, made of the description that the package has: `npm run build` writes it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {Readonly<Record<string, any>>} Json */

const FILE = fileURLToPath(new URL('../../dist/openapi.json', import.meta.url))

/** @returns {Json} */
const description = () => JSON.parse(readFileSync(FILE, 'utf8'))

/**
 * The description, and one for each API: Postman and some generators take but one address for a file.
 * @returns {Readonly<Record<string, Json>>}
 */
export const descriptions = () => {
  const whole = description()
  /**
   * @param {boolean} isCommerce
   * @param {string} title
   */
  const part = (isCommerce, title) => {
    const items = Object.entries(whole['paths']).filter(([, item]) => 'servers' in item === isCommerce)
    const paths = Object.fromEntries(items.map(([path, { servers: _, ...operations }]) => [path, operations]))
    const tags = new Set(items.flatMap(([, item]) => Object.values(item).flatMap((operation) => operation.tags ?? [])))
    const components = whole['components']
    /** The schemas that are referred to, by and by. @param {string} text @param {readonly string[]} known @returns {readonly string[]} */
    const reached = (text, known = []) => {
      const found = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name)
      const added = [...new Set(found)].filter((name) => !known.includes(name))
      if (added.length === 0) return known
      return reached(JSON.stringify(added.map((name) => components.schemas[name])), [...known, ...added])
    }
    const api = isCommerce ? /^commerce-|^CommerceError$/ : /^pg-|^PgError$/
    /** @param {Json} members @param {(name: string) => boolean} isKept */
    const only = (members, isKept) => Object.fromEntries(Object.entries(members).filter(([name]) => isKept(name)))
    const responses = only(components.responses, (name) => api.test(name))
    const names = reached(JSON.stringify([paths, responses]))
    return {
      ...whole,
      components: {
        securitySchemes: only(
          components.securitySchemes,
          (name) => isCommerce === (name === 'member') || name === 'basic',
        ),
        parameters: only(components.parameters, (name) => api.test(name)),
        responses,
        schemas: only(components.schemas, (name) => names.includes(name)),
      },
      info: { ...whole['info'], title },
      servers: items[0]?.[1].servers ?? whole['servers'],
      tags: whole['tags'].filter((/** @type {Json} */ { name }) => tags.has(name)),
      paths,
    }
  }
  return {
    'openapi.json': whole,
    'openapi-payment.json': part(false, 'Bootpay payment API'),
    'openapi-commerce.json': part(true, 'Bootpay Commerce API'),
  }
}

const WORDS = {
  ko: {
    name: '이름',
    place: '위치',
    type: '타입',
    words: '설명',
    required: '필수',
    answer: '응답',
    nothing: '읽는 값이 없습니다.',
    keys: '인증',
    none: '없음',
    schemas: '스키마',
    deprecated: '폐기 예정',
  },
  en: {
    name: 'Name',
    place: 'In',
    type: 'Type',
    words: 'Description',
    required: 'required',
    answer: 'Answer',
    nothing: 'nothing is read of it.',
    keys: 'Authorisation',
    none: 'none',
    schemas: 'Schemas',
    deprecated: 'Deprecated',
  },
}

/** @param {string} [text] */
const cell = (text = '') => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** @param {Json} schema @returns {string} */
const typeOf = ({ $ref, anyOf, allOf, type, items, enum: values, ...schema }) => {
  if ($ref) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' · ')
  if (allOf) return allOf.map(typeOf).join(' + ')
  if (values) return values.map((/** @type {unknown} */ value) => `\`${value}\``).join(' · ')
  if ('const' in schema) return `\`${schema['const']}\``
  if (type === 'array') return `${typeOf(items)}[]`
  return [type ?? 'any'].flat().join(' · ')
}

/** @param {string} ref */
const nameOf = (ref) => ref.slice(ref.lastIndexOf('/') + 1)

/**
 * The members of a schema, those of objects in it under their paths.
 * @param {Json} schema
 * @param {string} [before]
 * @returns {readonly { readonly name: string, readonly schema: Json, readonly required: boolean }[]}
 */
const membersOf = ({ properties = {}, required = [] }, before = '') =>
  Object.entries(properties).flatMap(([name, schema]) => [
    { name: before + name, schema, required: required.includes(name) },
    ...membersOf(schema, `${before}${name}.`),
    ...(schema.items ? membersOf(schema.items, `${before}${name}[].`) : []),
  ])

/**
 * @param {keyof typeof WORDS} locale
 * @param {readonly { readonly name: string, readonly place?: string, readonly schema: Json, readonly required: boolean, readonly words?: string }[]} rows
 */
const tableOf = (locale, rows) => {
  const { name, place, type, words, required } = WORDS[locale]
  const hasPlace = rows.some((row) => row.place)
  const head = [name, ...(hasPlace ? [place] : []), type, words]
  const lines = rows.map((row) => [
    `\`${row.name}\`${row.required ? ` (${required})` : ''}`,
    ...(hasPlace ? [row.place ?? ''] : []),
    typeOf(row.schema).replaceAll('|', '\\|'),
    cell(row.words ?? row.schema['description']),
  ])
  return rows.length === 0
    ? ''
    : [head, head.map(() => '-'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/**
 * @param {keyof typeof WORDS} locale
 * @param {Json} whole
 * @param {{ readonly url: string, readonly path: string, readonly method: string, readonly operation: Json }} place
 */
const sectionOf = (locale, whole, { url, path, method, operation }) => {
  const words = WORDS[locale]
  const { operationId, summary, description = '', deprecated, security, parameters, requestBody, responses } = operation
  const functions = operation['x-functions'] ?? [operationId]
  const sent = requestBody?.content['application/json']
  const bodies = sent ? (sent.schema.anyOf ?? [sent.schema]) : []
  const examples = sent ? (sent.examples ? Object.values(sent.examples).map(({ value }) => value) : [sent.example]) : []
  const given = parameters.flatMap((/** @type {Json} */ parameter) =>
    parameter['$ref']
      ? []
      : [
          {
            name: parameter['name'],
            place: parameter['in'],
            schema: parameter['schema'],
            required: Boolean(parameter['required']),
            words: parameter['description'],
          },
        ],
  )
  const answer = responses['200'].content?.['application/json'].schema
  const keys = security.map((/** @type {object} */ each) => Object.keys(each).join(' + ')).join(' · ') || words.none
  return [
    `### ${functions.join(', ')}`,
    `\`\`\`http\n${method.toUpperCase()} ${url}${path}\n\`\`\``,
    ...(deprecated ? [`**${words.deprecated}**`] : []),
    `${summary}\n\n${description}`.replaceAll('<', '&lt;'),
    `${words.keys}: ${keys}`,
    tableOf(locale, given),
    ...bodies.flatMap((/** @type {Json} */ body, /** @type {number} */ index) => [
      tableOf(
        locale,
        membersOf(body).map((member) => ({ ...member, place: 'body' })),
      ),
      `\`\`\`json\n${JSON.stringify(examples[index], null, 2)}\n\`\`\``,
    ]),
    `${words.answer}: ${answer ? typeOf(answer) : words.nothing}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/**
 * The sections of all operations and schemas.
 * @param {keyof typeof WORDS} locale
 * @returns {string}
 */
export const operationsText = (locale) => {
  const whole = description()
  const places = Object.entries(whole['paths']).flatMap(([path, { servers = whole['servers'], ...operations }]) =>
    Object.entries(operations).map(([method, operation]) => ({ url: servers[0].url, path, method, operation })),
  )
  const operations = whole['tags'].flatMap((/** @type {Json} */ { name }) => [
    `## bootpay-fp/${name}`,
    ...places.filter(({ operation }) => operation.tags.includes(name)).map((place) => sectionOf(locale, whole, place)),
  ])
  const schemas = Object.entries(whole['components'].schemas).map(([name, schema]) =>
    [
      `### ${name}`,
      (schema.description ?? '').replaceAll('<', '&lt;'),
      tableOf(locale, membersOf(schema)) || typeOf(schema),
    ]
      .filter(Boolean)
      .join('\n\n'),
  )
  return [...operations, `## ${WORDS[locale].schemas}`, ...schemas].join('\n\n')
}
