import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

import { ROOT } from '../docs/support/markdown.js'

const isAboutImports = (ruleId: string | null) => /duplicate|type-imports|import-type/.test(ruleId ?? '')
const eslint = new ESLint({ cwd: ROOT, fix: ({ ruleId }) => isAboutImports(ruleId) })

/** The first line that lint makes of a source, and the rules that it cannot keep by itself. */
const repaired = async (path: string, lines: readonly string[]) => {
  const text = `${lines.join('\n')}\n`
  const [result] = await eslint.lintText(text, { filePath: `${ROOT}${path}` })
  return {
    line: (result?.output ?? text).split('\n')[0]?.replace(/ +,/, ','),
    left: result?.messages.flatMap(({ ruleId }) => (isAboutImports(ruleId) ? [ruleId] : [])),
  }
}

describe.each(['src/core/some.ts', 'src/sandbox/some.ts', 'tests/some.ts', 'examples/some.ts'])(
  'what %s imports from one module',
  (path) => {
    const use = ['export const used: Issue = readWith()']

    test('is one statement, its types marked', async () => {
      const lines = ["import { readWith } from './schema.js'", "import type { Issue } from './schema.js'", ...use]
      expect(await repaired(path, lines)).toEqual({
        line: "import { readWith, type Issue } from './schema.js'",
        left: [],
      })
    })

    test('is a type where all of it is', async () => {
      const lines = ["import { type Issue } from './schema.js'", 'export type Used = Issue']
      expect(await repaired(path, lines)).toEqual({
        line: "import type { Issue } from './schema.js'",
        left: [],
      })
    })

    test('is handed on by one statement', async () => {
      const lines = ["export { readWith } from './schema.js'", "export type { Issue } from './schema.js'"]
      expect((await repaired(path, lines)).left).toEqual(['no-duplicate-imports'])
    })
  },
)
