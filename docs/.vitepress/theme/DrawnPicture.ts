import { useData } from 'vitepress'
import { defineComponent, h, nextTick, onMounted, ref, useId, watch } from 'vue'

/** The colours of the page, by the names that Mermaid has for them. */
const coloursOf = (element: Element) => {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--vp-c-${name}`).trim()
  const [text, line, back, soft] = [colour('text-1'), colour('text-2'), colour('bg'), colour('bg-soft')]
  return {
    background: back,
    fontFamily: style.fontFamily,
    fontSize: '16px',
    textColor: text,
    lineColor: line,
    primaryColor: soft,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: back,
    secondaryTextColor: text,
    tertiaryColor: back,
    tertiaryTextColor: text,
    edgeLabelBackground: back,
    labelBackground: back,
    noteBkgColor: back,
    noteTextColor: text,
    noteBorderColor: line,
    labelBoxBkgColor: soft,
    labelTextColor: text,
    transitionLabelColor: text,
    specialStateColor: line,
    signalColor: line,
    signalTextColor: text,
  }
}

/** A picture that is written as Mermaid, drawn in the colours of the page. Until then, and without JavaScript, its text stands there. */
export const DrawnPicture = defineComponent({
  name: 'DrawnPicture',
  props: { code: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData()
    const id = `picture-${useId()}`
    const box = ref<HTMLElement>()
    const svg = ref('')
    const draw = async (): Promise<void> => {
      // Here, so that only pages with a picture load it.
      const { default: mermaid } = await import('mermaid')
      if (!box.value) return
      const dark = isDark.value
      mermaid.initialize({
        startOnLoad: false,
        theme: 'base',
        htmlLabels: false,
        darkMode: dark,
        themeVariables: coloursOf(box.value),
        flowchart: { useMaxWidth: false, htmlLabels: false },
        state: { useMaxWidth: false },
        sequence: {
          useMaxWidth: false,
          mirrorActors: false,
          actorFontSize: 16,
          noteFontSize: 16,
          messageFontSize: 16,
        },
      })
      const drawn = await mermaid.render(id, props.code)
      // The page may have turned dark meanwhile.
      if (dark === isDark.value) svg.value = drawn.svg
    }
    onMounted(() => {
      watch(isDark, () => nextTick(draw), { immediate: true })
    })
    return () =>
      svg.value
        ? h('div', { class: 'drawn-picture', ref: box, tabindex: 0, innerHTML: svg.value })
        : h('div', { class: 'drawn-picture', ref: box }, h('pre', props.code))
  },
})
