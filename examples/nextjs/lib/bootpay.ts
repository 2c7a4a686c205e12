import { createContext } from 'bootpay-fp/core'

const { BOOTPAY_CLIENT_KEY, BOOTPAY_SECRET_KEY, BOOTPAY_BASE_URL } = process.env

/** One for the whole server. Missing keys are no crash at build time: each call answers with a `CredentialsError`. */
export const ctx = createContext({
  credentials: { client_key: BOOTPAY_CLIENT_KEY, secret_key: BOOTPAY_SECRET_KEY },
  // For a sandbox only; the real Bootpay's address is the default.
  ...(BOOTPAY_BASE_URL && { baseUrl: BOOTPAY_BASE_URL }),
})
