// Runs one program in a worker of its own, and says what it prints. It is read as text: see RunBlock.ts.

/**
 * A value as Node's console prints it, on one line.
 *
 * @param {unknown} value
 * @returns {string}
 */
const shown = (value, depth = 0) => {
  if (typeof value === 'string') return depth ? `'${value}'` : value
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `[Function${value.name ? `: ${value.name}` : ' (anonymous)'}]`
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth > 2) return Array.isArray(value) ? '[Array]' : '[Object]'
  const list = Array.isArray(value)
    ? value.map((each) => shown(each, depth + 1))
    : Object.entries(value).map(
        ([key, each]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`}: ${shown(each, depth + 1)}`,
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return list.length ? `${open} ${list.join(', ')} ${close}` : open + close
}

let here = true
/** @param {readonly unknown[]} values */
const print = (...values) => {
  if (here) postMessage({ line: values.map((value) => shown(value)).join(' ') })
}
Object.assign(console, { log: print, info: print, warn: print, error: print })

onmessage = async ({ data: { address, continues } }) => {
  here = !continues
  Object.assign(globalThis, {
    fromHere: () => {
      here = true
    },
  })
  try {
    await import(address)
  } catch (error) {
    here = true
    print(error)
  }
  postMessage({ ended: true })
}
