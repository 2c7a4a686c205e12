export { parseBootpayDate } from './parseBootpayDate.js'
export { asReader, call, send } from './call.js'
export { checkCredentials } from './checkCredentials.js'
export type { Context, Fetch, Member, Retry, RetryBudget, Timeouts, TokenState } from './context.js'
export { createContext, createRetryBudget, type ContextOptions } from './createContext.js'
export type { ClientKeys, Credentials, KeyPair, Secret } from './credentials.js'
export {
  errorOf,
  isApiError,
  toError,
  type AbortError,
  type About,
  type ApiError,
  type BootpayError,
  type CredentialsError,
  type DecodeError,
  type InputError,
  type NetworkError,
  type OperationName,
  type OutcomeUnknown,
  type ReadError,
  type Reconcile,
  type Tagged,
  type TimeoutError,
} from './errors.js'
export type {
  AnswerEvent,
  Event,
  ProgressEvent,
  ReconcileEvent,
  RequestEvent,
  RetryEvent,
  TokenEvent,
} from './events.js'
export { bindPromises, toPromise, type Bindable, type Promises } from './promises.js'
export type { Api, Asker, Said } from './api.js'
export type { ApiRequest, Auth, Built, Draft, Effect, Failure, Judge, Outcome, Verdict } from './request.js'
export type { Checked, InputSchema, Issue, Schema, SchemaIssue } from './schema.js'
export type { Sent } from './sent.js'
export type { TokenStore } from './tokenStore.js'
export { withToken } from './withToken.js'
