import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../dist/bootpay-fp.js', import.meta.url))

/**
 * Starts what `npx bootpay-fp sandbox` starts, on a free port, for code that needs the pages of it too; it ends with this process.
 * @param {readonly string[]} given more options of the command line
 */
export const startSandbox = async (given = []) => {
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--quiet', 'yes', ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = () => void child.kill()
  const leave = () => process.exit(1)
  process.once('exit', close).once('SIGTERM', leave).once('SIGINT', leave)
  let printed = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text
      const [, found] = /status page +(http\S+)\/\s/.exec(printed) ?? []
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error('the sandbox did not start')))
  })
  /**
   * Asks the control API.
   * @param {'GET' | 'POST' | 'PUT' | 'DELETE'} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  const control = async (method, path, body) => {
    const response = await fetch(`${url}/_sandbox${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${answer.error_code}: ${answer.message}`)
    return answer
  }
  return {
    baseUrl: `${url}/v2`,
    commerceUrl: `${url}/v1`,
    control,
    /** @returns {Promise<import('bootpay-fp/sandbox').SandboxState>} */
    state: () => control('GET', '/state'),
    close: () => {
      process.off('exit', close).off('SIGTERM', leave).off('SIGINT', leave)
      close()
    },
  }
}
