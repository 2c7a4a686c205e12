import * as sdk from 'bootpay-fp'
import type { ApiRequest, Built } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { inputs } from '../fixtures/inputs.js'

/** As much of a valibot schema as it takes to find its members. */
type Node = {
  readonly entries?: Readonly<Record<string, Node>>
  readonly wrapped?: Node
  readonly item?: Node
}

const membersOf = (node: Node, path: string): readonly string[] => {
  if (node.wrapped) return membersOf(node.wrapped, path)
  if (node.item) return membersOf(node.item, `${path}.0`)
  if (!node.entries) return [path]
  return Object.entries(node.entries).flatMap(([name, member]) => membersOf(member, path ? `${path}.${name}` : name))
}

const put = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown =>
  name === undefined
    ? by
    : Object.assign(Array.isArray(value) || name === '0' ? [...((value as unknown[] | undefined) ?? [])] : {}, value, {
        [name]: put((value as Record<string, unknown> | undefined)?.[name], rest, by),
      })

const get = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value)

type Place = { readonly name: string; readonly path: string }

/** Every member of every input, with those of what it holds. */
const places: readonly Place[] = Object.keys(inputs).flatMap((name) => {
  const schema = (sdk as unknown as Record<string, Node>)[`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`]
  return membersOf(schema as Node, '').map((path) => ({ name, path }))
})

const named = (pattern: RegExp): readonly Place[] => {
  const found = places.filter(({ path }) => pattern.test(path))
  if (found.length === 0) throw new Error(`no member is called ${String(pattern)}`)
  return found
}

const build = ({ name, path }: Place, value: unknown): Built<unknown> => {
  const builder = (sdk as unknown as Record<string, (input: unknown) => Built<unknown>>)[`${name}Request`]
  return (builder as (input: unknown) => Built<unknown>)(
    put(inputs[name as keyof typeof inputs], path.split('.'), value),
  )
}

/** What is sent of a member, in the query or the body; as JSON has it. */
const sent = (place: Place, value: unknown): unknown => {
  const built = build(place, value)
  if (E.isLeft(built)) return built.left.message
  const { query, body } = JSON.parse(JSON.stringify(built.right)) as ApiRequest<unknown>
  return get(query ?? body, place.path)
}

describe('what official SDKs send is taken wherever there is such a member', () => {
  test.each(named(/(^|\.)(phone|cash_receipt_identity_no)$/))('a Korean phone number in $name: $path', (place) => {
    const phones = {
      '+82 10-0000-0000': '01000000000',
      '+821000000000': '01000000000',
      '+82 010 0000 0000': '01000000000',
      '+82-(0)2-000-0000': '020000000',
      '+82 (0) 10-0000-0000': '01000000000',
      ' -+82 10-0000-0000': '01000000000',
      '010-0000-0000': '01000000000',
      '1588-0000': '15880000',
      '82-10-0000-0000': '821000000000',
    }
    expect(Object.fromEntries(Object.keys(phones).map((phone) => [phone, sent(place, phone)]))).toEqual(phones)
  })

  test.each(named(/^identity_no$/).filter(({ name }) => name.startsWith('issueCashReceipt')))(
    'a phone number as the identity of $name',
    (place) => {
      expect(sent(place, '+82 10-0000-0000')).toBe('01000000000')
    },
  )

  test.each(named(/_at$/))('a moment in $name: $path', (place) => {
    const moments = {
      '2026-01-31T09:00:00+0900': '2026-01-31T09:00:00+09:00',
      '2026-01-31T09:00:00 +0900': '2026-01-31T09:00:00+09:00',
      '2026-01-31 09:00:00+09:00': '2026-01-31T09:00:00+09:00',
      '2026-01-31 09:00:00.5+09': '2026-01-31T09:00:00.5+09:00',
      '2026-01-31 00:00:00 UTC': '2026-01-31T00:00:00Z',
      '2026-01-31T00:00Z': '2026-01-31T00:00Z',
      '2026-01-31T09:00:00+09:00': '2026-01-31T09:00:00+09:00',
    }
    expect(Object.fromEntries(Object.keys(moments).map((moment) => [moment, sent(place, moment)]))).toEqual(moments)
  })

  const flags = places.filter((place) => E.isRight(build(place, true)))

  test.each(flags)('1 and 0 for true and false in $name: $path', (place) => {
    expect([1, 0].map((flag) => sent(place, flag))).toEqual([true, false].map((flag) => sent(place, flag)))
  })

  test('flags are found by what they take', () => {
    expect(flags.map(({ name, path }) => `${name} ${path}`)).toEqual(
      expect.arrayContaining([
        'getReceipt lookup_user_data',
        'startShipping shipping_prepayment',
        'payWithWallet sandbox',
        'reservePayment extra.raw_data',
      ]),
    )
  })

  test.each(named(/(^|\.)(user_id|user\.id|items\.0\.id|cancel_id|order_id|subscription_id|authentication_id)$/))(
    'a numeric id as text in $name: $path',
    (place) => {
      const built = build(place, 1716860112)
      expect(built).toMatchObject({ _tag: 'Right' })
      const path = E.isRight(built) ? built.right.path : ''
      expect(path.endsWith('/1716860112') || sent(place, 1716860112) === '1716860112').toBe(true)
    },
  )

  test.each(named(/(^|\.)gender$/))('an unknown gender in $name: $path', (place) => {
    expect([1, 0, -1].map((gender) => sent(place, gender))).toEqual([1, 0, -1])
  })

  const guests = places.filter(({ path }) => /^(user|company)\.(?!gender)/.test(path))

  test.each(guests)('the empty text of a guest, which is not sent, in $name: $path', (place) => {
    const built = build(place, '')
    expect(built).toMatchObject({ _tag: 'Right' })
    expect(sent(place, '')).toBeUndefined()
  })

  test.each(
    ['email', 'username', 'phone'].flatMap((path) => [
      { name: 'issueUserToken', path },
      { name: 'issueCashReceiptForPayment', path },
    ]),
  )('the empty $path of a guest, which is not sent, in $name', (place) => {
    expect(sent(place, '')).toBeUndefined()
    expect(build(place, '')).not.toHaveProperty(`right.body.${place.path}`)
  })
})
