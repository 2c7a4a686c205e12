import { causes } from './causes.js'
import type { ControlledSandbox } from './control/controlled.js'
import { documentResponse } from './document.js'
import { faultTexts } from './faultTexts.js'
import html from './page/index.html?raw'
import script from './page/script.js?raw'
import style from './page/style.css?raw'

declare const __VERSION__: string

/** Makes what answers with the status page, which no other site may frame. */
export const pageResponse = ({ sandbox, options, baseUrl, commerceUrl }: ControlledSandbox): (() => Response) => {
  const { credentials } = sandbox
  const facts = { baseUrl, commerceUrl, credentials, causes, faultTexts, clock: options.clock, version: __VERSION__ }
  return documentResponse({ html, style, script, facts, frameAncestors: "'none'" })
}
