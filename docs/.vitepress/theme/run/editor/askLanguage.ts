import type { Language } from '../../../run/language.js'
import type { Answer, Question } from '../../../run/language-worker.js'

/** What the compiler answers, once it has answered; `undefined` where it could not. */
export type AskedLanguage = {
  readonly [Name in keyof Language]: (
    ...given: Parameters<Language[Name]>
  ) => Promise<ReturnType<Language[Name]> | undefined>
}

/** Starts the compiler in a worker, and gives what asks it. */
export const askLanguage = (address: string): AskedLanguage => {
  const worker = new Worker(address, { type: 'module' })
  const waiting: ((answer: unknown) => void)[] = []
  worker.onmessage = ({ data: { number, answer } }: MessageEvent<Answer>) => {
    waiting[number]?.(answer)
  }
  // It did not even start: whoever waits gets no answer.
  worker.onerror = () => {
    for (const resolve of waiting) resolve(undefined)
  }
  const ask = <Name extends keyof Language>(name: Name, given: Parameters<Language[Name]>) =>
    new Promise<ReturnType<Language[Name]> | undefined>((resolve) => {
      const number = waiting.push(resolve as (answer: unknown) => void) - 1
      worker.postMessage({ number, name, given } as Question)
    })
  return {
    suggest: (...given) => ask('suggest', given),
    describe: (...given) => ask('describe', given),
    hover: (...given) => ask('hover', given),
    check: (...given) => ask('check', given),
    strip: (...given) => ask('strip', given),
  }
}
