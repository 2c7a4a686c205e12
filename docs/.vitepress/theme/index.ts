import type { Theme } from 'vitepress'
// Without the fonts that VitePress brings: they have no Hangul, and every system has one that does.
import DefaultTheme from 'vitepress/theme-without-fonts'

import { DrawnPicture } from './DrawnPicture.js'
import { RunBlock } from './RunBlock.js'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('RunBlock', RunBlock)
    app.component('DrawnPicture', DrawnPicture)
  },
} satisfies Theme
