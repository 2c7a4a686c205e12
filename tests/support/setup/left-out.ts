import type { TestProject } from 'vitest/node'

/**
 * Says at the very end, in one line, which tests were left out and what would let them run. With BOOTPAY_FP_ALL set, as
 * in CI, a test that was left out is a failure.
 */
export const setup =
  ({ vitest, config }: TestProject) =>
  (): void => {
    // What is skipped by -t was not meant to run.
    if (config.testNamePattern) return
    const tests = vitest.state.getTestModules().flatMap((file) => [...file.children.allTests('skipped')])
    const whys = tests.flatMap((test) => {
      const result = test.result()
      if (result.state === 'skipped' && result.note) return [result.note]
      // Where a file fails as a whole, its tests are skipped too.
      return test.module.ok() ? [`${test.module.relativeModuleId}: ${test.fullName}`] : []
    })
    if (whys.length === 0) return
    const told = [...new Set(whys)].map((why) => `${String(whys.filter((other) => other === why).length)} × ${why}`)
    const all = process.env['BOOTPAY_FP_ALL']
    if (all) process.exitCode = 1
    process.stdout.write(`Left out${all ? ', but BOOTPAY_FP_ALL is set' : ''}: ${told.join('; ')}\n`)
  }
