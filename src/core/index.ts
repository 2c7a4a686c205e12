export { parseBootpayDate } from './parseBootpayDate.js'
export { asReader, call } from './call.js'
export { checkCredentials } from './checkCredentials.js'
export { createContext } from './context.js'
export type { Context, ContextOptions, Fetch, Retry, Timeouts } from './context.js'
export type { Credentials, Secret } from './credentials.js'
export { errorOf, isApiError, toError } from './errors.js'
export type {
  AbortError,
  ApiError,
  BootpayError,
  CredentialsError,
  DecodeError,
  InputError,
  Issue,
  Keys,
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
export { AccessToken, getAccessToken, GetAccessTokenInput, getAccessTokenRequest } from './getAccessToken.js'
export { ping } from './ping.js'
export { bindPromises, toPromise } from './promises.js'
export type { Bindable, Promises } from './promises.js'
export type { ApiRequest, Auth, Built, Effect, Failure } from './request.js'
export { send } from './send.js'
export { createRetryBudget, createTokenState } from './state.js'
export type { RetryBudget, TokenState } from './state.js'
export type { TokenStore } from './store.js'
export { withToken } from './withToken.js'
