import { createHash } from 'node:crypto'

import type { ControlledSandbox } from './control/controlled.js'
import html from './page/index.html?raw'
import script from './page/script.js?raw'
import style from './page/style.css?raw'

declare const __VERSION__: string

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON that can stand within a `script` element: no text in it can end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** Makes what answers with the status page: one document, nothing from elsewhere, and only its own script runs in it. */
export const pageResponse = ({ sandbox, options, baseUrl }: ControlledSandbox): (() => Response) => {
  const { credentials } = sandbox
  const facts = { baseUrl, credentials, clock: options.clock, version: __VERSION__ }
  const text = html
    .replace(/<style>.*?<\/style>/s, () => `<style>${style}</style>`)
    .replace(/<script type="module">.*?<\/script>/s, () => `<script type="module">${script}</script>`)
    .replace(/(<script type="application\/json" id="facts">).*?(<\/script>)/s, (_, open: string, end: string) =>
      [open, inScript(facts), end].join(''),
    )
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  return () => new Response(text, { headers })
}
