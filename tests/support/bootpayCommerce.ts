import { BootpayCommerce } from '@bootpay/backend-js'

/** The modules of the official SDK whose methods are here, each whole; of its cart the preview of an order. */
const MODULES = ['user', 'product', 'category', 'order', 'invoice', 'orderCancel'] as const

/** What their modules need themselves, and nobody calls. */
const HELPERS =
  /^(constructor|compact|multipartValue|cancellationId|actionPayload|(mall|manager|supervisor|invoice|user)Headers)$/

/** The methods of BootpayCommerce that have an operation here, by module and name. */
export const bootpayCommerceMethods = (): readonly string[] => {
  const theirs = new BootpayCommerce({ client_key: 'ck_test', secret_key: 'sk_test' })
  const methods = MODULES.flatMap((module) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(theirs[module])).flatMap((name) =>
      HELPERS.test(name) ? [] : [`${module}.${name}`],
    ),
  )
  return [...methods, 'cart.orderPreview'].sort()
}
