export { parseBootpayDate } from './parseBootpayDate.js'
export { asReader, call, send } from './call.js'
export { checkCredentials } from './checkCredentials.js'
export type { Context, Fetch, Retry, RetryBudget, Timeouts, TokenState } from './context.js'
export { createContext, createRetryBudget } from './createContext.js'
export type { ContextOptions } from './createContext.js'
export type { ClientKeys, Credentials, KeyPair, Secret } from './credentials.js'
export { errorOf, isApiError, toError } from './errors.js'
export type {
  AbortError,
  About,
  ApiError,
  BootpayError,
  CredentialsError,
  DecodeError,
  InputError,
  NetworkError,
  OperationName,
  OutcomeUnknown,
  ReadError,
  Reconcile,
  Tagged,
  TimeoutError,
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
export { bindPromises, toPromise } from './promises.js'
export type { Bindable, Promises } from './promises.js'
export type { Api, Said } from './api.js'
export type { ApiRequest, Auth, Built, Draft, Effect, Failure, Judge, Outcome, Verdict } from './request.js'
export type { Checked, InputSchema, Issue, Schema, SchemaIssue } from './schema.js'
export type { Sent } from './sent.js'
export type { TokenStore } from './tokenStore.js'
export { withToken } from './withToken.js'
