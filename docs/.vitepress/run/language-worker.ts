// The compiler, in a worker of its own: it answers what the editors of a page ask.
import { createLanguage, type Language } from './language.js'

/** A question by the name of the function that answers it. */
export type Question = {
  readonly [Name in keyof Language]: {
    readonly number: number
    readonly name: Name
    readonly given: Parameters<Language[Name]>
  }
}[keyof Language]

/** What answers are made of. */
export type Answer = { readonly number: number; readonly answer: unknown }

/** What `stage.js` lays out: the declarations by their paths, and what can be imported. */
type Known = { readonly files: Readonly<Record<string, string>>; readonly modules: readonly string[] }

const load = async (): Promise<Language> => {
  const { files, modules } = (await (await fetch(new URL('declarations.json', import.meta.url))).json()) as Known
  return createLanguage(files, modules)
}

const language = load()

const answerOf = async ({ name, given }: Question): Promise<unknown> => {
  try {
    return ((await language)[name] as (...values: readonly unknown[]) => unknown)(...given)
  } catch {
    // An editor without an answer is still an editor.
    return undefined
  }
}

onmessage = async ({ data }: MessageEvent<Question>) => {
  postMessage({ number: data.number, answer: await answerOf(data) } satisfies Answer)
}
