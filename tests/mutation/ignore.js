import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** What is not worth a run: changes that `tsc` refuses. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'tags', {
    /** @param {any} path */
    shouldIgnore: ({ node, parent }) =>
      node.type === 'StringLiteral' &&
      parent?.type === 'ObjectProperty' &&
      parent.value === node &&
      parent.key.type === 'Identifier' &&
      parent.key.name === '_tag'
        ? 'the compiler refuses another tag'
        : undefined,
  }),
]
