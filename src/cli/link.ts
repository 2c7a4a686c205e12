import windowStyle from './client/window.css?raw'
import type { ControlledSandbox } from './control/controlled.js'
import { documentResponse } from './document.js'
import style from './link/link.css?raw'
import html from './link/link.html?raw'
import script from './link/link.js?raw'

/** Where the pages of payment links are: the id of the link follows. */
export const linkPath = '/links/'

/** Makes what answers with the page of a payment link, by its id; no other site may frame it. It holds nothing about the link. */
export const linkResponse = ({ sandbox }: ControlledSandbox): ((invoice_id: string) => Response) => {
  const page = documentResponse({
    html,
    style: windowStyle + style,
    script,
    facts: {},
    frameAncestors: "'none'",
    client: true,
  })
  return (given) => page(sandbox.state().invoices.some(({ invoice_id }) => invoice_id === given) ? 200 : 404)
}
