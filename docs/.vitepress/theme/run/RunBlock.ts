import { useData, withBase } from 'vitepress'
import { computed, defineComponent, h, nextTick, onBeforeUnmount, ref, shallowRef } from 'vue'

import { withAddresses } from '../../run/imports.js'
import type { Aim, Breakage, Language, Seen, Told } from '../../run/messages.js'
import { BreakMenu, breakageText } from './BreakMenu.js'
import { Output, type Entry } from './Output.js'
import { Panel } from './Panel.js'
import { startThread, type Thread } from './thread.js'
import { useEditing } from './useEditing.js'
import { wordsIn } from './words.js'

/** A program of the page: the block, the blocks before it that it continues, and both in JavaScript. */
type Program = { readonly block: string; readonly before: string; readonly code: string }

/** Runs a block of the page in a worker, against a sandbox in it, and shows what it printed and what the sandbox did. */
export const RunBlock = defineComponent({
  name: 'RunBlock',
  props: { page: { type: String, required: true }, number: { type: Number, required: true } },
  setup(props) {
    const { lang } = useData()
    const language = computed<Language>(() => (lang.value === 'ko' ? 'ko' : 'en'))
    const words = computed(() => wordsIn(language.value))
    const state = ref<'run' | 'running' | 'again'>('run')
    const breakage = ref<Breakage>()
    const entries = shallowRef<readonly Entry[]>([])
    const seen = shallowRef<Seen>()
    const root = shallowRef<HTMLElement>()
    let isStruck = false
    let isStopped = false
    let thread: Thread | undefined
    onBeforeUnmount(() => thread?.stop())

    const add = (entry: Entry): void => {
      entries.value = [...entries.value, entry]
    }

    const changeResult = (unknown: number, change: (entry: Extract<Entry, { type: 'result' }>) => Entry): void => {
      entries.value = entries.value.map((entry) =>
        entry.type === 'result' && entry.unknown === unknown ? change(entry) : entry,
      )
    }

    const hear = (told: Told): void => {
      switch (told.type) {
        case 'line':
          add(told)
          return
        case 'seen':
          seen.value = told.seen
          return
        case 'struck':
          isStruck = true
          if (breakage.value)
            add({
              type: 'note',
              text: `${told.operation ?? words.value.webhook}: ${breakageText(breakage.value, language.value)}`,
            })
          return
        case 'result':
          add({ ...told, looking: false, settled: [] })
          return
        case 'settled':
          changeResult(told.unknown, (entry) => ({ ...entry, settled: [...entry.settled, told] }))
          return
        case 'looked':
          changeResult(told.unknown, (entry) => ({ ...entry, looking: false }))
          return
        case 'ended':
      }
    }

    const fail = (message: string): void => {
      add({ type: 'line', line: [{ text: message }] })
    }

    const home = (): string => new URL(withBase('/run/'), location.href).href

    const editing = useEditing(
      () => `${home()}editor/language.js`,
      () => words.value.noCompiler,
    )

    const program = async (): Promise<Program> => {
      const programs = (await (await fetch(`${home()}${props.page}.json`)).json()) as readonly Program[]
      return programs[props.number] ?? { block: '', before: '', code: '' }
    }

    const clear = (): void => {
      thread?.stop()
      entries.value = []
      seen.value = undefined
      isStruck = false
    }

    const runOnce = async (code: string, aim: Aim): Promise<void> => {
      clear()
      const modules = `${home()}modules/`
      thread = startThread(
        {
          code: withAddresses(code, modules),
          modules,
          continues: code.includes('globalThis.fromHere()'),
          language: language.value,
          breakage: breakage.value,
          aim,
        },
        hear,
        fail,
      )
      await thread.ended
      // A worker is kept as long as there is something to ask it.
      if (!entries.value.some((entry) => entry.type === 'result' && entry.unknown !== undefined)) thread.stop()
    }

    const run = async (): Promise<void> => {
      state.value = 'running'
      isStopped = false
      try {
        const edited = await editing.strip()
        if (edited && 'trouble' in edited) {
          clear()
          fail(edited.trouble)
          state.value = 'again'
          return
        }
        const { code } = edited ?? (await program())
        if (!isStopped) await runOnce(code, 'write')
        if (!isStopped && breakage.value?.startsWith('fault:') && !isStruck) await runOnce(code, 'any')
        if (isStopped) add({ type: 'note', text: words.value.stopped })
        else if (breakage.value && !isStruck) add({ type: 'note', text: words.value.untouched })
      } catch (error) {
        fail(String(error))
      }
      state.value = 'again'
    }

    const stop = (): void => {
      isStopped = true
      thread?.stop()
    }

    const choose = (chosen: Breakage | undefined): Promise<void> => {
      breakage.value = chosen
      return run()
    }

    const edit = async (): Promise<void> => {
      const shown = root.value?.previousElementSibling ?? null
      await editing.begin(await program(), shown, words.value.code, () => {
        if (state.value !== 'running') void run()
      })
    }

    const reset = async (): Promise<void> => {
      clear()
      editing.end()
      state.value = 'run'
      breakage.value = undefined
      await nextTick()
      root.value?.querySelector<HTMLElement>('.run-edit')?.focus()
    }

    const editButton = () =>
      editing.state.value === 'yes'
        ? h('button', { type: 'button', class: 'run-reset', onClick: reset }, words.value.reset)
        : h(
            'button',
            { type: 'button', class: 'run-edit', disabled: editing.state.value === 'loading', onClick: edit },
            editing.state.value === 'loading' ? words.value.loading : words.value.edit,
          )

    const settle = (unknown: number): void => {
      changeResult(unknown, (entry) => ({ ...entry, looking: true, settled: [] }))
      thread?.settle(unknown)
    }

    return () =>
      h('div', { class: 'run-block', ref: root }, [
        editing.state.value === 'yes' ? h('div', { class: 'run-editor', ref: editing.place }) : undefined,
        h('div', { class: 'run-bar' }, [
          h(
            'button',
            { type: 'button', class: 'run-start', onClick: state.value === 'running' ? stop : run },
            words.value[state.value],
          ),
          editButton(),
          h(BreakMenu, {
            language: language.value,
            chosen: breakage.value,
            disabled: state.value === 'running',
            choose,
          }),
        ]),
        state.value === 'run'
          ? undefined
          : h('div', { class: 'run-stage' }, [
              h(Output, {
                entries: entries.value,
                words: words.value,
                nothing: state.value === 'again' && !isStopped && !entries.value.some(({ type }) => type !== 'note'),
                settle,
              }),
              seen.value && h(Panel, { seen: seen.value, words: words.value }),
            ]),
      ])
  },
})
