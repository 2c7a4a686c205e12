import { defineCommand, type ArgsDef } from 'citty'

import { defaultFaultRate } from './faults.js'
import { defaultHost, defaultPort } from './options.js'

declare const __VERSION__: string

/** What `bootpay-fp sandbox` takes; every value is a text that `readOptions` reads. */
export const sandboxArguments: ArgsDef = {
  port: {
    type: 'string',
    alias: 'p',
    valueHint: 'number',
    description: `Port, 0 for any free one (default: PORT of the environment, else ${String(defaultPort)})`,
  },
  host: { type: 'string', valueHint: 'address', description: `Address to listen on (default: ${defaultHost})` },
  latency: {
    type: 'string',
    valueHint: 'ms',
    description: 'Milliseconds before a request is carried out (default: 0)',
  },
  seed: {
    type: 'string',
    valueHint: 'number',
    description: 'What ids and random faults are derived from (default: 1)',
  },
  faults: {
    type: 'string',
    valueHint: 'rates',
    description: `Random faults: 0.2, or reset_after=0.1,unavailable (default ${String(defaultFaultRate)})`,
  },
  'webhook-url': {
    type: 'string',
    valueHint: 'url',
    description: 'Where webhooks go that name no address of their own',
  },
  clock: {
    type: 'string',
    valueHint: 'real|manual',
    description: 'A manual clock moves only when told to (default: real)',
  },
  'allow-host': {
    type: 'string',
    valueHint: 'names',
    description:
      'Names besides localhost that requests may come by and webhooks may go to: bootpay,host.docker.internal',
  },
  'allow-origin': {
    type: 'string',
    valueHint: 'origins',
    description: 'Pages besides those of this machine that may use /bootpay.js: http://192.168.0.5:3000',
  },
  'basic-everywhere': {
    type: 'string',
    valueHint: 'yes|no',
    description: 'Basic also for user tokens and wallets, which refused it in May 2026 (default: no)',
  },
  'partial-cancel-status': {
    type: 'string',
    valueHint: '1|20',
    description: 'Receipt status after a partial cancel (default: 1)',
  },
  state: { type: 'string', valueHint: 'file', description: 'Keep the state in a file, across restarts' },
  'seed-file': {
    type: 'string',
    valueHint: 'file',
    description: 'Begin with the state of a file, and go back to it by a reset; it is never written',
  },
  open: { type: 'string', valueHint: 'yes|no', description: 'Open the page in the browser (default: no)' },
  quiet: { type: 'string', valueHint: 'yes|no', description: 'No line for each request and webhook (default: no)' },
}

const description = 'Serve an embedded Bootpay on this machine'

/** The command `sandbox`; it only describes, what runs is in `run.ts`. */
export const sandboxCommand = defineCommand({ meta: { name: 'sandbox', description }, args: sandboxArguments })

/** What `bootpay-fp migrate` takes; every option is yes or no, and all else is a path. */
export const migrateArguments: ArgsDef = {
  paths: {
    type: 'positional',
    required: false,
    description: 'Files and folders (default: src where there is one, else .)',
  },
  dry: { type: 'boolean', description: 'Show what would change, and change nothing' },
  force: { type: 'boolean', description: 'Change files too that git has not as they are' },
}

/** The command `migrate`; what runs is in `migrate/run.ts`. */
export const migrateCommand = defineCommand({
  meta: { name: 'migrate', description: 'Turn calls of @bootpay/backend-js into those of bootpay-fp' },
  args: migrateArguments,
})

/** The program. */
export const program = defineCommand({
  meta: { name: 'bootpay-fp', version: __VERSION__, description: 'Tools around the Bootpay SDK' },
  subCommands: { sandbox: sandboxCommand, migrate: migrateCommand },
})
