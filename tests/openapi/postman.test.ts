import { createConfig, lintFromString } from '@redocly/openapi-core'
import { convertV2 } from 'openapi-to-postmanv2'
import { describe, expect, test } from 'vitest'

import { descriptions } from '../../docs/.vitepress/api.js'
import { operations } from '../docs/support/source.js'
import { descriptionText, placesOf, type Description } from '../support/description.js'

type Item = {
  readonly item?: readonly Item[]
  readonly request?: { readonly url: { readonly host: readonly string[] } }
}
type Collection = Item & { readonly variable: readonly { readonly key: string; readonly value: string }[] }

const requestsIn = ({ item, request }: Item): readonly unknown[] => (item ? item.flatMap(requestsIn) : [request])

const collectionOf = (data: string): Promise<Collection> =>
  new Promise((resolve, reject) => {
    convertV2({ type: 'string', data }, {}, (error, result) => {
      const made = result?.output?.[0]?.data
      if (made) resolve(made as unknown as Collection)
      else reject(error ?? new Error(result?.reason ?? 'nothing was made'))
    })
  })

test('Postman makes a collection of it, with a request for each operation', async () => {
  const requests = requestsIn(await collectionOf(descriptionText()))
  // joinUser and registerUser are one request.
  expect(requests).toHaveLength(operations.length - 1)
})

const isOfCommerce = ({ domain }: (typeof operations)[number]) => domain.startsWith('commerce/')

describe.each([
  ['openapi-payment.json', 'https://api.bootpay.co.kr/v2', operations.filter((it) => !isOfCommerce(it)).length],
  ['openapi-commerce.json', 'https://api.bootapi.com/v1', operations.filter(isOfCommerce).length - 1],
])('%s, which the site has', (name, address, count) => {
  const data = JSON.stringify(descriptions()[name])

  test('becomes a collection whose requests all go to that API', async () => {
    const collection = await collectionOf(data)
    expect(requestsIn(collection)).toHaveLength(count)
    expect(collection.variable).toContainEqual({ key: 'baseUrl', value: address })
    expect(placesOf(JSON.parse(data) as Description).map(({ url }) => url)).toEqual(Array(count).fill(address))
  })

  test('passes the linter', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] })
    const problems = await lintFromString({ source: data, absoluteRef: name, config })
    expect(problems.map(({ ruleId, message }) => [ruleId, message])).toEqual([])
  })
})
