import { confirmPayment, destroyBillingKey, getReceipt, startShipping } from 'bootpay-fp'

import { control } from './worlds.js'

/** How often a pooled connection dies under a write. */
const TRIALS = 150

/**
 * What a server saw of some writes: how many came, under how many of them a pooled connection died, how many came twice.
 * @typedef {{ all: number, died: number, twice: number }} Arrivals
 */

/** Three writes, one a method; the id says which trial it is. */
const writes = /** @type {const} */ ([
  (/** @type {import('bootpay-fp').Context} */ ctx, /** @type {string} */ id) =>
    confirmPayment(ctx, { receipt_id: id })(),
  (/** @type {import('bootpay-fp').Context} */ ctx, /** @type {string} */ id) =>
    startShipping(ctx, { receipt_id: id, delivery_corp: 'CJ대한통운', tracking_number: '1234' })(),
  (/** @type {import('bootpay-fp').Context} */ ctx, /** @type {string} */ id) =>
    destroyBillingKey(ctx, { billing_key: id })(),
])

/** The same three as a client without this package would send them. */
const plain = /** @type {const} */ ([
  (/** @type {string} */ id) => ['confirm', { method: 'POST', body: JSON.stringify({ receipt_id: id }) }],
  (/** @type {string} */ id) => [`escrow/shipping/start/${id}`, { method: 'PUT', body: '{}' }],
  (/** @type {string} */ id) => [`subscribe/billing_key/${id}`, { method: 'DELETE' }],
])

/**
 * How often a write arrives when its pooled connection dies before the answer: as this package sends it, and beside it as a
 * string body is sent.
 * @param {string} base
 * @param {import('bootpay-fp').Context} ctx
 * @param {import('./checks.js').Checks} checks
 * @param {string} [where] which `fetch` the Context has, if not the global one
 */
export const dieUnderWrites = async (base, ctx, { check }, where = 'over HTTP') => {
  const dies = { ...ctx, baseUrl: `${base}/dies/v2` }
  const { fetch } = ctx
  const mark = where.replace(/\W/g, '')
  // A moment later the connection is back in the pool.
  const warm = async () => {
    await fetch(`${base}/works/v2/warm`).then((response) => response.text())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  let wrong = ''
  for (let trial = 0; trial < TRIALS; trial++) {
    await warm()
    const result = await writes[/** @type {0 | 1 | 2} */ (trial % 3)](dies, `ours-${mark}${trial}`)
    const tag = result._tag === 'Left' ? result.left._tag : 'Right'
    if (tag !== 'OutcomeUnknown') wrong = `trial ${trial}: ${tag}`
  }
  const ours = /** @type {Arrivals} */ (await control(base, 'arrivals', `ours-${mark}`))
  for (let trial = 0; trial < TRIALS; trial++) {
    await warm()
    const [path, init] = /** @type {[string, RequestInit]} */ (
      plain[/** @type {0 | 1 | 2} */ (trial % 3)](`plain-${mark}${trial}`)
    )
    const headers = { 'content-type': 'application/json' }
    await fetch(`${base}/dies/v2/${path}`, { ...init, headers, redirect: 'manual' }).then(
      (response) => response.text(),
      () => undefined,
    )
  }
  const baseline = /** @type {Arrivals} */ (await control(base, 'arrivals', `plain-${mark}`))
  check(`${where}: a write whose connection died is an OutcomeUnknown`, wrong === '', wrong)
  check(`${where}: every write arrived`, ours.all === TRIALS, ours)
  check(`${where}: no write was sent twice`, ours.twice === 0, ours)
  // A runtime may take a new connection for each of our writes; that there were pooled ones to die, the others show.
  check(`${where}: at least 100 connections died`, Math.max(ours.died, baseline.died) >= 100, { ours, baseline })
  return { ours, baseline }
}

/**
 * What only a real connection shows: `fetch` as a runtime demands it, redirects, silence.
 * @param {string} base
 * @param {import('bootpay-fp').Context} ctx
 * @param {string} receipt_id of a payment
 * @param {import('./checks.js').Checks} checks
 */
export const checkWire = async (base, ctx, receipt_id, { check, group }) => {
  const tagOf = (/** @type {{ _tag: string, left?: { _tag: string } }} */ result) => result.left?._tag ?? result._tag

  await group('over HTTP: fetch', async () => {
    // A fetch that is called as a method of the Context throws on workerd.
    const detached = await getReceipt({ ...ctx, fetch: globalThis.fetch }, { receipt_id })()
    check('over HTTP: the global fetch may be given as it is', tagOf(detached) === 'Right', detached)
  })

  await group('over HTTP: redirects', async () => {
    for (const status of [301, 302, 307, 308]) {
      const moved = { ...ctx, baseUrl: `${base}/moves-${status}/v2`, retry: { attempts: 1 } }
      const write = await confirmPayment(moved, { receipt_id: `moved-${status}` })()
      check(`over HTTP: a write answered ${status} is a Left`, write._tag === 'Left', write)
      const read = await getReceipt(moved, { receipt_id: `moved-${status}` })()
      check(`over HTTP: a read answered ${status} is a Left`, read._tag === 'Left', read)
    }
    const followed = await control(base, 'followed')
    check('over HTTP: no redirect was followed', followed === 0, followed)
  })

  await group('over HTTP: silence', async () => {
    for (const door of ['hangs', 'drips']) {
      const silent = { ...ctx, baseUrl: `${base}/${door}/v2`, timeoutMs: 300, retry: { attempts: 1 } }
      const read = await getReceipt(silent, { receipt_id })()
      check(`over HTTP: a read that ${door} is a TimeoutError`, tagOf(read) === 'TimeoutError', read)
      const confirm = await confirmPayment(silent, { receipt_id })()
      check(`over HTTP: a confirm that ${door} is an OutcomeUnknown`, tagOf(confirm) === 'OutcomeUnknown', confirm)
    }
    const cut = { ...ctx, baseUrl: `${base}/breaks/v2`, retry: { attempts: 1 } }
    const read = await getReceipt(cut, { receipt_id })()
    check('over HTTP: a read cut in its body is a NetworkError', tagOf(read) === 'NetworkError', read)
    const confirm = await confirmPayment(cut, { receipt_id })()
    check('over HTTP: a confirm cut in its body is an OutcomeUnknown', tagOf(confirm) === 'OutcomeUnknown', confirm)
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    const aborted = await getReceipt(
      { ...ctx, baseUrl: `${base}/hangs/v2`, signal: controller.signal },
      { receipt_id },
    )()
    check('over HTTP: an aborted read is an AbortError', tagOf(aborted) === 'AbortError', aborted)
  })
}
