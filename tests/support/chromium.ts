import { chromium, type Browser } from 'playwright-core'
import { inject } from 'vitest'

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium that setup/chromium.ts found, which asks nobody for anything. */
export const startChromium = (): Promise<Browser> => {
  const { found, trouble } = inject('chromium')
  if (found === undefined)
    throw new Error(
      `these tests start a Chromium: install one (apt-get install chromium, or Google Chrome). ${trouble}`,
    )
  return chromium.launch({ executablePath: found.program, args: ARGS, env: { ...process.env, ...found.env } })
}
