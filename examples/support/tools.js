// Runtimes that are too heavy for a dependency are fetched into node_modules/.cache, in exact versions.
export { fetchTools, lastWords, requireFrom } from '../../tests/runtimes/support/tools.js'
