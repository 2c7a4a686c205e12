import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { isIPv6, type AddressInfo } from 'node:net'
import { setTimeout as pauseFor } from 'node:timers/promises'

import { createSandbox, type Sandbox, type SandboxExchange } from '../sandbox/index.js'
import { standingClock } from './clock.js'
import { complain, isComplaint, isMisuse, messageOf, type Complaint } from './complaint.js'
import { placeOf, removeLeftovers, versionOf } from './files.js'
import { createSiteServer, type Site } from './http.js'
import { holdFile, type Release } from './lock.js'
import { createLog, createWebhookWatch, type Listener } from './log.js'
import type { ServerOptions } from './options.js'
import { linkPath } from './link.js'
import { createSite } from './site.js'
import {
  giveAnother,
  keepState,
  readSeedFile,
  readStateFile,
  startOver,
  troubleOf,
  type SavedState,
  type StateKeeper,
} from './state-file.js'

/** A sandbox that is being served. */
export type RunningServer = {
  readonly sandbox: Sandbox
  /** Where the page is, with a slash at its end. */
  readonly url: string
  /** What an SDK is to be pointed at. */
  readonly baseUrl: string
  /** The same for the Commerce API. */
  readonly commerceUrl: string
  /** Stops it: no new requests, the state is written, connections are closed. Says what went wrong with that. */
  readonly close: () => Promise<undefined | Complaint>
}

/** Makes the sandbox, from a state that a file holds where there is one. */
const openSandbox = (
  options: ServerOptions,
  file: string | undefined,
  state: SavedState | undefined,
  onRequest: (exchange: SandboxExchange) => void,
  paymentUrl: (invoice_id: string) => string,
): Sandbox | Complaint => {
  try {
    const sandbox = createSandbox({
      seed: options.seed,
      webhook: { url: options.webhookUrl, hosts: options.allowedHosts, keep: true },
      onRequest,
      paymentUrl,
      ...options.switches,
      state,
      ...(options.clock === 'manual' ? { now: standingClock(state) } : {}),
    })
    if (options.faults !== undefined) sandbox.setFaults(options.faults)
    // What is damaged within a record shows only where it is read.
    sandbox.state()
    return sandbox
  } catch (error) {
    const why = isMisuse(error) ? error.reason : 'state is damaged'
    return complain(`${String(file)} cannot be used: ${why}. ${file === options.stateFile ? startOver : giveAnother}`)
  }
}

const listenErrors: Readonly<Record<string, (options: ServerOptions) => string>> = {
  EADDRINUSE: ({ port }) =>
    `port ${String(port)} is taken: choose another one with --port, or --port 0 for any that is free`,
  EACCES: ({ port }) => `port ${String(port)} is not allowed: choose one above 1023 with --port`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}: see --host`,
  ENOTFOUND: ({ host }) => `there is no host ${host}: see --host`,
}

const listen = async (server: Server, options: ServerOptions): Promise<number | Complaint> => {
  try {
    server.listen(options.port, options.host)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    return complain(listenErrors[code]?.(options) ?? `cannot listen: ${messageOf(error)}`)
  }
}

/** Where a client on this machine reaches a host that was bound. */
const urlOf = (host: string, port: number): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${String(port)}/`
}

const unwritten = (place: string, error: unknown): Complaint =>
  complain(`the state could not be written to ${place}: ${troubleOf(error, place)}`)

const saved = async (keeper: StateKeeper | undefined, place: string): Promise<undefined | Complaint> => {
  try {
    await keeper?.save()
    return undefined
  } catch (error) {
    return unwritten(place, error)
  }
}

const holdOf = async (place: string): Promise<Release | Complaint> => {
  try {
    return await holdFile(place)
  } catch (error) {
    return unwritten(place, error)
  }
}

/** Runs something again and again, the pause after its end; gives what stops it and waits for it. */
const repeat = (work: () => Promise<void>, pause: () => number): (() => Promise<void>) => {
  let stopped = false
  let flight = Promise.resolve()
  const next = () => {
    timer = setTimeout(() => {
      flight = work().then(() => {
        if (!stopped) next()
      })
    }, pause())
  }
  let timer: NodeJS.Timeout | undefined
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
    return flight
  }
}

const deliveryPause = 200
const watchPause = 100
const graceful = 300

/** Serves a sandbox as told. `warn` hears of what goes wrong while it runs, a listener of what happens. */
export const startServer = async (
  options: ServerOptions,
  warn: (message: string) => void,
  listener: Listener = {},
): Promise<RunningServer | Complaint> => {
  if (options.stateFile === undefined) return serve(options, warn, listener, '', undefined)
  const place = await placeOf(options.stateFile)
  const release = await holdOf(place)
  if (isComplaint(release)) return release
  await removeLeftovers(place)
  const server = await serve(options, warn, listener, place, release)
  if (isComplaint(server)) await release()
  return server
}

const serve = async (
  options: ServerOptions,
  warn: (message: string) => void,
  listener: Listener,
  place: string,
  release: Release | undefined,
): Promise<RunningServer | Complaint> => {
  const read = options.stateFile === undefined ? undefined : await versionOf(place).catch(() => undefined)
  const state = options.stateFile === undefined ? undefined : await readStateFile(options.stateFile)
  if (isComplaint(state)) return state
  const seedState = options.seedFile === undefined ? undefined : await readSeedFile(options.seedFile)
  if (isComplaint(seedState)) return seedState
  const log = createLog(listener)
  // The port is known once the server listens, and nobody asks before.
  let url = ''
  const openWith = (file: string | undefined, saved: SavedState | undefined) =>
    openSandbox(options, file, saved, log.hear, (invoice_id) => `${url}${linkPath.slice(1)}${invoice_id}`)
  const seeded = seedState === undefined ? undefined : openWith(options.seedFile, seedState)
  if (isComplaint(seeded)) return seeded
  const sandbox = seeded === undefined || state !== undefined ? openWith(options.stateFile, state) : seeded
  if (isComplaint(sandbox)) return sandbox
  const watch = createWebhookWatch(sandbox, listener)
  const keeper = release === undefined ? undefined : keepState(sandbox, place, read)
  const unwritable = await saved(keeper, place)
  if (unwritable !== undefined) return unwritable

  // The page knows the port, so the site is made once the server listens.
  let site: Site = () => Promise.resolve(new Response(null, { status: 503 }))
  const server = createSiteServer((request) => site(request), warn)
  const port = await listen(server, options)
  if (isComplaint(port)) return port
  url = urlOf(options.host, port)
  const [baseUrl, commerceUrl] = [`${url}v2`, `${url}v1`]
  const closing = new AbortController()
  const run = randomUUID()
  const { signal } = closing
  site = createSite({ sandbox, options, baseUrl, commerceUrl, seedState, log, watch, run, closing: signal })

  const stopDelivering = repeat(
    () => sandbox.deliver(),
    () => deliveryPause,
  )
  const stopWatching = repeat(
    () => Promise.resolve(watch.look()),
    () => watchPause,
  )
  let complained = false
  const stopSaving =
    keeper === undefined
      ? undefined
      : repeat(async () => {
          const complaint = await saved(keeper, place)
          if (complaint !== undefined && !complained) warn(complaint.complaint)
          complained = complaint !== undefined
        }, keeper.pause)

  return {
    sandbox,
    url,
    baseUrl,
    commerceUrl,
    close: async () => {
      closing.abort()
      server.close()
      server.closeIdleConnections()
      // Requests that are nearly done get a moment; those that a fault or a latency holds back do not.
      await Promise.race([once(server, 'close'), pauseFor(graceful, undefined, { ref: false })])
      server.closeAllConnections()
      // Not waited for: a shop that does not answer its webhook would hold the end up.
      void stopDelivering()
      void stopWatching()
      await stopSaving?.()
      const complaint = await saved(keeper, place)
      await release?.()
      return complaint
    },
  }
}
