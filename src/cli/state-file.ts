import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Sandbox, SandboxExport } from '../sandbox/index.js'
import { complain, messageOf, type Complaint } from './complaint.js'
import { codeOf, versionOf, writeAtomically } from './files.js'

/** What the file holds: an export, which `createSandbox({ state })` takes too, and the time it was written at. */
export type SavedState = SandboxExport & {
  /** The sandbox's clock, for a manual one to go on from. */
  readonly saved_at: number
}

/** What to do about a file that cannot be used, for `--state`. */
export const startOver = 'Remove it to start over.'

/** The same for `--seed-file`. */
export const giveAnother = 'Give another one with --seed-file.'

/** Reads a file of an earlier run: `undefined` when there is none yet, a complaint when it cannot be used. */
export const readStateFile = async (file: string, advice = startOver): Promise<SavedState | undefined | Complaint> => {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : complain(`cannot read ${file}: ${messageOf(error)}`)
  }
  try {
    const state: unknown = JSON.parse(text)
    if (typeof state === 'object' && state !== null) return state as SavedState
  } catch {
    // Said below.
  }
  return complain(`${file} is not a state of the sandbox: it holds no JSON object. ${advice}`)
}

/** Reads a file to begin with, which is never written; a complaint when there is none. */
export const readSeedFile = async (file: string): Promise<SavedState | Complaint> =>
  (await readStateFile(file, giveAnother)) ?? complain(`there is no ${file}. ${giveAnother}`)

/** Keeps a sandbox in a file. */
export type StateKeeper = {
  /** Writes the file if anything changed since the last time, one write after the other. */
  readonly save: () => Promise<void>
  /** How long to leave between two saves: longer where they take long. */
  readonly pause: () => number
}

/** The words of what went wrong with a file. */
export const troubleOf = (error: unknown, place: string): string =>
  codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(place)}` : messageOf(error)

/** Makes the keeper of a sandbox's file. It writes as long as the file is the one that it read or wrote last, or none. */
export const keepState = (sandbox: Sandbox, place: string, read: string | undefined): StateKeeper => {
  let saved = -1
  let took = 0
  let version = read
  let flight: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const { revision } = sandbox.changes(Infinity)
    if (revision === saved) return
    const start = performance.now()
    const there = await versionOf(place)
    if (there !== undefined && there !== version) throw new Error('somebody else has written it meanwhile')
    version = await writeAtomically(place, `${JSON.stringify({ ...sandbox.export(), saved_at: sandbox.now() })}\n`)
    saved = revision
    took = performance.now() - start
  }
  return {
    save: () => (flight = flight.catch(() => undefined).then(write)),
    pause: () => Math.max(250, took * 10),
  }
}
