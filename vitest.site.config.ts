import { defineConfig } from 'vitest/config'

import base from './vitest.config.js'

/** What `npm run test:site` runs, apart from `npm test`: it builds the whole site first, which takes a minute. */
export default defineConfig({
  ...base,
  test: {
    include: ['tests/site/*.spec.ts'],
    globalSetup: ['tests/support/setup/chromium.ts', 'tests/site/setup.ts'],
    // Each file starts a Chromium, and uses more than one core by itself.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
})
