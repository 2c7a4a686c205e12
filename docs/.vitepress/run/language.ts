import { createSystem, createVirtualTypeScriptEnvironment } from '@typescript/vfs'
import ts from 'typescript'

import { HERE, withRunImports } from './imports.js'
import { OPTIONS } from './options.js'

/** A block as it stands in the editor, and the blocks before it that it continues. */
export type Draft = { readonly before: string; readonly block: string }

/** Something that may stand at the cursor; `source` is the module that it would have to be imported from. */
export type Suggestion = {
  readonly label: string
  readonly kind: string
  readonly rank: string
  readonly source?: string | undefined
  /** What the compiler wants to be told again when it is asked about it. */
  readonly data?: ts.CompletionEntryData | undefined
}

/** What may stand at a place of the block, and where the word begins that it would replace. */
export type Suggestions = { readonly from: number; readonly list: readonly Suggestion[] }

/** A name of the block: how it is declared, and what its comment says. */
export type Hover = {
  readonly from: number
  readonly to: number
  readonly declaration: string
  readonly comment: string
}

/** What is wrong with a stretch of the block. */
export type Mark = {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/** A draft without its types, as a program of the site; or why it is none. */
export type Stripped = { readonly code: string } | { readonly trouble: string }

/** What an editor asks about a draft. Places are those of the block. */
export type Language = {
  readonly suggest: (draft: Draft, at: number) => Suggestions
  readonly describe: (draft: Draft, at: number, suggestion: Suggestion) => Omit<Hover, 'from' | 'to'> | undefined
  readonly hover: (draft: Draft, at: number) => Hover | undefined
  readonly check: (draft: Draft) => readonly Mark[]
  readonly strip: (draft: Draft) => Stripped
}

const FILE = '/block.ts'

const PREFERENCES: ts.UserPreferences = {
  quotePreference: 'single',
  includeCompletionsForModuleExports: true,
  includeCompletionsWithInsertText: false,
}

const textOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  ts.displayPartsToString([...(parts ?? [])])

/** A comment as text: links as what they name, and lines as long as the reader has room for. */
const commentOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  textOf(parts)
    .replace(/\{@link ([^}|]+)(?:\|[^}]*)?\}/g, '$1')
    .replace(/(?<!\n)\n(?!\n|- )/g, ' ')

/** A declaration without what the import of it adds. */
const declarationOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
  textOf(parts)
    .replace(/^\(alias\) /, '')
    .replace(/\nimport [\w$]+$/, '')

/** Makes what an editor asks: the compiler, over these declarations by their paths. */
export const createLanguage = (files: Readonly<Record<string, string>>, modules: readonly string[]): Language => {
  const system = createSystem(new Map([...Object.entries(files), [FILE, 'export {}']]))
  const { languageService, updateFile } = createVirtualTypeScriptEnvironment(system, [FILE], ts, OPTIONS)

  /** Makes the draft the file that is asked about, and gives where the block begins in it. */
  const put = ({ before, block }: Draft): number => {
    // A block without an import is a module all the same.
    updateFile(FILE, `${before}${block}\nexport {}\n`)
    return before.length
  }

  return {
    suggest: (draft, at) => {
      const start = put(draft)
      const found = languageService.getCompletionsAtPosition(FILE, start + at, PREFERENCES)
      const word = /[\w$]*$/.exec(draft.block.slice(0, at))?.[0] ?? ''
      const list = (found?.entries ?? [])
        .filter(({ source, kind }) => kind !== ts.ScriptElementKind.warning && (!source || modules.includes(source)))
        .map(({ name, kind, sortText, source, data }) => ({ label: name, kind, rank: sortText, source, data }))
      return { from: at - word.length, list }
    },
    describe: (draft, at, { label, source, data }) => {
      const start = put(draft)
      const found = languageService.getCompletionEntryDetails(
        ...([FILE, start + at, label, {}, source, PREFERENCES, data] as const),
      )
      return found && { declaration: declarationOf(found.displayParts), comment: commentOf(found.documentation) }
    },
    hover: (draft, at) => {
      const start = put(draft)
      const found = languageService.getQuickInfoAtPosition(FILE, start + at)
      if (!found || found.textSpan.start < start) return undefined
      const from = found.textSpan.start - start
      return {
        from,
        to: from + found.textSpan.length,
        declaration: declarationOf(found.displayParts),
        comment: commentOf(found.documentation),
      }
    },
    check: (draft) => {
      const start = put(draft)
      const found = [...languageService.getSyntacticDiagnostics(FILE), ...languageService.getSemanticDiagnostics(FILE)]
      return found.flatMap((each) => {
        const from = (each.start ?? 0) - start
        const to = Math.min(from + (each.length ?? 0), draft.block.length)
        return from < 0 || from > draft.block.length
          ? []
          : [
              {
                from,
                to,
                severity: each.category === ts.DiagnosticCategory.Error ? ('error' as const) : ('warning' as const),
                message: ts.flattenDiagnosticMessageText(each.messageText, '\n'),
              },
            ]
      })
    },
    strip: ({ before, block }) => {
      const { outputText, diagnostics = [] } = ts.transpileModule(before + HERE + block, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
        reportDiagnostics: true,
      })
      const [first] = diagnostics
      if (first) return { trouble: ts.flattenDiagnosticMessageText(first.messageText, '\n') }
      const absent = ts
        .preProcessFile(outputText)
        .importedFiles.find(({ fileName }) => !modules.includes(fileName))?.fileName
      if (absent !== undefined) return { trouble: `Cannot find module '${absent}'.` }
      return { code: withRunImports(outputText) }
    },
  }
}
