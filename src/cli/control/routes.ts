import * as v from 'valibot'

import { sandboxFaults, sandboxOperations, type RandomFaults, type Sandbox } from '../../sandbox/index.js'
import { explainedOf } from '../causes.js'
import { misuse } from '../complaint.js'
import type { ControlledSandbox } from './controlled.js'
import {
  ClockBody,
  DeclineBody,
  IdentityBody,
  MeansBody,
  NextFaultBody,
  PaymentBody,
  RandomFaultsBody,
  RefusalBody,
  SubscriptionBody,
  SwitchesBody,
  WalletBody,
  WebhookAddressBody,
} from './schemas.js'

/** What a control works on. */
export type ControlContext = ControlledSandbox & {
  /** The `{id}` of the path; empty where there is none. */
  readonly id: string
  readonly query: URLSearchParams
}

/** One control: its place under `/_sandbox`, what it does in a line, and the body it takes. */
export type ControlRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly does: string
  /** Answers with JSON, checks its body itself; a thrown Error says what is wrong. */
  readonly run: (context: ControlContext, body: unknown) => unknown
}

const get = (path: string, does: string, run: (context: ControlContext) => unknown): ControlRoute => ({
  method: 'GET',
  path,
  does,
  run,
})

const act = <Body>(
  line: `${'POST' | 'PUT' | 'DELETE'} ${string}`,
  does: string,
  schema: v.GenericSchema<unknown, Body>,
  run: (context: ControlContext, body: Body) => unknown,
): ControlRoute => {
  const [method, path = ''] = line.split(' ') as ['POST' | 'PUT' | 'DELETE', string]
  return { method, path, does, run: (context, body) => run(context, v.parse(schema, body)) }
}

const Nothing = v.strictObject({})

/** Runs a step and gives the receipts it changed, the one it was about first. */
const receiptAfter = (sandbox: Sandbox, receipt_id: string, step: () => void): unknown => {
  const { revision } = sandbox.changes(Infinity)
  step()
  return sandbox.changes(revision).receipts.find((receipt) => receipt.receipt_id === receipt_id)
}

const step = <Given extends object>(
  name: 'pay' | 'confirm' | 'cancel' | 'fail' | 'deposit' | 'confirmPurchase' | 'refusePurchase' | 'consent',
  does: string,
  schema: v.GenericSchema<unknown, Given>,
): ControlRoute =>
  act(
    `POST /payments/{id}/${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`,
    does,
    schema,
    ({ sandbox, id }, given) =>
      receiptAfter(sandbox, id, () => {
        const take: (receipt_id: string, given: Given) => void = sandbox.browser[name]
        take(id, given)
      }),
  )

const clockOf = ({ sandbox, options }: ControlContext) => ({
  now: new Date(sandbox.now()).toISOString(),
  epoch_ms: sandbox.now(),
  clock: options.clock,
})

const addressOf = ({ sandbox }: ControlContext) => ({ url: sandbox.webhookUrl() ?? null })

const faultsOf = ({ sandbox }: ControlContext) => ({ ...sandbox.faults(), kinds: sandboxFaults })

const useFaults = (sandbox: Sandbox, faults: RandomFaults | undefined): void => {
  if (faults !== undefined) sandbox.setFaults(faults)
}

/** Every control, in the order of its documentation. */
export const controlRoutes = (): readonly ControlRoute[] => [
  get(
    '',
    'this list, the credentials and how the sandbox was started',
    ({ sandbox, options, baseUrl, commerceUrl }) => ({
      base_url: baseUrl,
      commerce_url: commerceUrl,
      credentials: sandbox.credentials,
      options: { clock: options.clock, seed: options.seed, latency: options.latency, webhook_url: options.webhookUrl },
      operations: sandboxOperations,
      controls: controlRoutes().map(({ method, path, does }) => ({ method, path: `/_sandbox${path}`, does })),
    }),
  ),
  act(
    'POST /payments',
    'opens a payment as the buyer’s browser would; with `"pay": true` the buyer pays at once',
    PaymentBody,
    ({ sandbox }, { pay, ...payment }) => {
      const { revision } = sandbox.changes(Infinity)
      const receipt_id = sandbox.browser.requestPayment(payment)
      if (pay === true) sandbox.browser.pay(receipt_id)
      return sandbox.changes(revision).receipts.find((receipt) => receipt.receipt_id === receipt_id)
    },
  ),
  step(
    'pay',
    'the buyer pays, with `{ method?, card_no? }`: 0 becomes 1, or 2 with `separately_confirmed`, or 5; 40 becomes 11',
    MeansBody,
  ),
  step('confirm', 'the page confirms as `Bootpay.confirm()` does: 2 becomes 1, or 5 for a virtual account', Nothing),
  step('cancel', 'the buyer closes the window', Nothing),
  step('fail', 'the payment is refused in the window: `{ code?, message?, pg_error_code? }`', RefusalBody),
  step('deposit', 'the buyer pays into the virtual account: 5 becomes 1', Nothing),
  step('confirmPurchase', 'the buyer confirms an escrow purchase that was shipped', Nothing),
  step('refusePurchase', 'the buyer refuses an escrow purchase that was shipped', Nothing),
  step('consent', 'the payer consents to an account billing key (41), which can then be published', Nothing),
  get('/payments/{id}/event', 'what the client SDK tells the page; null while the window is open', ({ sandbox, id }) =>
    sandbox.browser.event(id),
  ),
  act(
    'POST /subscriptions',
    'opens a request for a card billing key as the buyer’s browser would',
    SubscriptionBody,
    ({ sandbox }, subscription) => {
      const { revision } = sandbox.changes(Infinity)
      const receipt_id = sandbox.browser.requestSubscription(subscription)
      return sandbox.changes(revision).receipts.find((receipt) => receipt.receipt_id === receipt_id)
    },
  ),
  act('POST /identities', 'the buyer verifies their identity', IdentityBody, ({ sandbox }, identity) => ({
    receipt_id: sandbox.browser.verifyIdentity(identity),
  })),
  act('POST /wallets', 'a user registers a card', WalletBody, ({ sandbox }, wallet) => ({
    wallet_id: sandbox.browser.registerWallet(wallet),
  })),
  get(
    '/invoices/{id}',
    'a payment link of the Commerce API, and the `receipt` that was opened for it last, or null',
    ({ sandbox, id }) => {
      const { invoices, receipts } = sandbox.state()
      const invoice = invoices.find(({ invoice_id }) => invoice_id === id)
      if (invoice === undefined) throw misuse('NOT_FOUND', `no invoice ${id}`)
      return { ...invoice, receipt: receipts.find(({ receipt_id }) => receipt_id === invoice.receipt_id) ?? null }
    },
  ),
  act(
    'POST /invoices/{id}/open',
    'the buyer opens a payment link; gives the `receipt_id` to go on with, the same one until it is paid, refused or closed',
    Nothing,
    ({ sandbox, id }) => ({ receipt_id: sandbox.shop.openInvoice(id) }),
  ),
  get('/clock', 'the sandbox’s time', clockOf),
  act(
    'POST /clock',
    'advances the clock by `days`, `hours`, `minutes`, `seconds` and `ms` together; what falls due happens',
    ClockBody,
    (context, { days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }) => {
      context.sandbox.advance((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + ms)
      return clockOf(context)
    },
  ),
  get('/state', 'everything that is stored, as `sandbox.state()`', ({ sandbox }) => sandbox.state()),
  get('/changes', 'what changed after `?since=` a revision', ({ sandbox, query }) =>
    sandbox.changes(Number(query.get('since') ?? 0) || 0),
  ),
  get('/events', 'the same as a stream of server-sent events', () => undefined),
  get('/requests', 'the last 1,000 requests', ({ sandbox }) => sandbox.requests()),
  get(
    '/requests/{id}',
    'one of the last 250 requests by its number in `changes`: the ids, what was sent, what came of it and what a refusal means, without secrets',
    ({ log, id }) => {
      const found = log.get(Number(id))
      if (found === undefined) throw misuse('NOT_FOUND', `no request ${id} of this run`)
      return { ...found, explained: explainedOf(found) }
    },
  ),
  get('/webhooks', 'every webhook and its attempts', ({ sandbox }) => sandbox.webhooks()),
  act('POST /webhooks/{id}/redeliver', 'sends a webhook once more', Nothing, ({ sandbox, id }) => {
    sandbox.redeliver(id)
    return sandbox.webhooks().find(({ webhook_id }) => webhook_id === id)
  }),
  get('/webhook-address', 'where webhooks go that name no address of their own', addressOf),
  act(
    'PUT /webhook-address',
    'changes that until a reset: `{ url }`, `null` for nowhere; they are kept then, and can be sent later',
    WebhookAddressBody,
    (context, { url }) => {
      context.sandbox.setWebhookUrl(url ?? undefined)
      return addressOf(context)
    },
  ),
  get('/faults', 'what is to go wrong, and every kind of fault', faultsOf),
  act(
    'PUT /faults',
    'random faults: `{ rate, only?, operations? }` or `{ rates: { name: rate }, operations? }`',
    RandomFaultsBody,
    (context, body) => {
      context.sandbox.setFaults(body)
      return faultsOf(context)
    },
  ),
  act(
    'POST /faults',
    'lets the next request fail: `{ fault, operation?, times? }`',
    NextFaultBody,
    (context, { fault, ...rest }) => {
      context.sandbox.failNext(fault, rest)
      return faultsOf(context)
    },
  ),
  act(
    'POST /declines',
    'has the next request of an operation refused: `{ operation, code?, message?, pg_error_code? }`',
    DeclineBody,
    (context, decline) => {
      context.sandbox.declineNext(decline)
      return faultsOf(context)
    },
  ),
  act('DELETE /faults', 'no faults any more', Nothing, (context) => {
    context.sandbox.clearFaults()
    return faultsOf(context)
  }),
  get('/switches', 'how it answers where the sources disagree', ({ sandbox }) => sandbox.switches()),
  act(
    'PUT /switches',
    'changes that: `{ basicEverywhere?, partialCancelStatus? }`',
    SwitchesBody,
    ({ sandbox }, switches) => {
      sandbox.setSwitches(switches)
      return sandbox.switches()
    },
  ),
  act('DELETE /tokens', 'every access token stops working', Nothing, ({ sandbox }) => {
    sandbox.revokeTokens()
    return {}
  }),
  get('/export', 'everything as a file for `--state` or `createSandbox({ state })`', ({ sandbox }) => sandbox.export()),
  act('POST /reset', 'forgets everything and starts over, as the command line says', Nothing, (context) => {
    const { sandbox, options } = context
    sandbox.reset(context.seedState)
    sandbox.setWebhookUrl(options.webhookUrl)
    sandbox.setSwitches({ basicEverywhere: false, partialCancelStatus: 1, ...options.switches })
    useFaults(sandbox, options.faults)
    context.log.clear()
    context.watch.restart()
    return clockOf(context)
  }),
]
