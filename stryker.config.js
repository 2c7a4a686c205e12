/**
 * Changes the sources where a mistake costs money, one change at a time, and asks whether a test notices.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner', './tests/mutation/ignore.js'],
  ignorers: ['tags'],
  mutate: [
    'src/core/*.ts',
    '!src/core/ownFetch.ts', // what runs it needs a server
    // Types alone, of which no report says anything.
    '!src/core/api.ts',
    '!src/core/context.ts',
    '!src/core/sent.ts',
    'src/pg/*.ts',
    'src/settlement/*.ts',
    'src/flows/*.ts',
    'src/webhook/*.ts',
    'src/unstorage.ts',
    '!src/**/index.ts',
  ],
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: '.stryker',
  ignorePatterns: ['.stryker'],
  incremental: true,
  incrementalFile: 'node_modules/.cache/stryker-incremental.json',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false },
}
