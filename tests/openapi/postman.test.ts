import { convertV2 } from 'openapi-to-postmanv2'
import { expect, test } from 'vitest'

import { descriptionText, placesOf, type Description } from '../support/description.js'

type Item = { readonly name: string; readonly item?: readonly Item[]; readonly request?: unknown }

const requestsIn = ({ item, request }: Item): readonly unknown[] => (item ? item.flatMap(requestsIn) : [request])

test('Postman makes a collection of it, with a request for each operation', async () => {
  const data = descriptionText()
  const collection = await new Promise<Item>((resolve, reject) => {
    convertV2({ type: 'string', data }, {}, (error, result) => {
      const made = result?.output?.[0]?.data
      if (made) resolve(made as unknown as Item)
      else reject(error ?? new Error(result?.reason ?? 'nothing was made'))
    })
  })
  expect(requestsIn(collection)).toHaveLength(placesOf(JSON.parse(data) as Description).length)
})
