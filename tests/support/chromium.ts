import { existsSync } from 'node:fs'

import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a real Chromium (Debian's `chromium`) that asks nobody for anything. */
export const startChromium = (): Promise<Browser> => {
  if (!existsSync(executablePath)) throw new Error('these tests start chromium: install it (apt-get install chromium)')
  return chromium.launch({ executablePath, args })
}
