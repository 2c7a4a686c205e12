import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import manifest from './package.json' with { type: 'json' }

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  define: { __VERSION__: JSON.stringify(manifest.version) },
  resolve: {
    alias: [
      { find: /^bootpay-fp$/, replacement: src('index.ts') },
      { find: /^bootpay-fp\/(explain|msw|node|pretty|undici|unstorage)$/, replacement: src('$1.ts') },
      { find: /^bootpay-fp\/(.+)$/, replacement: src('$1/index.ts') },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/setup/left-out.ts', 'tests/support/setup/chromium.ts'],
    setupFiles: ['tests/support/listen.ts', 'tests/support/described.ts'],
    typecheck: { enabled: true, include: ['tests/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
    testTimeout: 20_000,
    // Vitest would leave a core free, which is half of two.
    maxWorkers: '100%',
  },
})
