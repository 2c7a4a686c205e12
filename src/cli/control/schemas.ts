import * as v from 'valibot'

import type { SandboxFault, SandboxOperation } from '../../sandbox/index.js'

const Name = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const Amount = v.pipe(v.number(), v.minValue(0, 'must be 0 or more'))
const Members = v.record(v.string(), v.unknown())
const opt = v.exactOptional

/** The body of `POST /payments`: what the shop's page hands the client SDK, and whether the buyer pays at once. */
export const PaymentBody = v.strictObject({
  price: Amount,
  order_id: Name,
  order_name: Name,
  tax_free: opt(Amount),
  pg: opt(Name),
  method: opt(Name),
  currency: opt(Name),
  separately_confirmed: opt(v.boolean()),
  escrow: opt(v.boolean()),
  enable_error_webhook: opt(v.boolean()),
  metadata: opt(Members),
  user: opt(Members),
  pay: opt(v.boolean()),
})

/** The body of `POST /subscriptions`: what the shop's page hands the client SDK to have a card registered. */
export const SubscriptionBody = v.strictObject({
  subscription_id: Name,
  order_name: Name,
  price: opt(Amount),
  tax_free: opt(Amount),
  pg: opt(Name),
  enable_error_webhook: opt(v.boolean()),
  metadata: opt(Members),
  user: opt(Members),
})

/** The body of `POST /payments/{id}/pay`: what the buyer pays with. */
export const MeansBody = v.strictObject({ method: opt(Name), card_no: opt(Name) })

/** The body of `POST /payments/{id}/fail`: why the payment is refused. */
export const RefusalBody = v.strictObject({ code: opt(Name), message: opt(Name), pg_error_code: opt(Name) })

/** The body of `POST /identities`. */
export const IdentityBody = v.strictObject({
  authentication_id: opt(Name),
  username: opt(Name),
  phone: opt(Name),
  birth: opt(Name),
  gender: opt(v.picklist([0, 1])),
  foreigner: opt(v.picklist([0, 1])),
  carrier: opt(Name),
  pg: opt(Name),
})

/** The body of `POST /wallets`. */
export const WalletBody = v.strictObject({ user_id: Name, sandbox: opt(v.boolean()), card_no: opt(Name) })

/** The body of `PUT /switches`. */
export const SwitchesBody = v.strictObject({
  basicEverywhere: opt(v.boolean()),
  partialCancelStatus: opt(v.picklist([1, 20])),
})

/** The body of `PUT /webhook-address`; the sandbox itself says what may be one. */
export const WebhookAddressBody = v.strictObject({ url: v.nullable(v.string()) })

/** The body of `POST /clock`: how far to advance, the members together. */
export const ClockBody = v.strictObject({
  days: opt(Amount),
  hours: opt(Amount),
  minutes: opt(Amount),
  seconds: opt(Amount),
  ms: opt(Amount),
})

// Names are checked by the sandbox itself, which knows them.
const Fault = v.pipe(
  Name,
  v.transform((name) => name as SandboxFault),
)
const Operation = v.pipe(
  Name,
  v.transform((name) => name as SandboxOperation),
)

/** The body of `PUT /faults`: random faults. */
export const RandomFaultsBody = v.union(
  [
    v.strictObject({ rate: v.number(), only: opt(v.array(Fault)), operations: opt(v.array(Operation)) }),
    v.strictObject({ rates: v.record(v.string(), v.number()), operations: opt(v.array(Operation)) }),
  ],
  'must be { rate, only?, operations? } or { rates, operations? }',
)

/** The body of `POST /declines`: a refusal for the next request of an operation. */
export const DeclineBody = v.strictObject({
  operation: Operation,
  code: opt(Name),
  message: opt(Name),
  pg_error_code: opt(Name),
})

/** The body of `POST /faults`: a fault for the next request. */
export const NextFaultBody = v.strictObject({ fault: Fault, operation: opt(Operation), times: opt(v.number()) })
