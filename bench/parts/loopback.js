import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Starts the server in its own process; gives its address, an id that it knows, and the text that it answers with. */
export const startServer = async () => {
  const child = fork(new URL('server.js', import.meta.url))
  const [{ address, receipt_id, text }] = await once(child, 'message')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    receipt_id: /** @type {string} */ (receipt_id),
    text: /** @type {string} */ (text),
    stop: () => child.disconnect(),
  }
}
