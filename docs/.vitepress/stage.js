// Lays the pages out as the site has them: `node docs/.vitepress/stage.js`, after TypeDoc and before VitePress.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { pages, SITE, textOf } from './pages.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, SITE, 'pages')

rmSync(folder, { recursive: true, force: true })
for (const page of pages) {
  const file = join(folder, page.path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, textOf(page))
}
cpSync(join(root, 'docs/images'), join(folder, 'images'), { recursive: true })
