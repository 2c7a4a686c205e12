import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

const starts = (program: string, env: NodeJS.ProcessEnv): boolean => {
  try {
    execFileSync(program, ['--version'], { env, stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}

const places = (program: string): readonly string[] =>
  isAbsolute(program) ? [program] : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program))

/** Where the first of these programs is that tells its version; a mere name is looked for in PATH. */
export const installed = (programs: readonly string[], env = process.env): string | undefined =>
  programs.flatMap(places).find((program) => existsSync(program) && starts(program, env))
