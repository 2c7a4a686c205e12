import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { ROOT } from './markdown.js'

/** A folder outside the repository, to be removed at the end. */
export type Scratch = {
  readonly path: (name: string) => string
  /** Writes a file; gives its path. */
  readonly write: (name: string, text: string) => string
  /** Copies a file or folder of the repository. */
  readonly copy: (name: string) => void
  /** Puts a file or folder of the repository there under a name. */
  readonly link: (target: string, name: string) => void
  readonly remove: () => void
}

/** Makes an empty folder. */
export const createScratch = (): Scratch => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bootpay-fp-docs-')))
  const path = (name: string) => join(folder, name)
  const prepare = (name: string) => {
    mkdirSync(dirname(path(name)), { recursive: true })
    return path(name)
  }
  return {
    path,
    write: (name, text) => {
      writeFileSync(prepare(name), text)
      return path(name)
    },
    copy: (name) => {
      cpSync(join(ROOT, name), prepare(name), { recursive: true })
    },
    link: (target, name) => {
      symlinkSync(join(ROOT, target), prepare(name))
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
