import { useData } from 'vitepress'
import { defineComponent, h, nextTick, onMounted, ref, useId, watch } from 'vue'

import { lookOf } from './pictureLook.js'

/** How small a picture may become to fit: its letters of 14 px are 12 px then. */
const LEAST = 12 / 14

/**
 * A picture that is written as Mermaid, drawn in the colours of the page. Until then, and where nothing is run, its text stands
 * there.
 */
export const DrawnPicture = defineComponent({
  name: 'DrawnPicture',
  props: { code: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData()
    const id = `picture-${useId()}`
    const box = ref<HTMLElement>()
    const svg = ref('')
    const draw = async (): Promise<void> => {
      // Here, so that only a page with a picture loads it.
      const { default: mermaid } = await import('mermaid')
      if (!box.value) return
      const dark = isDark.value
      const style = getComputedStyle(box.value)
      mermaid.initialize(lookOf((name) => style.getPropertyValue(`--vp-c-${name}`).trim(), style.fontFamily, dark))
      const drawn = await mermaid.render(id, props.code)
      // The page may have become another meanwhile.
      if (dark === isDark.value) svg.value = drawn.svg
    }
    onMounted(() => {
      watch(isDark, () => nextTick(draw), { immediate: true })
    })
    const minWidth = (): string => `${Math.floor(Number(/ width="([\d.]+)"/.exec(svg.value)?.[1] ?? 0) * LEAST)}px`
    return () =>
      h('div', { class: 'drawn-picture', ref: box, tabindex: 0 }, [
        svg.value ? h('div', { style: { minWidth: minWidth() }, innerHTML: svg.value }) : h('pre', props.code),
      ])
  },
})
