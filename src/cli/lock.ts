import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { rm, stat } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import { complain, type Complaint } from './complaint.js'
import { codeOf } from './files.js'

/** Ends the hold of a sandbox on a file. */
export type Release = () => Promise<void>

/**
 * The socket that whoever holds a file listens on. The system takes it away with the process, however that ends; where sockets
 * are files, one that nobody listens on is left behind.
 */
const socketOf = async (place: string): Promise<string> => {
  const { dev, ino } = await stat(dirname(place))
  const name = createHash('sha256')
    .update(`${String(dev)}/${String(ino)}/${basename(place)}`)
    .digest('hex')
    .slice(0, 32)
  if (platform() === 'linux') return `\0bootpay-fp-sandbox-${name}`
  return platform() === 'win32' ? `\\\\.\\pipe\\bootpay-fp-${name}` : join(tmpdir(), `bootpay-fp-${name}.sock`)
}

const isListening = async (socket: string): Promise<boolean> => {
  const connection = connect(socket)
  try {
    await once(connection, 'connect')
    return true
  } catch (error) {
    return codeOf(error) !== 'ECONNREFUSED' && codeOf(error) !== 'ENOENT'
  } finally {
    connection.destroy()
  }
}

const listenOn = async (socket: string): Promise<Release | undefined> => {
  const server = createServer((connection) => {
    connection.destroy()
  })
  try {
    server.listen(socket)
    await once(server, 'listening')
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return undefined
    throw error
  }
  server.unref()
  return async () => {
    server.close()
    await once(server, 'close')
  }
}

/** Holds a file for this sandbox alone; a complaint when another one has it. */
export const holdFile = async (place: string): Promise<Release | Complaint> => {
  const socket = await socketOf(place)
  const release = await listenOn(socket)
  if (release !== undefined) return release
  if (!(await isListening(socket))) {
    if (!socket.startsWith('\0')) await rm(socket, { force: true })
    const second = await listenOn(socket)
    if (second !== undefined) return second
  }
  return complain(`${place} is in use by another sandbox: end that one, or choose another file with --state`)
}
