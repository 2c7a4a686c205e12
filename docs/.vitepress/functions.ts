import type { MarkdownRenderer } from 'vitepress'

import { functionsOf } from './pages.js'

/** Links the name of a function that stands alone in code in a table to where the reference describes it. */
export const linkFunctions = (md: MarkdownRenderer): void => {
  const functions = { ko: functionsOf('ko'), en: functionsOf('en') }
  md.core.ruler.after('inline', 'functions', ({ tokens, env, Token }) => {
    const { relativePath = '' } = env as { readonly relativePath?: string }
    const known = functions[relativePath.startsWith('en/') ? 'en' : 'ko']
    for (const [index, cell] of tokens.entries()) {
      if (cell.type !== 'inline' || tokens[index - 1]?.type !== 'td_open') continue
      let linked = 0
      cell.children = (cell.children ?? []).flatMap((token) => {
        linked += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
        const target = token.type === 'code_inline' ? known.get(token.content.replace(/\(\)$/, '')) : undefined
        if (!target || linked > 0) return [token]
        const open = new Token('link_open', 'a', 1)
        open.attrSet('href', target)
        return [open, token, new Token('link_close', 'a', -1)]
      })
    }
  })
}
