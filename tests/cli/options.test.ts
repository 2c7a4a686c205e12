import { describe, expect, it } from 'vitest'

import { sandboxFaults } from 'bootpay-fp/sandbox'

import { readOptions } from '../../src/cli/options.js'

const complaint = (given: Record<string, string>) => (readOptions(given) as { complaint?: string }).complaint

describe('the options of bootpay-fp sandbox', () => {
  it('are all optional', () => {
    expect(readOptions({})).toEqual({
      host: '127.0.0.1',
      port: 4242,
      latency: 0,
      seed: 1,
      clock: 'real',
      faults: undefined,
      webhookUrl: undefined,
      stateFile: undefined,
      seedFile: undefined,
      quiet: false,
      open: false,
      allowedHosts: undefined,
      switches: undefined,
    })
  })

  it('are read', () => {
    const given = {
      host: '0.0.0.0',
      port: '0',
      latency: '150',
      seed: '7',
      clock: 'manual',
      faults: '0.2',
      'webhook-url': 'http://127.0.0.1:3000/hook',
      state: 'sandbox.json',
      'seed-file': 'fixture.json',
      quiet: 'yes',
      open: 'yes',
      'allow-host': 'bootpay, Host.Docker.Internal',
      'basic-everywhere': 'yes',
      'partial-cancel-status': '20',
    }
    expect(readOptions(given)).toEqual({
      host: '0.0.0.0',
      port: 0,
      latency: 150,
      seed: 7,
      clock: 'manual',
      faults: { rate: 0.2 },
      webhookUrl: 'http://127.0.0.1:3000/hook',
      stateFile: 'sandbox.json',
      seedFile: 'fixture.json',
      quiet: true,
      open: true,
      allowedHosts: ['bootpay', 'host.docker.internal'],
      switches: { basicEverywhere: true, partialCancelStatus: 20 },
    })
  })

  it.each([
    ['0', { rate: 0 }],
    ['1', { rate: 1 }],
    [' .25 ', { rate: 0.25 }],
    ['reset_after=0.1', { rates: { reset_after: 0.1 } }],
    ['reset_after', { rates: { reset_after: 0.1 } }],
    [
      'reset_after=0.1, slow_before=0.05,connection_refused',
      { rates: { reset_after: 0.1, slow_before: 0.05, connection_refused: 0.1 } },
    ],
  ])('takes --faults %s', (faults, read) => {
    expect(readOptions({ faults })).toMatchObject({ faults: read })
  })

  it.each([
    [{ port: 'x' }, '--port takes a whole number from 0 to 65535, not "x"'],
    [{ port: '' }, '--port takes a whole number from 0 to 65535, not ""'],
    [{ port: '65536' }, '--port takes a whole number from 0 to 65535, not "65536"'],
    [{ port: '80.5' }, '--port takes a whole number from 0 to 65535, not "80.5"'],
    [{ latency: '-1' }, '--latency takes a whole number from 0 to 600000, not "-1"'],
    [{ seed: 'abc' }, '--seed takes a whole number from 0 to 4294967295, not "abc"'],
    [{ clock: 'slow' }, '--clock is real or manual, not "slow"'],
    [{ host: '' }, '--host takes an address or a name, such as 127.0.0.1'],
    [{ state: ' ' }, '--state takes a file, such as sandbox.json'],
    [{ 'seed-file': '' }, '--seed-file takes a file, such as fixture.json'],
    [{ quiet: 'very' }, '--quiet is yes or no, not "very"'],
    [{ open: '' }, '--open is yes or no, not ""'],
    [{ 'webhook-url': 'shop.example' }, '--webhook-url takes an address that begins with http'],
    [{ 'webhook-url': 'ftp://shop.example' }, '--webhook-url takes an address that begins with http'],
    [{ 'basic-everywhere': 'maybe' }, '--basic-everywhere is yes or no, not "maybe"'],
    [{ 'partial-cancel-status': '2' }, '--partial-cancel-status is 1 or 20, not "2"'],
    [{ 'allow-host': '' }, '--allow-host takes names of hosts'],
    [{ 'allow-host': 'bootpay:80' }, '--allow-host takes names without a port, not "bootpay:80"'],
    [{ 'allow-host': 'bootpay,' }, '--allow-host takes names without a port, not ""'],
    [{ 'allow-host': '*' }, '--allow-host takes names without a port, not "*"'],
    [{ faults: '' }, '--faults takes a rate'],
    [{ faults: '1.5' }, '--faults: a rate is a number from 0 to 1, not "1.5"'],
    [{ faults: '..' }, '--faults: a rate is a number from 0 to 1, not ".."'],
    [{ faults: 'connection_refused=x' }, '--faults: a rate is a number from 0 to 1, not "x"'],
    [{ faults: 'connection_refused=' }, '--faults: a rate is a number from 0 to 1, not ""'],
    [{ faults: 'connection_refused=0.6,reset_after=0.6' }, '--faults: the rates must be at most 1 together'],
  ])('refuse %j', (given, message) => {
    expect(complaint(given as Record<string, string>)).toContain(message)
  })

  it('name every fault when one is unknown', () => {
    const message = complaint({ faults: 'reset_afetr=0.1' })
    expect(message).toContain('--faults: "reset_afetr" is no fault')
    expect(message?.split('\n').slice(1)).toEqual(Object.keys(sandboxFaults).map((name) => `  ${name}`))
  })

  it('takes origins of pages', () => {
    expect(readOptions({ 'allow-origin': 'http://192.168.0.5:3000, https://shop.test' })).toMatchObject({
      allowedOrigins: ['http://192.168.0.5:3000', 'https://shop.test'],
    })
  })

  it.each(['*', 'shop.test', 'https://shop.test/', 'https://shop.test/a', 'file:///a', 'https://a; script-src *'])(
    'takes no %s for an origin',
    (origin) => {
      expect(readOptions({ 'allow-origin': origin })).toMatchObject({
        complaint: expect.stringContaining('--allow-origin'),
      })
    },
  )
})
