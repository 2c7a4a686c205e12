import { stripVTControlCharacters } from 'node:util'

import { createColors } from 'picocolors'

/** Where a command writes, and how. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly colors: ReturnType<typeof createColors>
}

type Output = { readonly isTTY?: boolean; readonly write: (text: string) => unknown }

/** Whether to colour: what the environment says, else whether it is a terminal. */
const isColoured = (output: Output, env: Readonly<Record<string, string | undefined>>): boolean => {
  if (env['NO_COLOR']) return false
  return env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : output.isTTY === true && env['TERM'] !== 'dumb'
}

/** Makes a terminal of a process's outputs; elsewhere than on a terminal everything is plain. */
export const createTerminal = (process: {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
}): Terminal => {
  const { stdout, stderr, env } = process
  const write = (output: Output) => (text: string) =>
    void output.write(`${isColoured(output, env) ? text : stripVTControlCharacters(text)}\n`)
  return { out: write(stdout), err: write(stderr), colors: createColors(true) }
}
