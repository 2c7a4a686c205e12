import type { MarkdownRenderer } from 'vitepress'

/** Has each block of Mermaid drawn in the browser. */
export const drawPictures = (md: MarkdownRenderer): void => {
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info = '', content = '' } = tokens[index] ?? {}
    if (info.trim() !== 'mermaid') return fence?.(tokens, index, options, env, self) ?? ''
    return `<DrawnPicture code="${md.utils.escapeHtml(content)}" />\n`
  }
}
