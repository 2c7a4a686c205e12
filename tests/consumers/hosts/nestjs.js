import { fromPage } from './page.js'

const files = fromPage(
  'src/bootpay.module.ts',
  'src/payment-failed.ts',
  'src/payments.controller.ts',
  'src/app.module.ts',
  'src/main.ts',
  'test/payments.e2e-spec.ts',
)

/** The Jest configuration for e2e tests in the template of Nest, the same in both. */
const jest = {
  moduleFileExtensions: ['js', 'json', 'ts'],
  rootDir: '.',
  testEnvironment: 'node',
  testRegex: '.e2e-spec.ts$',
  transform: { '^.+\\.(t|j)s$': 'ts-jest' },
}

/** What both templates of tsconfig.json have in common. */
const both = {
  declaration: true,
  removeComments: true,
  emitDecoratorMetadata: true,
  experimentalDecorators: true,
  allowSyntheticDefaultImports: true,
  sourceMap: true,
  outDir: './dist',
  baseUrl: './',
  incremental: true,
  skipLibCheck: true,
  noImplicitAny: false,
  strictBindCallApply: false,
  noFallthroughCasesInSwitch: false,
}

/** @type {Record<10 | 11, object>} */
const templates = {
  10: {
    ...both,
    module: 'commonjs',
    target: 'ES2021',
    strictNullChecks: false,
    forceConsistentCasingInFileNames: false,
  },
  11: {
    ...both,
    module: 'nodenext',
    moduleResolution: 'nodenext',
    resolvePackageJsonExports: true,
    esModuleInterop: true,
    isolatedModules: true,
    target: 'ES2023',
    strictNullChecks: true,
    forceConsistentCasingInFileNames: true,
  },
}

/** @type {(version: 10 | 11) => import('../hosts.js').Host} */
const nest = (version) => ({
  name: `NestJS ${version}`,
  folder: `nest${version}`,
  files: {
    ...files,
    'package.json': JSON.stringify({ private: true }),
    'tsconfig.json': JSON.stringify({ compilerOptions: templates[version] }),
    'nest-cli.json': JSON.stringify({ sourceRoot: 'src', compilerOptions: { deleteOutDir: true } }),
    'tsconfig.build.json': JSON.stringify({ extends: './tsconfig.json', exclude: ['node_modules', 'test', 'dist'] }),
    'test/jest-e2e.json': JSON.stringify(jest),
  },
  steps: [
    ['@nestjs/cli/bin/nest.js', 'build'],
    ['jest/bin/jest.js', '--config', './test/jest-e2e.json'],
  ],
  serves: ['./dist/main'],
})

export const hosts = [nest(10), nest(11)]
