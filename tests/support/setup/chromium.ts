import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

import { installed } from '../installed.js'

/** A Chromium that starts, and what it needs in its environment; or why there is none. */
export type FoundChromium = {
  readonly found?: { readonly program: string; readonly env: Readonly<Record<string, string>> }
  readonly trouble: string
}

declare module 'vitest' {
  interface ProvidedContext {
    chromium: FoundChromium
  }
}

const USUAL = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const unpacking = `
  const { default: chromium } = await import('@sparticuz/chromium')
  const program = await chromium.executablePath()
  process.stdout.write(JSON.stringify({ program, libraries: process.env.LD_LIBRARY_PATH }))
`

const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`

/** Unpacks the Chromium that came from npm, and the libraries and fonts that it brings, into an empty folder. */
const unpack = (folder: string): FoundChromium => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { trouble: 'The one that npm ci brings is for Linux on x64 only.' }
  try {
    // The package unpacks its libraries only where it believes itself on Lambda, and it alters the environment of the
    // process that imports it: hence a process of its own.
    const env = { PATH: process.env['PATH'], TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
    const cwd = fileURLToPath(new URL('.', import.meta.url))
    const given = ['--input-type=module', '--eval', unpacking]
    const { program, libraries } = JSON.parse(
      execFileSync(process.execPath, given, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    ) as { program: string; libraries: string }
    const configuration = join(folder, 'fonts.conf')
    writeFileSync(configuration, fontsOf(folder))
    const found = { program, env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: configuration } }
    return installed([program], { ...process.env, ...found.env })
      ? { found, trouble: '' }
      : { trouble: 'The one that npm ci brings does not start here.' }
  } catch (error) {
    return { trouble: `The one that npm ci brings could not be unpacked: ${String(error)}` }
  }
}

/** Finds a Chromium for all test files: an installed one, or else the one from npm, unpacked until the run ends. */
export const setup = ({ provide }: TestProject): (() => void) | undefined => {
  const program = installed(USUAL)
  if (program !== undefined) {
    provide('chromium', { found: { program, env: {} }, trouble: '' })
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'bootpay-fp-chromium-'))
  provide('chromium', unpack(folder))
  return () => {
    rmSync(folder, { recursive: true, force: true })
  }
}
