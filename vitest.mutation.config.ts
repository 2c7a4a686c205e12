import { defineConfig } from 'vitest/config'

import base from './vitest.config.js'

/** The tests that `npm run mutation` runs against each change: quick ones, that need nothing beside Node. */
export default defineConfig({
  ...base,
  test: {
    include: ['tests/{billing,core,flows,payment,settlement,webhook}/*.test.ts', 'tests/unstorage/sealing.test.ts'],
    exclude: ['tests/settlement/twins.test.ts'],
    setupFiles: ['tests/support/server.ts'],
    testTimeout: 20_000,
  },
})
