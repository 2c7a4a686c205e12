import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import manifest from '../../../package.json' with { type: 'json' }
import { read, ROOT } from './markdown.js'

/** The names of a page's headings in links. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Checks that a page links to files and headings that exist, and names npm scripts that exist. */
export const specifyReferences = (page: string): void => {
  describe(`references of ${page}`, () => {
    test('links lead to files and headings that exist', () => {
      const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link)
      const broken = links.filter((link) => {
        const [path = '', anchor] = link.split('#')
        const target = path ? join(page, '..', path) : page
        return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
      })
      expect(broken).toEqual([])
    })

    test('npm scripts exist', () => {
      const names = [...read(page).matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
        ([, run, short]) => run ?? short,
      )
      expect(names.filter((name) => !(name && name in manifest.scripts))).toEqual([])
    })
  })
}
