import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import jsdoc from 'eslint-plugin-jsdoc'
import tseslint from 'typescript-eslint'

import { noCycle, zones } from './eslint.walls.js'

/** What no source imports, or imports as a type only. */
const barred = [
  {
    regex: '^fp-ts',
    allowTypeImports: true,
    message: 'fp-ts crashes or bloats at run time: `import type` only.',
  },
  { regex: '^node:', message: 'The library runs on every web-standard runtime.' },
  { regex: '^bootpay-fp', message: 'Import from the file itself.' },
]

export default tseslint.config(
  // What `migrate` turns is as users write it.
  { ignores: ['dist', 'node_modules', 'site', '.stryker', 'tests/fixtures/migrate'] },
  ...tseslint.configs.strict,
  { plugins: { 'import-x': importX } },
  {
    // One statement for one module: `import { build, type Built } from './build.js'`, and `import type` where all are types.
    rules: {
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      // The rule above repairs, this one knows `export … from` as well.
      'no-duplicate-imports': ['error', { includeExports: true }],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  { rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] } },
  {
    files: ['src/**/*.ts'],
    plugins: { jsdoc, walls: { rules: { 'no-cycle': noCycle } } },
    // Without it `./x.js` would lead nowhere, and `no-restricted-paths` would find nothing.
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })] },
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: barred }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'walls/no-cycle': 'error',
      'import-x/extensions': ['error', 'always', { ignorePackages: true }],
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          contexts: ['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'VariableDeclaration', 'FunctionDeclaration'],
        },
      ],
      'no-restricted-globals': ['error', 'Buffer', 'process', 'global', 'window', 'require'],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` table.' },
        { selector: 'ClassDeclaration', message: 'Data in, data out: no classes.' },
        { selector: 'ExportAllDeclaration', message: 'Entry points list what they export.' },
        { selector: 'Program > VariableDeclaration[kind="let"]', message: 'No module-level state.' },
      ],
    },
  },
  {
    files: ['src/index.ts', 'src/commerce/index.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Only this file calls `fetch`: everything else goes through `send`.
    files: ['src/**/*.ts'],
    ignores: ['src/core/send.ts'],
    rules: { 'no-restricted-globals': ['error', 'Buffer', 'process', 'global', 'window', 'require', 'fetch'] },
  },
  {
    // An entry of its own, for those who run Node. It takes their modules from `process` when it needs them.
    files: ['src/node.ts'],
    rules: {
      'no-restricted-globals': ['error', 'global', 'window', 'require', 'fetch'],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^fp-ts',
              allowTypeImports: true,
              message: 'fp-ts crashes or bloats at run time: `import type` only.',
            },
          ],
        },
      ],
    },
  },
  {
    // The command line is a program for Node, bundled with what it needs.
    files: ['src/cli/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(fp-ts|bootpay-fp)', message: 'The command line needs the sandbox and its codes only.' },
          ],
        },
      ],
      'no-restricted-globals': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...barred,
            { regex: '/codes/', allowTypeImports: true, message: 'Everybody carries core/: `import type` only.' },
          ],
        },
      ],
    },
  },
)
