type Bytes = Uint8Array<ArrayBuffer>

/** Packs where this browser can; photos hardly shrink, words do. */
export async function pack(plain: Bytes): Promise<{ packing: 'gzip' | 'none'; bytes: Bytes }> {
  if (!('CompressionStream' in globalThis)) return { packing: 'none', bytes: plain }
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'))
  return { packing: 'gzip', bytes: new Uint8Array(await new Response(stream).arrayBuffer()) }
}

export type Unpacked = { kind: 'bytes'; bytes: Bytes } | { kind: 'broken' | 'too-large' | 'unable' }

/** @param max bytes that are read at most, whatever the packed ones unfold to */
export async function unpack(packing: 'gzip' | 'none', packed: Bytes, max: number): Promise<Unpacked> {
  if (packing === 'none') return { kind: 'bytes', bytes: packed }
  if (!('DecompressionStream' in globalThis)) return { kind: 'unable' }
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > max) {
        await reader.cancel()
        return { kind: 'too-large' }
      }
      parts.push(value)
    }
  } catch (error) {
    // the stream's own way to say that these bytes were never packed
    if (error instanceof TypeError) return { kind: 'broken' }
    throw error
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { kind: 'bytes', bytes }
}
