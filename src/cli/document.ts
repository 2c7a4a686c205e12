import { createHash } from 'node:crypto'

/** What a page is made of: its document, and what goes into its three empty places. */
export type PageParts = {
  readonly html: string
  readonly style: string
  readonly script: string
  /** What the script reads from the element `facts`. */
  readonly facts: unknown
  /** Who may show the page in a frame, as `frame-ancestors` has it. */
  readonly frameAncestors: string
  /** Whether the page loads the stand-in for the client SDK, which shows its window in a frame. Default: false. */
  readonly client?: boolean
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON that can stand within a `script` element: no text in it can end the element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** Makes what answers with a page: one document, nothing from elsewhere, and only its own script runs in it, or the client's. */
export const documentResponse = ({
  html,
  style,
  script,
  facts,
  frameAncestors,
  client = false,
}: PageParts): ((status?: number) => Response) => {
  const text = html
    .replace(/<style>.*?<\/style>/s, () => `<style>${style}</style>`)
    .replace(/<script type="module">.*?<\/script>/s, () => `<script type="module">${script}</script>`)
    .replace(/(<script type="application\/json" id="facts">).*?(<\/script>)/s, (_, open: string, end: string) =>
      [open, inScript(facts), end].join(''),
    )
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}${client ? " 'self'" : ''}`,
    ...(client ? ["frame-src 'self'"] : []),
    `style-src ${hashOf(style)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ]
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  return (status = 200) => new Response(text, { status, headers })
}
