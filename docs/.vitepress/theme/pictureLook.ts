import type { MermaidConfig } from 'mermaid'

/** How pictures are drawn: in their own size, as text and not as HTML, which the styles of the page would reach into. */
export const lookOf = (colour: (name: string) => string, fontFamily: string, darkMode: boolean): MermaidConfig => {
  const [text, line, back, soft] = [colour('text-1'), colour('text-2'), colour('bg'), colour('bg-soft')]
  return {
    startOnLoad: false,
    theme: 'base',
    htmlLabels: false,
    fontFamily,
    fontSize: 14,
    darkMode,
    themeVariables: {
      fontFamily,
      fontSize: '14px',
      darkMode,
      background: back,
      textColor: text,
      lineColor: line,
      primaryColor: soft,
      primaryTextColor: text,
      primaryBorderColor: line,
      secondaryColor: back,
      tertiaryColor: back,
      edgeLabelBackground: back,
      labelBackgroundColor: back,
      noteBkgColor: back,
      noteTextColor: text,
      noteBorderColor: line,
      transitionLabelColor: text,
      signalColor: line,
      signalTextColor: text,
      actorLineColor: line,
    },
    flowchart: { useMaxWidth: false, nodeSpacing: 16, rankSpacing: 32, diagramPadding: 4 },
    state: { useMaxWidth: false, nodeSpacing: 12, rankSpacing: 36 },
    sequence: {
      useMaxWidth: false,
      mirrorActors: false,
      width: 100,
      height: 40,
      actorMargin: 32,
      messageMargin: 28,
      diagramMarginX: 8,
      actorFontSize: 14,
      noteFontSize: 14,
      messageFontSize: 14,
    },
  }
}
