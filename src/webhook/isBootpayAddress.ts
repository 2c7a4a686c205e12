/**
 * Whether an address is one that Bootpay's webhooks come from (223.130.82.0/24).
 *
 * A first filter, never a proof: behind a proxy the connection's address is the proxy's, `x-forwarded-for` can be written by
 * anybody unless your own proxy sets it, and Bootpay may add addresses. The proof is {@link verifyWebhook}.
 *
 * @example
 * isBootpayAddress('223.130.82.4') // true
 */
export const isBootpayAddress = (ip: string): boolean => {
  if (typeof ip !== 'string') return false
  return Number(/^(?:::ffff:)?223\.130\.82\.(0|[1-9]\d{0,2})$/i.exec(ip)?.[1]) <= 255
}
