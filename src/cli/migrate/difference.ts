type Line = { readonly sign: ' ' | '-' | '+'; readonly text: string }

/** The lines of two texts, each once: what is in both, what is gone, what is new. */
const linesOf = (before: readonly string[], after: readonly string[]): readonly Line[] => {
  // The length of the longest common part from each pair of lines on.
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  const at = (a: number, b: number): number => lengths[a]?.[b] ?? 0
  for (let a = before.length - 1; a >= 0; a -= 1)
    for (let b = after.length - 1; b >= 0; b -= 1) {
      const row = lengths[a]
      if (row) row[b] = before[a] === after[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1))
    }
  const lines: Line[] = []
  let [a, b] = [0, 0]
  while (a < before.length || b < after.length) {
    const [old, next] = [before[a], after[b]]
    if (old !== undefined && old === next) {
      lines.push({ sign: ' ', text: old })
      a += 1
      b += 1
    } else if (old !== undefined && (next === undefined || at(a + 1, b) >= at(a, b + 1))) {
      lines.push({ sign: '-', text: old })
      a += 1
    } else {
      lines.push({ sign: '+', text: next ?? '' })
      b += 1
    }
  }
  return lines
}

/** What differs between two texts, each change with two lines around it, and `…` between changes that are apart. */
export const differenceOf = (before: string, after: string): readonly string[] => {
  const lines = linesOf(before.split(/\r?\n/), after.split(/\r?\n/))
  const isNear = (index: number) => lines.slice(Math.max(0, index - 2), index + 3).some(({ sign }) => sign !== ' ')
  return lines.flatMap(({ sign, text }, index) =>
    isNear(index) ? [`${sign} ${text}`.trimEnd()] : index > 0 && isNear(index - 1) ? ['…'] : [],
  )
}
