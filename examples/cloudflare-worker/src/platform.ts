// What this Worker uses of `@cloudflare/workers-types`; in your project take the types from there.

type Statement = {
  bind(...values: readonly (string | number | null)[]): Statement
  first<Row = Record<string, unknown>>(): Promise<Row | null>
  run(): Promise<unknown>
}

export type D1Database = {
  prepare(sql: string): Statement
  batch(statements: readonly Statement[]): Promise<readonly { readonly meta: { readonly changes: number } }[]>
}

export type ExecutionContext = {
  /** Lets the Worker go on with something after it has answered. */
  waitUntil(work: Promise<unknown>): void
}
