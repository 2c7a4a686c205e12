// Without the fonts that VitePress brings: they have no Hangul, and every system has one that does.
import DefaultTheme from 'vitepress/theme-without-fonts'

import './style.css'

export default DefaultTheme
