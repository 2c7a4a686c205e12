import { setupServer } from 'msw/node'

/** Stands in for Bootpay on the client side; a request that no test expects is an error. */
export const server = setupServer()
