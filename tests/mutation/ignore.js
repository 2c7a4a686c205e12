import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'tags', {
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
