import type { MarkdownRenderer } from 'vitepress'

import { runnable } from './programs.js'

/** Puts a button below each block that can be run on the page. */
export const markPrograms = (md: MarkdownRenderer): void => {
  const programs = new Map(runnable().map((page) => [page.path, page.programs.map(({ block }) => block)]))
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { relativePath = '' } = env as { readonly relativePath?: string }
    const shown = fence?.(tokens, index, options, env, self) ?? ''
    // Read before: what shows a block may mark it up.
    const number = programs.get(relativePath)?.indexOf(sourceOf(tokens[index]?.content ?? '')) ?? -1
    return number < 0 ? shown : `${shown}<RunBlock page="${relativePath.replace(/\.md$/, '')}" :number="${number}" />\n`
  }
}

const sourceOf = (content: string): string => (content.endsWith('\n') ? content : `${content}\n`)
