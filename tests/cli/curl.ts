/**
 * Carries out a line for curl with `fetch`, so that the lines of the pages are run where there is no curl. Only what the
 * pages use is known: an option of another name is an error.
 */
export const curl = async (line: string): Promise<Response> => {
  const [program, ...words] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
  if (program !== 'curl') throw new Error(`this is no line for curl: ${line}`)
  const urls: string[] = []
  const headers = new Headers({ accept: '*/*' })
  let method: string | undefined
  let body: string | undefined
  let failing = false
  let repeats = 0
  let delay = 1
  const next = () => {
    const value = words.shift()
    if (value === undefined) throw new Error(`an option without a value: ${line}`)
    return value
  }
  const options: Readonly<Record<string, () => unknown>> = {
    '-X': () => (method = next()),
    '-u': () => headers.set('authorization', `Basic ${btoa(next())}`),
    '-d': () => {
      body = next()
      headers.set('content-type', 'application/x-www-form-urlencoded')
    },
    '--silent': () => undefined,
    '--fail': () => (failing = true),
    '--retry': () => (repeats = Number(next())),
    '--retry-delay': () => (delay = Number(next())),
    '--retry-connrefused': () => undefined,
  }
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = options[word]
    if (option) option()
    else if (word.startsWith('-')) throw new Error(`curl ${word} is not known here`)
    else urls.push(word)
  }
  const [url = '', ...others] = urls
  if (others.length > 0) throw new Error(`one URL is enough: ${line}`)
  const send = async (left: number): Promise<Response> => {
    try {
      return await fetch(url, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, body: body ?? null })
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, delay * 1_000))
      return send(left - 1)
    }
  }
  const response = await send(repeats)
  if (failing && !response.ok) throw new Error(`${String(response.status)} for ${line}`)
  return response
}
