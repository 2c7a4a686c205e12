/** A change of a text: what stands between two places becomes another text. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string }

/** Makes the changes; two that meet are a mistake of the one who made them. Of insertions in one place the first comes first. */
export const applied = (source: string, edits: readonly Edit[]): string => {
  const inOrder = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index)
  let [text, at] = ['', 0]
  for (const edit of inOrder) {
    if (edit.start < at) throw new Error(`two changes meet at "${source.slice(edit.start, edit.start + 40)}"`)
    text += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return text + source.slice(at)
}

/** Where the line of a place begins. */
export const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1

/** The blanks that the line of a place begins with. */
export const indentAt = (source: string, at: number): string =>
  /^[ \t]*/.exec(source.slice(lineStart(source, at)))?.[0] ?? ''

/** Removes what stands between two places, and with it the line when nothing else is on it. */
export const removal = (source: string, start: number, end: number): Edit => {
  const begin = lineStart(source, start)
  const rest = /^[ \t]*\r?\n?/.exec(source.slice(end))?.[0] ?? ''
  const alone = source.slice(begin, start).trim() === '' && (rest.includes('\n') || end + rest.length === source.length)
  return alone ? { start: begin, end: end + rest.length, text: '' } : { start, end, text: '' }
}
