import { useData, withBase } from 'vitepress'
import { defineComponent, h, onBeforeUnmount, ref } from 'vue'

import worker from './worker.js?raw'

const WORDS = {
  ko: { run: '실행', running: '실행 중', again: '다시 실행', nothing: '출력한 것이 없습니다.' },
  en: { run: 'Run', running: 'Running', again: 'Run again', nothing: 'It printed nothing.' },
} as const

/** A program that ends by itself takes far less; one that waits for its own timers is cut off. */
const LIMIT_MS = 20_000

/** The address of a module that is this text. */
const moduleOf = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))

/** A button that runs a block of the page in a worker, against a sandbox in it, and what the block printed. */
export const RunBlock = defineComponent({
  name: 'RunBlock',
  props: { page: { type: String, required: true }, number: { type: Number, required: true } },
  setup(props) {
    const { lang } = useData()
    const lines = ref<readonly string[]>([])
    const state = ref<'run' | 'running' | 'again'>('run')
    let stop = (): void => undefined
    onBeforeUnmount(() => {
      stop()
    })

    const run = async (): Promise<void> => {
      lines.value = []
      state.value = 'running'
      try {
        const home = new URL(withBase('/run/'), location.href)
        const programs = (await (await fetch(new URL(`${props.page}.json`, home))).json()) as readonly string[]
        const code = (programs[props.number] ?? '').replace(/\bfrom "run:/g, `from "${home.href}modules/`)
        const addresses = [moduleOf(worker), moduleOf(code)] as const
        const thread = new Worker(addresses[0], { type: 'module' })
        await new Promise<void>((resolve) => {
          const limit = setTimeout(resolve, LIMIT_MS)
          stop = () => {
            clearTimeout(limit)
            resolve()
          }
          thread.onmessage = ({ data }: MessageEvent<{ line?: string; ended?: boolean }>) => {
            if (data.line !== undefined) lines.value = [...lines.value, data.line]
            if (data.ended) stop()
          }
          thread.onerror = ({ message }) => {
            lines.value = [...lines.value, message]
            stop()
          }
          thread.postMessage({ address: addresses[1], continues: code.includes('globalThis.fromHere()') })
        })
        thread.terminate()
        addresses.forEach((address) => {
          URL.revokeObjectURL(address)
        })
      } catch (error) {
        lines.value = [...lines.value, String(error)]
      }
      state.value = 'again'
    }

    return () => {
      const words = WORDS[lang.value === 'ko' ? 'ko' : 'en']
      const printed = lines.value.length > 0 ? lines.value.join('\n') : words.nothing
      return h('div', { class: 'run-block' }, [
        h('button', { type: 'button', disabled: state.value === 'running', onClick: run }, words[state.value]),
        state.value === 'run' ? undefined : h('pre', { role: 'status' }, state.value === 'running' ? '' : printed),
      ])
    }
  },
})
