import { counter } from './cell.js'
import type { Store } from './store.js'

const hexadecimal = (value: number, length: number): string => value.toString(16).padStart(length, '0')

/** Mixes two whole numbers into one of 32 bits that looks random; the same numbers give the same result. */
export const mix = (seed: number, serial: number): number => {
  let value = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(serial + 0x7f4a7c15, 0xc2b2ae35)
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d)
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b)
  return (value ^ (value >>> 16)) >>> 0
}

/** The 24 hexadecimal digits of an id, made like MongoDB's: a head, ten digits of the seed, a counter of six. */
export const objectId = (seed: number, serial: number): string =>
  hexadecimal(0x66a00000 + Math.floor(serial / 0x1000000), 8) +
  hexadecimal(mix(seed, -1), 8) +
  hexadecimal(mix(seed, -2) & 0xff, 2) +
  hexadecimal(serial % 0x1000000, 6)

/** The id after an id with an even last digit: a billing key is one above its receipt. */
export const followingId = (id: string): string => id.slice(0, -1) + (parseInt(id.slice(-1), 16) + 1).toString(16)

/** 64 hexadecimal digits, the shape of an access token. */
export const secretText = (seed: number, serial: number): string => {
  let text = ''
  for (let part = 0; part < 8; part += 1) text += hexadecimal(mix(seed + 0x5bd1e995, serial * 8 + part), 8)
  return text
}

/** Decimal digits that belong to an id: transaction and approval numbers are cut from them. */
export const digitsOf = (id: string): string => parseInt(id.slice(12), 16).toString().padStart(16, '0')

/** 32 hexadecimal digits that go with a text; the same text gives the same ones. */
export const hashOf = (text: string): string => {
  const sum = [...text].reduce((before, letter) => mix(before, letter.codePointAt(0) ?? 0), 0)
  return [1, 2, 3, 4].map((part) => hexadecimal(mix(sum, part), 8)).join('')
}

/** The number of the last id. */
export const serial = counter('serial', 0x100000)

/** The number of the last token. */
export const tokenSerial = counter('token_serial')

/** A new id with an even last digit, so that the id after it is free for a billing key. */
export const newId = (store: Store): string => {
  const number = serial.get(store) + 2
  serial.set(store, number)
  return objectId(store.seed, number)
}

/** 64 new hexadecimal digits for a token. */
export const newSecret = (store: Store): string => {
  const number = tokenSerial.get(store) + 1
  tokenSerial.set(store, number)
  return secretText(store.seed, number)
}
