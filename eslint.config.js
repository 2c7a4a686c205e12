import { importX } from 'eslint-plugin-import-x'
import jsdoc from 'eslint-plugin-jsdoc'
import tseslint from 'typescript-eslint'

/** Each folder under `src/` that holds operations; none may reach into another one. */
const domains = ['payment', 'billing', 'authentication', 'user', 'cash-receipt', 'escrow', 'wallet']

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'reference', '.stryker'] },
  ...tseslint.configs.strict,
  { plugins: { 'import-x': importX } },
  { rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] } },
  {
    files: ['src/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^fp-ts',
              allowTypeImports: true,
              message: 'fp-ts crashes or bloats at run time: `import type` only.',
            },
            { regex: '^node:', message: 'The library runs on every web-standard runtime.' },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
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
    files: ['src/index.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Only the transport may call fetch: everything else goes through `send`.
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
          patterns: [{ regex: '^(fp-ts|bootpay-fp)', message: 'The command line needs the sandbox only.' }],
        },
      ],
      'no-restricted-globals': 'off',
    },
  },
  ...domains.map((domain) => ({
    files: [`src/${domain}/**/*.ts`],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: domains
            .filter((other) => other !== domain)
            .map((other) => ({
              target: `./src/${domain}`,
              from: `./src/${other}`,
              except: ['./schemas'],
              message: 'Import from your own domain, from core/, or from a schemas/ folder.',
            })),
        },
      ],
    },
  })),
)
