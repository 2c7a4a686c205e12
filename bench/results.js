// Makes a page of what was measured.
import { readFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'

/** @param {string} name */
const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/**
 * @param {string[]} heads
 * @param {(string | number)[][]} rows
 */
const table = (heads, rows) =>
  [heads, heads.map((_, column) => (column ? '---:' : '---')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')

/** @param {number} value */
const two = (value) => value.toFixed(2)
/** @param {number} value */
const kilo = (value) => `${(value / 1000).toFixed(2)} KB`
/** @param {number} ns */
const time = (ns) => (ns < 1000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(1)} µs`)

/**
 * @template T
 * @param {readonly T[]} rows
 * @param {(row: T) => boolean} test
 * @returns {T}
 */
const pick = (rows, test) => {
  const row = rows.find(test)
  if (row === undefined) throw new Error('a part of the bench measured something else than the page shows')
  return row
}

/** @param {Record<string, any>} measured */
const targets = ({ calls, first, hot, imports, bundles, steps, memory, types }) => {
  const reads = calls.filter((/** @type {any} */ { name }) => name.startsWith('a read'))
  const worst = (/** @type {string} */ client, /** @type {string} */ against) =>
    Math.max(...reads.map((/** @type {any} */ { rows }) => pick(rows, (row) => row.client === client)[against]))
  const size = (/** @type {string} */ name) => pick(bundles.compared, (row) => row.name.startsWith(name))
  const largest = (/** @type {any} */ { esbuild, rollup }) => Math.max(esbuild, rollup) / 1000
  const decode = pick(steps.rows, (row) => row.name.startsWith('decode')).ns / 1000
  const growth = Math.max(memory.onNode.secondHalfKB, memory.onUndici.secondHalfKB, memory.onGlobal.secondHalfKB)
  const domain = pick(imports, (row) => row.name === 'bootpay-fp/payment')
  const typesOf = (/** @type {string} */ name) => pick(types, (row) => row.name === name).ofOfficial
  const firstCall = pick(
    pick(first, ({ name }) => name === 'bundled, HTTP').rows,
    (/** @type {any} */ row) => row.client === 'bootpay-fp/node',
  )
  const busy = pick(hot, (row) => row.client === 'bootpay-fp/undici')
  /** @type {[name: string, value: number, limit: number, unit?: string][]} */
  const rows = [
    ['CPU per read on undici, of the official SDK', worst('bootpay-fp/undici', 'ofOfficial'), 0.25],
    ['CPU per read on undici, of `undici.request` + JSON', worst('bootpay-fp/undici', 'ofUndici'), 1.25],
    ['the same in a process that is always busy', busy.ofUndici, 1.1],
    ['CPU per read on the global fetch, of fetch + JSON', worst('bootpay-fp, global fetch', 'ofFetch'), 1.1],
    ['first call of a process on `bootpay-fp/node`, bundled, of the official SDK bundled', firstCall.ofOfficial, 0.31],
    ['the same, CPU', firstCall.cpu, 16, ' ms'],
    ['the same, memory of the whole process', firstCall.memory, 46, ' MB'],
    [
      '`createContext` and `getReceipt`, bundled',
      largest(size('bootpay-fp, getReceipt and createContext')),
      5.3,
      ' KB',
    ],
    [
      'the same with `createTokenState`',
      largest(size('bootpay-fp, getReceipt, createContext and createTokenState')),
      6.4,
      ' KB',
    ],
    [
      'the same with `confirmPayment` and `cancelPayment`',
      largest(size('bootpay-fp, a look-up, a confirm and a cancel')),
      6.4,
      ' KB',
    ],
    ['cold import of `bootpay-fp/payment`, of the official SDK', domain.wallOfOfficial, 0.15],
    ['checking the types of `bootpay-fp/payment`, of the official SDK', typesOf('bootpay-fp/payment'), 1],
    ['checking the types of `bootpay-fp`, of the official SDK', typesOf('bootpay-fp'), 2],
    ['decoding a receipt', decode, 6, ' µs'],
    ['growth of the heap over the second half of the calls', growth / 1024, 0.5, ' MB'],
  ]
  return table(
    ['target', 'at most', 'measured', 'reached'],
    rows.map(([name, value, limit, unit = '']) => [
      name,
      `${limit}${unit}`,
      `${two(value)}${unit}`,
      value <= limit ? 'yes' : '**no**',
    ]),
  )
}

/** @param {Record<string, any>} measured */
const callTables = ({ calls }) =>
  calls
    .map(
      (/** @type {any} */ { name, rows }) =>
        `### ${name[0].toUpperCase()}${name.slice(1)}\n\n${table(
          [
            'client',
            'CPU per call',
            'of the official SDK',
            'of fetch + JSON',
            'of undici.request + JSON',
            'of undici.dispatch + JSON',
            'wall time',
            'wall time of the official SDK',
          ],
          rows.map((/** @type {any} */ row) => [
            row.client,
            `${row.cpu.toFixed(0)} µs`,
            two(row.ofOfficial),
            two(row.ofFetch),
            two(row.ofUndici),
            two(row.ofDispatch),
            `${row.wall.toFixed(0)} µs`,
            two(row.wallOfOfficial),
          ]),
        )}`,
    )
    .join('\n\n')

/** @param {Record<string, any>} measured */
const hotTable = ({ hot }) =>
  table(
    ['client', 'CPU per call', 'of the official SDK', 'of undici.request + JSON', 'of undici.dispatch + JSON'],
    hot.map((/** @type {any} */ row) => [
      row.client,
      `${row.cpu.toFixed(0)} µs`,
      two(row.ofOfficial),
      two(row.ofUndici),
      two(row.ofDispatch),
    ]),
  )

/** @param {Record<string, any>} measured */
const firstTables = ({ first }) =>
  first
    .map(
      (/** @type {any} */ { name, rows }) =>
        `### First call, ${name}\n\n${table(
          ['client', 'CPU', 'of the official SDK', 'of node:http + JSON', 'memory', 'over an empty process'],
          rows.map((/** @type {any} */ row) => [
            row.client,
            `${row.cpu.toFixed(1)} ms`,
            two(row.ofOfficial),
            two(row.ofNode),
            `${row.memory.toFixed(1)} MB`,
            `${row.memoryOver.toFixed(1)} MB`,
          ]),
        )}`,
    )
    .join('\n\n')

/** The least and the most of some ratios. @param {number[]} values */
const span = (values) => {
  const [least, most] = [two(Math.min(...values)), two(Math.max(...values))]
  return least === most ? least : `${least} to ${most}`
}

/** @param {Record<string, any>} measured */
const limitsOfFetch = ({ calls }) => {
  const of = (/** @type {string} */ kind, /** @type {string} */ client, /** @type {string} */ against) =>
    calls
      .filter((/** @type {any} */ { name }) => name.startsWith(kind))
      .map((/** @type {any} */ { rows }) => pick(rows, (row) => row.client === client)[against])
  const limited = span(of('a ', 'global fetch + JSON, with a time limit', 'ofFetch'))
  const bare = span(of('a write', 'global fetch + JSON', 'ofOfficial'))
  return `- **1.10 of fetch + JSON.** A time limit alone, an \`AbortSignal\` on a bare \`fetch\`, makes it ${limited} of itself, and to check the
  answer comes on top. A client that waits for ever would be cheaper, and is no client for payments.
- **A write under the official SDK, which is axios on \`node:http\`.** A bare \`fetch\` with a body takes ${bare} of the official SDK's
  CPU, before anything is checked. What Node does for a \`Request\`, a \`Response\` and their streams is most of it.

Both go away with another \`fetch\`: \`bootpay-fp/node\` and \`bootpay-fp/undici\` make none of these objects.`
}

/** @param {Record<string, any>} measured */
export const render = async (measured) => {
  const { imports, bundles, memory, steps, types } = measured
  const cores = cpus()
  const floor = pick(bundles.compared, (row) => row.name === 'hand-written floor')
  const official = pick(bundles.compared, (row) => row.name.startsWith('official'))
  const used = [
    '@bootpay/backend-js',
    '@portone/server-sdk',
    'stripe',
    'undici',
    'valibot',
    'esbuild',
    'rollup',
    'typescript',
  ]
  return `# Results

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Read the ratios: they were taken side by side in one run, and hold elsewhere
better than any time does.

- Machine: ${cores.length} cores, ${cores[0]?.model.trim()}, ${platform()} ${arch()}, Node ${process.versions.node}
- Versions: bootpay-fp ${manifest.version}, ${used.map((name) => `${name} ${versionOf(name)}`).join(', ')}
- Each client is a process of its own; they take turns, each round in another order, and start anew several times. A ratio
  is the median of the rounds' ratios. The server is a process of its own too and is not counted.

## Targets

Of several cases (1 and 64 at a time; esbuild and rollup) the worst counts.

${targets(measured)}

## Calls over loopback HTTP

A read is a look-up of a receipt of ${steps.bytes} bytes, a write is a confirm with the same answer. The rows with \`+ JSON\` send
the same headers and body, and parse the answer. They check nothing, have no time limit and repeat nothing.
\`undici.dispatch\` is what \`undici.request\` and \`bootpay-fp/undici\` are both made of: the true floor.

${callTables(measured)}

### A read, 16 at a time, in a process that is always busy

Above, processes take turns in bursts of 400 calls. Here each makes its calls at one go, after a warm-up, and then ends.

${hotTable(measured)}

### What the global fetch cannot reach

${limitsOfFetch(measured)}

## First call of a process

What a function, a container or a cron job pays to start: one process that loads a client and looks up one receipt, over one
that does nothing. \`NODE_EXTRA_CA_CERTS\` is unset, since Node reads that file at every start. With TLS the certificate is one
that signs itself, given in code as an authority; the global \`fetch\` takes none in code, so there it is not checked.

${firstTables(measured)}

## Cold import

A whole process (median of its wall time and its CPU), less one that imports nothing.

${table(
  ['import', 'wall time', 'of the official SDK', 'CPU', 'of the official SDK'],
  imports.map((/** @type {any} */ row) => [
    row.name,
    `${row.wall.toFixed(1)} ms`,
    two(row.wallOfOfficial),
    `${row.cpu.toFixed(1)} ms`,
    two(row.cpuOfOfficial),
  ]),
)}

## Bundles

One operation, minified and gzipped. The floor is [floor.js](floor.js): \`fetch\`, valibot and a kept token by hand.

${table(
  ['what', 'esbuild', 'rollup', 'of the official SDK', 'of the floor'],
  bundles.compared.map((/** @type {any} */ row) => [
    row.name,
    kilo(row.esbuild),
    kilo(row.rollup),
    (row.esbuild / official.esbuild).toFixed(3),
    two(row.esbuild / floor.esbuild),
  ]),
)}

### Each operation

${table(
  ['operation', 'esbuild', 'rollup', 'with createContext'],
  [...bundles.each, { name: '**median**', ...bundles.medians }].map((row) => [
    row.name,
    kilo(row.esbuild),
    kilo(row.rollup),
    kilo(row.withContext),
  ]),
)}

## One request, step by step

A receipt of ${steps.members} members and ${steps.bytes} bytes.

${table(
  ['step', 'median'],
  steps.rows.map((/** @type {any} */ row) => [row.name, time(row.ns)]),
)}

## Memory

Growth of the heap over ${memory.calls.toLocaleString('en')} calls, 32 at a time, after a tenth as many to warm up and with the garbage gone.

${table(
  ['Context', 'first half', 'second half'],
  [
    ['bootpay-fp/node', memory.onNode],
    ['bootpay-fp/undici', memory.onUndici],
    ['bootpay-fp, global fetch', memory.onGlobal],
  ].map(([name, { firstHalfKB, secondHalfKB }]) => [
    name,
    `${firstHalfKB.toFixed(0)} KB`,
    `${secondHalfKB.toFixed(0)} KB`,
  ]),
)}

## Type checking

\`tsc --noEmit\` on a file that makes one look-up, in processor time. The last column is what an import adds: ours over a file
that imports \`TaskEither\` of fp-ts, as its users do anyway, the others over an empty one.

${table(
  ['file imports', 'total', 'check', 'files', 'types', 'added, of the official SDK'],
  types.map((/** @type {any} */ row) => [
    row.name,
    `${row.time.toFixed(2)} s`,
    `${row.check.toFixed(2)} s`,
    row.files,
    row.types,
    row.name === 'nothing' ? '' : two(row.ofOfficial),
  ]),
)}
`
}
