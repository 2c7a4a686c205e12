import { transform } from 'esbuild'
import { rollup } from 'rollup'
import { expect, test } from 'vitest'

import { pure } from '../../build.pure.js'

/** What the build makes of the text of a source. */
const marked = async (text: string, id = '/project/src/payment/getReceipt.ts'): Promise<string> => {
  const source = { name: 'source', resolveId: (name: string) => name, load: () => text }
  const bundle = await rollup({ input: id, plugins: [source, pure], treeshake: false })
  const { output } = await bundle.generate({})
  return output[0].code.trim()
}

test.each([
  ['a call', 'export const Id = text(64);', 'const Id = /* @__PURE__ */ (() => text(64))();\n\nexport { Id };'],
  [
    'an object of calls',
    'export const Input = { id: text(64) };',
    'const Input = /* @__PURE__ */ (() => ({ id: text(64) }))();\n\nexport { Input };',
  ],
  [
    'a member',
    'export const max = limits.text;',
    'const max = /* @__PURE__ */ (() => limits.text)();\n\nexport { max };',
  ],
  ['a function', 'export const get = () => text(64);', 'const get = () => text(64);\n\nexport { get };'],
  ['a text', "export const name = 'a.b(c)';", "const name = 'a.b(c)';\n\nexport { name };"],
])(
  '%s that a module computes when it loads is marked as free of effects where it has to be',
  async (_, before, after) => {
    expect(await marked(before)).toBe(after)
  },
)

test('a bundler then drops what nobody uses', async () => {
  const text = 'const unused = { id: text(64) }; export const Id = text(limits.id);'
  const shaken = async (code: string) =>
    (await transform(code, { treeShaking: true, minify: true, format: 'esm' })).code
  expect(await shaken(text)).toMatch('text(64)')
  expect(await shaken(await marked(text))).toBe('const t=text(limits.id);export{t as Id};\n')
})

test('the command line, a program, is left as it is', async () => {
  const text = 'const done = start(1);\n\nexport { done };'
  expect(await marked(text, '/project/src/cli/main.ts')).toBe(text)
})
