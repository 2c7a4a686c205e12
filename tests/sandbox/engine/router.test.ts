import { describe, expect, it } from 'vitest'

import { createRouter, route, type Api } from '../../../src/sandbox/engine/router.js'

const api = (root: string, lines: readonly string[], hosts?: readonly string[]): Api => ({
  root,
  ...(hosts === undefined ? {} : { hosts }),
  routes: lines.map((line) =>
    route(
      line,
      line,
      () => undefined,
      () => null,
    ),
  ),
})

const finder = (...apis: readonly Api[]) => {
  const find = createRouter(apis)
  return (line: string) => {
    const [method = '', url = ''] = line.split(' ')
    const found = find(method, url)
    return found && [found.route.operation, found.holes]
  }
}

describe('a route', () => {
  const find = finder(
    api('/v1', [
      'GET /orders',
      'GET /orders/{order}',
      'PUT /orders/{order}',
      'POST /orders/{order}/cancel',
      'POST /orders/{order}/items/{item}/cancel',
      'GET /orders/latest/items',
      'GET /{kind}/latest/{item}',
    ]),
  )

  it.each([
    ['GET http://any.test/v1/orders', 'GET /orders', {}],
    ['GET http://any.test/prefix/v1/orders/', 'GET /orders', {}],
    ['GET http://any.test/v1/orders.json', 'GET /orders', {}],
    ['GET http://any.test/v1/orders/1', 'GET /orders/{order}', { order: '1' }],
    ['PUT http://any.test/v1/orders/a%2Fb', 'PUT /orders/{order}', { order: 'a/b' }],
    ['PUT http://any.test/v1/orders/%', 'PUT /orders/{order}', { order: '%' }],
    ['POST http://any.test/v1/orders/1/cancel', 'POST /orders/{order}/cancel', { order: '1' }],
    [
      'POST http://any.test/v1/orders/1/items/2/cancel',
      'POST /orders/{order}/items/{item}/cancel',
      { order: '1', item: '2' },
    ],
    ['GET http://any.test/v1/orders/latest/items', 'GET /orders/latest/items', {}],
    ['GET http://any.test/v1/orders/latest', 'GET /orders/{order}', { order: 'latest' }],
    // What is written out is tried first, and left again where it leads nowhere.
    ['GET http://any.test/v1/orders/latest/7', 'GET /{kind}/latest/{item}', { kind: 'orders', item: '7' }],
    ['GET http://any.test/v1/__proto__/latest/7', 'GET /{kind}/latest/{item}', { kind: '__proto__', item: '7' }],
  ])('is found by %s', (line, operation, holes) => {
    expect(find(line)).toEqual([operation, holes])
  })

  it.each([
    ['DELETE http://any.test/v1/orders'],
    ['GET http://any.test/v1//orders'],
    ['GET http://any.test/v1/orders//'],
    ['POST http://any.test/v1/orders//cancel'],
    ['POST http://any.test/v1/orders/1/2/cancel'],
    ['GET http://any.test/v1'],
    ['GET http://any.test/v2/orders'],
    ['GET /'],
    ['GET '],
  ])('is not found by %s', (line) => {
    expect(find(line)).toBeUndefined()
  })
})

describe('several APIs', () => {
  const find = finder(
    api('', ['GET /orders'], ['api.shop.test', 'localhost:81']),
    api('/v2', ['GET /orders', 'GET /x']),
  )

  it.each([
    ['GET https://api.shop.test/orders', 'GET /orders'],
    ['GET https://API.shop.test/orders', 'GET /orders'],
    ['GET http://localhost:81/orders', 'GET /orders'],
    ['GET http://localhost:82/v2/x', 'GET /x'],
  ])('are told apart by their hosts: %s', (line, operation) => {
    expect(find(line)).toEqual([operation, {}])
  })

  it('answer for no host of another one', () => {
    expect(find('GET http://localhost:82/orders')).toBeUndefined()
  })
})
