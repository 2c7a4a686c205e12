import { writeFileSync } from 'node:fs'

import type ts from 'typescript'

import manifest from './package.json' with { type: 'json' }
import { describe } from './docs/openapi/describe.js'

/** Writes the description of what the package sends and reads, by OpenAPI 3.1. */
export const writeDescription = async (program: ts.Program): Promise<void> => {
  writeFileSync(manifest.exports['./openapi.json'], JSON.stringify(await describe(program)))
}
