import { createContext, type BootpayError, type Context } from 'bootpay-fp'
import { createInvoice, createProduct, getInvoice, type CreateInvoiceInput } from 'bootpay-fp/commerce'
import { createSandbox, type BrowserMeans, type Sandbox, type SandboxOptions } from 'bootpay-fp/sandbox'
import type { Either } from 'fp-ts/lib/Either.js'

import { basic, noon } from '../support.js'

/** A sandbox at noon, and a Context over it that neither waits nor repeats. */
export const open = (options: SandboxOptions = {}): { readonly sandbox: Sandbox; readonly ctx: Context } => {
  const sandbox = createSandbox({ now: () => noon, ...options })
  const ctx = createContext({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: sandbox.now,
    sleep: () => Promise.resolve(),
    timeoutMs: 50,
    retry: { attempts: 1 },
  })
  return { sandbox, ctx }
}

/** The value of what must go well. */
export const right = async <A>(task: () => Promise<Either<BootpayError, A>>): Promise<A> => {
  const result = await task()
  if (result._tag === 'Left') throw new Error(`${result.left._tag}: ${result.left.message}`)
  return result.right
}

/** What must fail comes back as this. */
export const left = async (task: () => Promise<Either<BootpayError, unknown>>): Promise<BootpayError> => {
  const result = await task()
  if (result._tag === 'Right') throw new Error('it went well, and had to fail')
  return result.left
}

/** The HTTP status and the code of a refusal. */
export const refusalOf = async (
  task: () => Promise<Either<BootpayError, unknown>>,
): Promise<readonly [number, string]> => {
  const error = await left(task)
  if (error._tag !== 'ApiError') throw new Error(`${error._tag} is no refusal`)
  return [error.status, error.code]
}

/** Sends a request to the Commerce API as it stands, and reads the answer. */
export const ask = async (
  sandbox: Sandbox,
  line: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const [method = '', path = ''] = line.split(' ')
  const response = await sandbox.fetch(`https://api.bootapi.com/v1${path}`, {
    method,
    headers: { authorization: basic(sandbox), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** A product on sale. */
export const sweater = (ctx: Context, more: object = {}) =>
  right(
    createProduct(ctx, {
      name: '스웨터',
      display_price: 39_000,
      status_sale: true,
      use_stock: true,
      stock: 20,
      ...more,
    }),
  )

/** A link that the buyer has paid, and what it has become. */
export const paidLink = async (
  { sandbox, ctx }: { readonly sandbox: Sandbox; readonly ctx: Context },
  input: Partial<CreateInvoiceInput> = {},
  means: BrowserMeans = {},
) => {
  const { invoice_id } = await right(createInvoice(ctx, { name: '스웨터 외 1건', price: 39_000, ...input }))
  const receipt_id = sandbox.shop.openInvoice(invoice_id)
  sandbox.browser.pay(receipt_id, means)
  const { order_id } = await right(getInvoice(ctx, { invoice_id }))
  const order_number = sandbox.state().receipts.find((receipt) => receipt.receipt_id === receipt_id)?.order_id ?? ''
  return { invoice_id, receipt_id, order_id: order_id ?? '', order_number }
}
