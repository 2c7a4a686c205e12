import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'

import { commerceInputs } from '../fixtures/commerceInputs.js'
import { inputs } from '../fixtures/inputs.js'
import { receipt } from '../fixtures/receipt.js'
import { operations } from '../docs/support/source.js'
import { descriptionText, placesOf, problemsOf, type Description } from '../support/description.js'

const description = JSON.parse(descriptionText()) as Description
const places = placesOf(description)

/** The functions that an operation stands for: two of them send the same request with other members. */
const functionsAt = ({ operation }: (typeof places)[number]) => operation['x-functions'] ?? [operation.operationId]

/** A path without the names of what is filled in. */
const shapeOf = (path: string) => path.replace(/\{\w+\}/g, '{}')

describe('openapi.json', () => {
  test('has each operation that an entry point exports, and no other', () => {
    expect(places.flatMap(functionsAt).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  test.each(operations)(
    'has $name under its method and path, in the folder that it comes from',
    ({ name, domain, endpoint }) => {
      const [place] = places.filter((place) => functionsAt(place).includes(name))
      const path = name === 'checkUserExists' ? '/users/join/{}' : shapeOf(endpoint.replace(/^\w+ /, ''))
      expect(place && [place.method, shapeOf(place.path), place.operation.tags]).toEqual([
        endpoint.replace(/ .*/, ''),
        path,
        [domain],
      ])
    },
  )

  test.each(operations)(
    'says of $name where it is sent, how it is authorised, and what it is for',
    ({ name, domain, deprecated }) => {
      const [place] = places.filter((place) => functionsAt(place).includes(name))
      const isCommerce = domain.startsWith('commerce/')
      expect(place?.url).toBe(isCommerce ? 'https://api.bootapi.com/v1' : 'https://api.bootpay.co.kr/v2')
      expect(place?.operation.summary).toMatch(/^[A-Z].+\.$/)
      expect(place?.operation.deprecated ?? false).toBe(deprecated)
      const schemes = place?.operation.security.map((each) => Object.keys(each).join())
      const isBoth = ['listProducts', 'getProduct', 'previewOrder'].includes(name)
      const isMember = ['getUserSession', 'logoutUser'].includes(name)
      const expected = isCommerce
        ? isBoth
          ? ['basic', 'basic,member']
          : [isMember ? 'basic,member' : 'basic']
        : name === 'getAccessToken'
          ? []
          : ['getWallets', 'issueUserToken'].includes(name)
            ? ['token', 'basic']
            : ['basic', 'token']
      expect(schemes).toEqual(expected)
    },
  )

  test('holds no words of ours alone, such as links between comments, and no path of a machine', () => {
    expect(descriptionText()).not.toMatch(/\{@link|`Date`|\/src\/|file:|\/home\/|\/tmp\//)
  })

  test('lets every member of an answer be null that is not checked', () => {
    type Schema = {
      type?: string | string[]
      anyOf?: Schema[]
      required?: string[]
      properties?: Record<string, Schema>
    }
    const mayBeNull = ({ type, anyOf, ...others }: Schema): boolean =>
      type ? [type].flat().includes('null') : anyOf ? anyOf.some(mayBeNull) : !('$ref' in others)
    const answers = Object.entries(description.components.schemas).filter(
      ([, schema]) => !('additionalProperties' in schema),
    )
    const never = answers.flatMap(([name, { properties = {}, required = [], anyOf = [] }]: [string, Schema]) => {
      const checked = [...required, ...anyOf.flatMap((each) => each.required ?? [])]
      return Object.entries(properties).flatMap(([member, schema]) =>
        checked.includes(member) || mayBeNull(schema) ? [] : [`${name}.${member}`],
      )
    })
    expect(never).toEqual([])
    expect(answers.length).toBeGreaterThan(30)
  })

  test('passes a linter', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] })
    const problems = await lintFromString({ source: descriptionText(), absoluteRef: 'openapi.json', config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  test('is within its limit', () => {
    expect(descriptionText().length).toBeLessThan(230_000)
  })
})

describe('what is not as described is found', () => {
  const { receipt_id } = receipt
  const cancel = { method: 'POST', path: '/cancel', query: {}, body: { receipt_id }, answer: receipt }

  test.each([
    ['a path', { path: '/cancelled' }, ['no operation is POST /cancelled']],
    ['a method', { method: 'GET' }, ['no operation is GET /cancel']],
    ['a query', { query: { receipt_id } }, ['query has receipt_id, which is not described']],
    ['no body', { body: undefined }, ['body is missing']],
    ['a member', { body: { receipt_id, receiptId: '' } }, ['body must NOT have additional properties']],
    ['no member', { body: {} }, ["body must have required property 'receipt_id'"]],
    ['a kind of member', { body: { receipt_id, cancel_price: '1000' } }, ['body/cancel_price must be integer']],
    ['an answer', { answer: { ...receipt, price: '1000' } }, ['answer/price must be number']],
    ['an error', { status: 404, answer: { error_code: {} } }, ['error/error_code must be string,integer,null']],
  ])('%s', (_, change, problems) => {
    expect(problemsOf(cancel)).toEqual([])
    expect(problemsOf({ ...cancel, ...change })).toEqual(problems)
  })

  const list = { method: 'GET', path: '/orders', query: {}, headers: {}, answer: { list: [], count: 0 } }
  test.each([
    ['a value in the query', { query: { page: '0' } }, ['query page must be >= 1']],
    ['a list in the query', { query: { status: '1,x' } }, ['query status/1 must be integer']],
    [
      'a role',
      { headers: { 'bootpay-role': 'owner' } },
      ['header bootpay-role must be equal to one of the allowed values'],
    ],
  ])('%s', (_, change, problems) => {
    expect(problemsOf(list)).toEqual([])
    expect(problemsOf({ ...list, ...change })).toEqual(problems)
  })
})

describe('the least that an operation takes', () => {
  test('has an input here for each', () => {
    expect(Object.keys({ ...inputs, ...commerceInputs }).sort()).toEqual(operations.map(({ name }) => name).sort())
  })
})
