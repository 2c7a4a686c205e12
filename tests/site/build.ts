import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

import { ROOT } from '../docs/support/markdown.js'

const HTML = join(ROOT, 'site/html')

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/** Builds the site for a path that it is served from, as `npm run docs` does; gives what it printed if it failed. */
export const buildSite = (base: string): Promise<string> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', DOCS_BASE: base }
    execFile('npm', ['run', 'docs'], { cwd: ROOT, env }, (error, out, err) => {
      resolve(error ? `${out}${err}` : '')
    })
  })

/** The files of the site that was built whose names end so, as paths from where it is served. */
export const builtFiles = (ending: string): readonly string[] =>
  readdirSync(HTML, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort()

/** The pages of the site that was built. */
export const builtPages = (): readonly string[] => builtFiles('.html').filter((path) => path !== '404.html')

/** Serves the site below a path, and nothing beside it, as a host of plain files does. */
export const serveSite = async (base: string): Promise<{ readonly origin: string; readonly close: () => void }> => {
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://site').pathname)
    const named = join(HTML, path.slice(base.length))
    const file = path.endsWith('/') ? join(named, 'index.html') : named
    const found = path.startsWith(base) && existsSync(file) && statSync(file).isFile()
    const sent = found ? file : join(HTML, '404.html')
    response
      .writeHead(found ? 200 : 404, { 'Content-Type': TYPES[extname(sent)] ?? 'application/octet-stream' })
      .end(readFileSync(sent))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
