import type { Theme } from 'vitepress'
// Without the fonts that VitePress brings: they have no Hangul, and every system has one that does.
import DefaultTheme from 'vitepress/theme-without-fonts'

import { DrawnPicture } from './DrawnPicture.js'
import { provideEditors } from './run/editors.js'
import { RunBlock } from './run/RunBlock.js'
import './style.css'
import './run/run.css'

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('RunBlock', RunBlock)
    app.component('DrawnPicture', DrawnPicture)
    app.provide(...provideEditors())
  },
} satisfies Theme
