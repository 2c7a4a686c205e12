import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Starts the server in its own process; gives its addresses, its certificate, an id that it knows, and the text that it answers with. */
export const startServer = async () => {
  const child = fork(new URL('server.js', import.meta.url))
  const [{ address, secureAddress, ca, receipt_id, text }] = await once(child, 'message')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    secureOrigin: `https://127.0.0.1:${secureAddress.port}`,
    ca: /** @type {string} */ (ca),
    receipt_id: /** @type {string} */ (receipt_id),
    text: /** @type {string} */ (text),
    stop: () => child.disconnect(),
  }
}
