import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

import { sandboxArguments } from '../../src/cli/command.js'
import { codeIn, read, sectionOf, tableOf } from '../docs/support/markdown.js'
import { installed } from '../support/installed.js'
import { curl } from './curl.js'
import { scratch, serve, startSandboxForTest, useRealNetwork } from './support.js'

useRealNetwork()

const page = 'docs/sandbox.md'

/**
 * Blocks between tildes, which are no programs of their own: what tests/docs runs stands between backticks.
 */
const blocks = [...read(page).matchAll(/^~~~(\w+)\n(.*?)^~~~$/gms)].map(([, lang = '', code = '']) => ({ lang, code }))

const blockWith = (lang: string, text: string): string => {
  const found = blocks.filter((block) => block.lang === lang && block.code.includes(text))
  expect(found).toHaveLength(1)
  return found[0]?.code ?? ''
}

describe('the test for vitest', () => {
  it('is one of this project', () => {
    expect(blockWith('ts', "from 'vitest'")).toBe(read('tests/sandbox/in-a-suite.test.ts'))
  })
})

describe('the command line', () => {
  it('takes the options of the table', () => {
    const rows = tableOf(sectionOf(page, '## On your machine'), 'Option')
    expect(rows.map((row) => codeIn(row['Option']))).toEqual(Object.keys(sandboxArguments).map((name) => `--${name}`))
  })

  it('prints what the page shows', async () => {
    const sandbox = await startSandboxForTest()
    const shown = blockWith('text', 'base URL').replaceAll('http://127.0.0.1:4242/', sandbox.url)
    expect(sandbox.printed()).toContain(shown)
  })

  it('is started by the workflow with options that it knows', () => {
    const [, line = ''] = /npx --yes bootpay-fp sandbox (.*) &/.exec(blockWith('yaml', 'steps:')) ?? []
    const names = line.split(' ').filter((part) => part.startsWith('--'))
    expect(names).toEqual(['--clock', '--webhook-url'])
  })
})

describe('the lines for curl', () => {
  it('work', async () => {
    const { url, sandbox } = await serve()
    const lines = blockWith('sh', '/_sandbox/reset').trim().split('\n')
    for (const line of lines) {
      const here = line.replaceAll('http://127.0.0.1:4242/', url)
      expect(await (await curl(`${here} --fail`)).json()).toBeTypeOf('object')
    }
    expect(sandbox.state().receipts).toMatchObject([{ order_id: 'order-1', status: 1 }])
    expect(sandbox.faults().script).toMatchObject([{ fault: 'reset_after' }])
  })

  it('wait until it answers', async () => {
    const { url } = await serve()
    const [, line = ''] = /- run: (curl .*)/.exec(blockWith('yaml', 'steps:')) ?? []
    expect(await (await curl(line.replace('http://127.0.0.1:4242/', url))).json()).toMatchObject({
      base_url: `${url}v2`,
    })
  })
})

describe('the test in Python', () => {
  it('passes', async ({ skip }) => {
    skip(!installed(['python3']), 'no python3 here (apt-get install python3)')
    const { baseUrl, sandbox } = await serve()
    const file = join(scratch(), 'test_refund.py')
    writeFileSync(file, blockWith('python', 'urlopen'))
    const run = await promisify(execFile)('python3', [file], {
      env: { PATH: process.env['PATH'], BOOTPAY_URL: baseUrl },
    })
    expect(run).toEqual({ stdout: '', stderr: '' })
    expect(sandbox.state().cancellations).toMatchObject([{ cancel_id: 'c-1' }])
  })
})
