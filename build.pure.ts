import MagicString from 'magic-string'
import type { Plugin } from 'rollup'

/**
 * Marks every value that a module computes when it loads, such as a schema, as free of effects: a bundler then drops what its
 * user does not import. The mark counts for one call and not for those within it, so the whole value becomes one call, which
 * a minifier undoes where the value is kept.
 */
export const pure: Plugin = {
  name: 'pure',
  transform(code, id) {
    if (!/\/src\/(?!cli\/).+\.ts$/.test(id)) return null
    const text = new MagicString(code)
    for (const statement of this.parse(code).body) {
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
      if (declaration?.type !== 'VariableDeclaration') continue
      for (const { init } of declaration.declarations) {
        if (init == null || init.type.endsWith('FunctionExpression') || init.type === 'Literal') continue
        const { start, end } = init as unknown as { start: number; end: number }
        const value = code.slice(start, end)
        if (!/[(.]/.test(value)) continue
        const [open, close] = value.startsWith('{') ? ['(', ')'] : ['', '']
        text.appendLeft(start, `/* @__PURE__ */ (() => ${open}`).appendRight(end, `${close})()`)
      }
    }
    return { code: text.toString(), map: text.generateMap({ hires: true }) }
  },
}
