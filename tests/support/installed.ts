import { execFileSync } from 'node:child_process'

const starts = (program: string, env: NodeJS.ProcessEnv): boolean => {
  try {
    execFileSync(program, ['--version'], { env, stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}

/** The first of these programs that tells its version here; a name is looked for in PATH. */
export const installed = (programs: readonly string[], env = process.env): string | undefined =>
  programs.find((program) => starts(program, env))
