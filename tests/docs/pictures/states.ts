import { statusText } from 'bootpay-fp'

import type { Action, Edge } from './walk.js'

export type Locale = 'ko' | 'en'

/** What a picture of states says in one language. */
export type StateWords = {
  readonly title: string
  readonly description: string
  /** Names of statuses. Default: those of `receiptStatuses`. */
  readonly names: Readonly<Record<number, string>>
  /** What the buyer does and what time does, by the name of the action; operations have their own names. */
  readonly actions: Readonly<Record<string, string>>
  /** What a tag is called that tells where an action leads. */
  readonly tags: Readonly<Record<string, string>>
  readonly part: string
}

const unique = <A>(values: readonly A[]): readonly A[] => [...new Set(values)]

/** The edges that hang together with a status. */
export const connected = (edges: readonly Edge[], status: number): readonly Edge[] => {
  const reached = new Set([status])
  for (let size = 0; size < reached.size;) {
    size = reached.size
    for (const { from, to } of edges)
      if (from !== undefined && (reached.has(from) || reached.has(to))) reached.add(from).add(to)
  }
  return edges.filter(({ to }) => reached.has(to))
}

const sharedTags = (edges: readonly Edge[]): readonly string[] =>
  unique(edges.flatMap(({ tags = [] }) => tags)).filter((tag) => edges.every(({ tags }) => tags?.includes(tag)))

/** The tags by which an action leads to this status and not to another. */
const tagsOf = (edge: Edge, edges: readonly Edge[]): readonly string[] => {
  const leaving = edges.filter(({ from }) => from === edge.from)
  const alike = leaving.filter(({ name }) => name === edge.name)
  const ambiguous = unique(alike.map(({ to }) => to)).length > 1
  const common = sharedTags(leaving)
  return ambiguous ? sharedTags(alike.filter(({ to }) => to === edge.to)).filter((tag) => !common.includes(tag)) : []
}

const nameOf = ({ by, name }: Action, { actions }: StateWords): string => {
  const word = actions[name] ?? (by === 'shop' ? name : undefined)
  if (word === undefined) throw new Error(`a picture has no word for ${name}`)
  return word
}

/** What leads from one status to another, a name a line, with what sets it apart below. */
const labelOf = (from: number | undefined, to: number, edges: readonly Edge[], words: StateWords): string => {
  const these = edges.filter((edge) => edge.from === from && edge.to === to)
  const here = [...these.filter(({ by }) => by === 'shop'), ...these.filter(({ by }) => by !== 'shop')]
  const marked = unique(here.map(({ name }) => name)).map((name) => {
    const alike = here.filter((edge) => edge.name === name)
    const tags = unique(alike.flatMap((edge) => tagsOf(edge, edges))).map((tag) => words.tags[tag] ?? tag)
    const marks = [...tags, ...(alike.every(({ part }) => part) ? [words.part] : [])].join(', ')
    return { word: alike[0] ? nameOf(alike[0], words) : '', marks: marks && `<br/>(${marks})` }
  })
  return unique(marked.map(({ marks }) => marks))
    .map((marks) => marked.flatMap((each) => (each.marks === marks ? [each.word] : [])).join('<br/>') + marks)
    .join('<br/>')
}

const titled = (status: number, { names }: StateWords): string => {
  const name = names[status] ?? statusText(status)
  if (name === undefined) throw new Error(`a picture has no name for status ${status}`)
  return `${status} ${name}`
}

const idOf = (status: number): string => `s${String(status).replace('-', '_')}`

/** A Mermaid diagram of statuses and of what leads from one to another. */
export const stateDiagram = (edges: readonly Edge[], words: StateWords): string => {
  const statuses = unique(edges.flatMap(({ from, to }) => [from ?? to, to]))
  // What begins in a status that others lead to, and what keeps one, stand in its box: their lines would cross others.
  const led = unique(edges.flatMap(({ from, to }) => (from === undefined || from === to ? [] : [to])))
  const isBoxed = ({ from, to }: Edge): boolean => from === to || (from === undefined && led.includes(to))
  const boxed = (mark: string, label: string): string =>
    label && `<br/>${label}`.replaceAll('<br/>(', ' (').replaceAll('<br/>', `<br/>${mark} `)
  const pairs = unique(edges.filter((edge) => !isBoxed(edge)).map(({ from, to }) => `${from ?? ''}>${to}`))
  return [
    'stateDiagram-v2',
    `  accTitle: ${words.title}`,
    `  accDescr: ${words.description}`,
    ...statuses.map((status) => {
      const begins = led.includes(status) ? boxed('●', labelOf(undefined, status, edges, words)) : ''
      const loop = boxed('↻', labelOf(status, status, edges, words))
      return `  state "${titled(status, words)}${begins}${loop}" as ${idOf(status)}`
    }),
    ...pairs.map((pair) => {
      const [from, to] = pair.split('>')
      const start = from ? Number(from) : undefined
      const label = labelOf(start, Number(to), edges, words)
      return `  ${start === undefined ? '[*]' : idOf(start)} --> ${idOf(Number(to))}: ${label}`
    }),
  ].join('\n')
}
