import { open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import type { Sandbox, SandboxExport } from '../sandbox/index.js'
import { complain, messageOf } from './complaint.js'
import type { Complaint } from './complaint.js'

/** What the file holds: an export, which `createSandbox({ state })` takes too, and the time it was written at. */
export type SavedState = SandboxExport & {
  /** The sandbox's clock, for a manual one to go on from. */
  readonly saved_at: number
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined

/** Reads a file of an earlier run: `undefined` when there is none yet, a complaint when it cannot be used. */
export const readStateFile = async (file: string): Promise<SavedState | undefined | Complaint> => {
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
  return complain(`${file} is not a state of the sandbox: it holds no JSON object. Remove it to start over.`)
}

/** Where a file really is: a link stays a link, what it leads to is replaced. */
const placeOf = async (file: string): Promise<string> => {
  try {
    return await realpath(file)
  } catch {
    return file
  }
}

/** Writes a file whole or not at all: a new one beside it takes its name. */
export const writeAtomically = async (file: string, text: string): Promise<void> => {
  const place = await placeOf(file)
  const temporary = join(dirname(place), `.${basename(place)}.${String(process.pid)}.tmp`)
  try {
    const handle = await open(temporary, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, place)
  } catch (error) {
    await rm(temporary, { force: true })
    throw codeOf(error) === 'ENOENT' ? new Error(`there is no folder ${dirname(place)}`) : error
  }
}

/** Keeps a sandbox in a file. */
export type StateKeeper = {
  /** Writes the file if anything changed since the last time, one write after the other. */
  readonly save: () => Promise<void>
  /** How long to leave between two saves: longer where they take long. */
  readonly pause: () => number
}

/** Makes the keeper of a sandbox's file. */
export const keepState = (sandbox: Sandbox, file: string): StateKeeper => {
  let saved = -1
  let took = 0
  let flight: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const { revision } = sandbox.changes(Infinity)
    if (revision === saved) return
    const start = performance.now()
    await writeAtomically(file, `${JSON.stringify({ ...sandbox.export(), saved_at: sandbox.now() })}\n`)
    saved = revision
    took = performance.now() - start
  }
  return {
    save: () => (flight = flight.catch(() => undefined).then(write)),
    pause: () => Math.max(250, took * 10),
  }
}
