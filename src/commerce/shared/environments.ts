import type { Context } from '../../core/context.js'

/** Where the APIs of an environment are. */
export type Addresses = Required<Pick<Context, 'commerceUrl' | 'messageUrl'>>

/**
 * The addresses of Bootpay's development environment: `createContext({ credentials, ...commerceDevelopment })`.
 *
 * It has keys of its own. Source: api-commerce 1.1.
 */
export const commerceDevelopment: Addresses = {
  commerceUrl: 'https://dev-api.bootapi.com/v1',
  messageUrl: 'https://dev-m.bootapi.com',
}

/** The addresses of Bootpay's stage environment, as {@link commerceDevelopment}. */
export const commerceStage: Addresses = {
  commerceUrl: 'https://stage-api.bootapi.com/v1',
  messageUrl: 'https://stage-m.bootapi.com',
}
