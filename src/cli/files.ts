import { randomUUID } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** The code of an error of the system. */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined

const mostLinks = 40

/** Where a file really is, or would be: a link stays a link, what it leads to is replaced. */
export const placeOf = async (file: string, links = 0): Promise<string> => {
  try {
    return await realpath(file)
  } catch {
    const target = links < mostLinks ? await readlink(file).catch(() => undefined) : undefined
    if (target !== undefined) return placeOf(resolve(dirname(file), target), links + 1)
    const folder = dirname(resolve(file))
    return join(await realpath(folder).catch(() => folder), basename(file))
  }
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'

const temporaryOf = (place: string): string => join(dirname(place), `.${basename(place)}.${randomUUID()}.tmp`)

const versionIn = ({ ino, mtimeNs, size }: BigIntStats): string => [ino, mtimeNs, size].join(' ')

/** Tells one version of a file from the next; `undefined` where there is none. */
export const versionOf = async (place: string): Promise<string | undefined> => {
  try {
    return versionIn(await stat(place, { bigint: true }))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes a file whole or not at all: a new one beside it, whose name nobody can know before, takes its name. Gives the
 * version of it.
 */
export const writeAtomically = async (place: string, text: string): Promise<string> => {
  const temporary = temporaryOf(place)
  try {
    // Fails where anything has that name, a link too.
    const handle = await open(temporary, 'wx', 0o600)
    let version: string
    try {
      await handle.writeFile(text)
      await handle.sync()
      version = versionIn(await handle.stat({ bigint: true }))
    } finally {
      await handle.close()
    }
    await rename(temporary, place)
    return version
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Removes what a run that was killed while it wrote has left beside a file. */
export const removeLeftovers = async (place: string): Promise<void> => {
  const name = basename(place).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const left = new RegExp(`^\\.${name}\\.${uuid}\\.tmp$`)
  const folder = dirname(place)
  for (const file of await readdir(folder).catch(() => []))
    if (left.test(file)) await rm(join(folder, file), { force: true })
}
