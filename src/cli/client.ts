import { sandboxCards } from '../sandbox/index.js'
import bootpay from './client/bootpay.js?raw'
import script from './client/window.js?raw'
import style from './client/window.css?raw'
import html from './client/window.html?raw'
import { documentResponse } from './document.js'
import type { SiteRequest } from './http.js'
import { frameAncestors, isPageOrigin } from './origins.js'

/** Where the stand-in for the client SDK is. */
export const clientPath = '/bootpay.js'

/** Where its payment window is, which it shows in a frame. */
export const windowPath = '/_window'

/**
 * Makes what answers with the stand-in for the client SDK. It knows the address it was fetched from; the pages of this machine,
 * and those that are allowed, may also load it with CORS.
 */
export const clientResponse =
  (allowed: readonly string[]) =>
  ({ headers: { host = '', origin } }: SiteRequest): Response => {
    const home = new URL(`http://${host}`).origin
    return new Response(
      bootpay.replace("'{{home}}'", () => JSON.stringify(home)),
      {
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
          vary: 'origin',
          ...(origin !== undefined && isPageOrigin(origin, allowed) ? { 'access-control-allow-origin': origin } : {}),
        },
      },
    )
  }

/** Makes what answers with the payment window. It talks to pages of this machine, and to those that are allowed. */
export const windowResponse = (allowed: readonly string[]): (() => Response) =>
  documentResponse({
    html,
    style,
    script,
    facts: { allowed, cards: sandboxCards },
    frameAncestors: frameAncestors(allowed),
  })
