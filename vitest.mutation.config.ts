import { defineConfig } from 'vitest/config'

import base from './vitest.config.js'

const folders = process.env['MUTATION_TESTS'] || 'billing,core,flows,payment,settlement,webhook,unstorage'

/** The tests that `npm run mutation` runs against each change: quick ones, that need nothing beside Node. */
export default defineConfig({
  ...base,
  test: {
    include: folders.split(',').map((folder) => `tests/${folder}/*.test.ts`),
    exclude: [
      'tests/settlement/twins.test.ts',
      'tests/unstorage/processes.test.ts',
      // Seconds each, and they walk what others test one by one.
      'tests/core/{never-throws,reads,secrets,wire}.test.ts',
    ],
    setupFiles: ['tests/support/listen.ts'],
    // Each file in the same realm: loading them anew takes longer than running them.
    isolate: false,
    testTimeout: 20_000,
  },
})
