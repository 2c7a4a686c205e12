import jscodeshift from 'jscodeshift'

import migrate, { type Report } from '../../src/cli/migrate/transform.js'

/** What a file becomes, and what is reported of it. */
export type Turned = Report & { readonly skipped: boolean }

/** Turns one file, as jscodeshift does. */
export const turn = (source: string, path = '/shop/src/pay.ts', shared: readonly string[] = []): Turned => {
  const reports: Report[] = []
  const api = {
    j: jscodeshift,
    jscodeshift,
    stats: () => undefined,
    report: (text: string) => void reports.push(JSON.parse(text) as Report),
  }
  const output = migrate({ path, source }, api, shared.length > 0 ? { context: shared.join('|') } : {})
  const [report] = reports
  return report && output === report.output
    ? { ...report, skipped: false }
    : { calls: 0, comments: 0, needsTheirs: false, output: source, skipped: true }
}

/** The code of a file without the comments that were left, and those comments. */
export const apart = ({ output }: Turned): { readonly code: string; readonly comments: readonly string[] } => {
  const isComment = (line: string) => line.includes('// bootpay-fp: TODO ')
  const lines = output.split('\n')
  return {
    code: lines.filter((line) => !isComment(line)).join('\n'),
    comments: lines.filter(isComment).map((line) => line.replace(/^.*?bootpay-fp: TODO /, '')),
  }
}
