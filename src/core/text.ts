/** The text of a body that came in parts; the decoder is several times faster on the last one, which is mostly the only one. */
export const textOf = (parts: readonly Uint8Array[]): string => {
  const decoder = new TextDecoder()
  return parts.map((part, index) => decoder.decode(part, { stream: index < parts.length - 1 })).join('')
}

/** What is read of an answer. The body of node-fetch has no reader, and a test's own answer may have nothing but `json`. */
export type AnyResponse = Pick<Response, 'status'> & Partial<Response>

/** The text of an answer, of which no more than so many bytes are read. */
export const readText = async (response: AnyResponse, maxBytes = 1 << 20): Promise<string> => {
  if (response.bodyUsed) throw new RangeError()
  const reader = response.body?.getReader?.()
  if (!reader) {
    const text = response.text ? await response.text() : JSON.stringify(await response.json?.())
    if (text.length > maxBytes) throw new RangeError()
    return text
  }
  const parts: Uint8Array[] = []
  for (let size = 0; size <= maxBytes;) {
    const { done, value } = await reader.read()
    if (done) return textOf(parts)
    size += value.length
    parts.push(value)
  }
  throw new RangeError()
}
