import { spawn } from 'node:child_process'
import { platform } from 'node:os'

import type { Environment } from './options.js'

const openers: Readonly<Record<string, readonly [program: string, ...given: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens an address of the web in the system's browser, without a shell in between; where there is none nothing happens. */
export const openPage = (url: string, env: Environment): void => {
  const [program, ...given] = openers[platform()] ?? ['xdg-open']
  const child = spawn(program, [...given, url], { env, stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
