/**
 * A program whose imports name the modules of the site: `run:` stands for where they are, which the page alone knows.
 * @param {string} code
 */
export const withRunImports = (code) =>
  code.replace(/\bfrom (['"])((?:bootpay-fp|fp-ts)(?:\/[^'"]*)?)\1/g, (_, _mark, name) => `from "run:${name}.js"`)

/**
 * A program whose imports have their addresses.
 * @param {string} code
 * @param {string} modules the address of the folder of the modules
 */
export const withAddresses = (code, modules) => code.replace(/\bfrom "run:/g, `from "${modules}`)

/** Where the blocks before end and the block begins that the reader runs: what was printed before is not shown. */
export const HERE = ';globalThis.fromHere();\n'
