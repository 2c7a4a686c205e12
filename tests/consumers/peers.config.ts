import { createRequire } from 'node:module'
import { join } from 'node:path'

import { mergeConfig } from 'vitest/config'

import config from '../../vitest.config.js'

/** Which names lead to another version, and where that is installed: `peers.js` says so. */
const { FOLDER = '', NAMES = '' } = process.env
const { resolve } = createRequire(join(FOLDER, 'package.json'))

export default mergeConfig(config, {
  resolve: {
    alias: NAMES.split(' ').map((name) => ({ find: new RegExp(`^${name}$`), replacement: resolve(name) })),
  },
  test: { typecheck: { enabled: false } },
})
