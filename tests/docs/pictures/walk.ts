import * as sdk from 'bootpay-fp'
import { createSandbox, sandboxCards, type Sandbox, type SandboxExport } from 'bootpay-fp/sandbox'

import { inputs } from '../../fixtures/inputs.js'

/** What can be done to a sandbox: who does it, and what it is called there. */
export type Action = {
  readonly by: 'buyer' | 'shop' | 'time'
  readonly name: string
  /** Whether it is for a part of the amount only. */
  readonly part?: boolean | undefined
  /** What is special about what it starts. */
  readonly tags?: readonly string[]
}

/** A status that became another by an action; from `undefined` where the record was made. */
export type Edge = Action & { readonly from: number | undefined; readonly to: number }

type Deed = Action & { readonly run: (sandbox: Sandbox, ctx: sdk.Context, ids: Ids) => unknown }
type Ids = Readonly<Record<string, string>>
type Kept = Readonly<Record<string, unknown>> & { readonly status: number }
type Kind = 'receipts' | 'reservations'

const START = Date.parse('2026-11-27T00:00:00Z')
const PRICE = 1000
const DAY = 24 * 60 * 60 * 1_000
const ID = { receipts: 'receipt_id', reservations: 'reserve_id' } as const

const open = (state?: SandboxExport) => {
  const sandbox = createSandbox({ now: () => START, ...(state && { state }) })
  const ctx = sdk.createContext({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: sandbox.now,
    sleep: () => Promise.resolve(),
  })
  return { sandbox, ctx }
}

type Run = (ctx: sdk.Context, input: unknown) => () => Promise<unknown>

const refund = { bank_account: '1', bank_username: 'n', bank_code: '004' }

/** The inputs that an operation is run with: the least that it takes; also a part of a cancel, and a card that is declined. */
const inputsOf = (name: string): readonly object[] => {
  const least = inputs[name as keyof typeof inputs] as object
  if (name === 'reservePayment') return [{ ...least, reserve_execute_at: new Date(START + DAY) }]
  if (name === 'issueBillingKey')
    return [least, { ...least, price: PRICE, card_no: sandboxCards.insufficient_funds.card_no }]
  return name === 'cancelPayment'
    ? [
        { ...least, refund },
        { ...least, refund, cancel_price: PRICE / 2 },
      ]
    : [least]
}

/** Every operation, with the gateway for it and against it. */
const operations: readonly (Deed & { readonly input: object })[] = Object.keys(inputs).flatMap((name) =>
  inputsOf(name).flatMap((input) => {
    const call: Deed['run'] = (_, ctx, ids) => {
      const known = Object.entries(ids).filter(([member]) => member in input)
      return (sdk[name as keyof typeof inputs] as unknown as Run)(ctx, { ...input, ...Object.fromEntries(known) })()
    }
    const refused: Deed['run'] = (sandbox, ctx, ids) => {
      sandbox.declineNext({ operation: name as 'confirmPayment' })
      return call(sandbox, ctx, ids)
    }
    return [call, refused].map((run) => ({ by: 'shop', name, part: 'cancel_price' in input, input, run }) as const)
  }),
)

/** Every step of the buyer that is about a receipt, and a card that is declined. */
const steps: readonly Deed[] = Object.keys(createSandbox().browser).flatMap((name) =>
  [undefined, sandboxCards.insufficient_funds.card_no].flatMap((card_no) =>
    card_no && name !== 'pay'
      ? []
      : {
          by: 'buyer',
          name,
          run: ({ browser }, _, { receipt_id = '' }) =>
            (browser[name as 'pay'] as (id: string, means?: object) => void)(receipt_id, card_no && { card_no }),
        },
  ),
)

const waits: readonly Deed[] = [1, 30].map((days) => ({
  by: 'time',
  name: 'time',
  run: (sandbox) => sandbox.advance(days * DAY),
}))

/** What the buyer begins in the browser, in every way that leads elsewhere. */
const beginnings: readonly Deed[] = [
  ...[[], ['separate'], ['deposit'], ['separate', 'deposit']].map((tags): Deed => ({
    by: 'buyer',
    name: 'requestPayment',
    tags,
    run: ({ browser }) =>
      browser.requestPayment({
        price: PRICE,
        order_id: 'order-1',
        order_name: 'n',
        separately_confirmed: tags.includes('separate'),
        method: tags.includes('deposit') ? 'vbank' : 'card',
      }),
  })),
  ...[0, PRICE].map((price): Deed => ({
    by: 'buyer',
    name: 'requestSubscription',
    run: ({ browser }) => browser.requestSubscription({ subscription_id: 'subscription-1', order_name: 'n', price }),
  })),
]

/** A shop that has what charges need: a key, and a wallet. */
const furnished = async () => {
  const { sandbox, ctx } = open()
  sandbox.browser.registerWallet({ user_id: 'user_id', sandbox: true })
  const { billing_key } = await sdk.toPromise(sdk.issueBillingKey(ctx, inputs.issueBillingKey as never))
  return { state: sandbox.export(), ids: { billing_key } }
}

const recordsOf = (sandbox: Sandbox, kind: Kind): ReadonlyMap<string, Kept> =>
  new Map((sandbox.export()[kind] as readonly Kept[]).map((record) => [String(record[ID[kind]]), record] as const))

/** What a record can still become depends on this: all but its ids and times. */
const signatureOf = (record: Kept): string =>
  JSON.stringify(record, (name, value: unknown) =>
    /_id$|_at$|_key$/.test(name) && value !== undefined ? 'set' : value,
  )

/** Does it to a sandbox that goes on from a state; one that does not let it is as it was. */
const after = async (state: SandboxExport, { run }: Deed, ids: Ids): Promise<Sandbox> => {
  const { sandbox, ctx } = open(state)
  try {
    await run(sandbox, ctx, ids)
  } catch {
    // A step out of order.
  }
  return sandbox
}

const actionOf = ({ by, name, part }: Deed, tags: readonly string[] = []): Action => ({ by, name, part, tags })

/**
 * Every way from status to status that the sandbox knows: from each record that anything begins, does everything to it, and goes on
 * from what became of it. A change that leaves the status counts where it moves money.
 */
export const walk = async (kind: Kind): Promise<readonly Edge[]> => {
  const { state: first, ids: given } = await furnished()
  const edges: Edge[] = []
  const begun = open(first).sandbox
  const known = recordsOf(begun, kind)
  const left: { state: SandboxExport; id: string; tags: readonly string[]; waiting: unknown }[] = []
  for (const deed of [...beginnings, ...operations]) {
    const sandbox = await after(first, deed, given)
    for (const [id, { status }] of recordsOf(sandbox, kind)) {
      if (known.has(id)) continue
      edges.push({ ...actionOf(deed, deed.tags), from: undefined, to: status })
      const state = sandbox.export()
      // A refusal that waits for its time.
      left.push({ state, id, tags: deed.tags ?? [], waiting: state['declines'] })
    }
  }
  const members = ['billing_key', ID[kind]]
  const deeds = [...steps, ...operations.filter(({ input }) => members.some((member) => member in input)), ...waits]
  const seen = new Set<string>()
  for (let at = left.shift(); at; at = left.shift()) {
    const { state, id, tags, waiting } = at
    const before = recordsOf(open(state).sandbox, kind).get(id)
    const signature = before && signatureOf(before) + JSON.stringify(waiting)
    if (!signature || seen.has(signature)) continue
    seen.add(signature)
    const own = String(before['billing_key'] ?? given.billing_key)
    for (const deed of deeds) {
      const sandbox = await after(state, deed, { ...given, billing_key: own, [ID[kind]]: id })
      const now = recordsOf(sandbox, kind).get(id)
      if (!now || signatureOf(now) === signatureOf(before)) continue
      left.push({ state: sandbox.export(), id, tags, waiting: [] })
      if (now.status === before.status && now['cancelled_price'] === before['cancelled_price']) continue
      edges.push({ ...actionOf(deed, tags), from: before.status, to: now.status })
    }
  }
  return edges
}
