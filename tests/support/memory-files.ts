import { fail, ok } from '#domain/result.ts'
import type { FileStore } from '#server/attachments/files.ts'

/** Photos in memory, for the simulator: what was acknowledged is there, whatever is crashed around it. */
export function memoryFiles(): FileStore {
  const parts = new Map<string, { bytes: Uint8Array }>()
  const whole = new Map<string, Uint8Array>()
  return {
    partSize: async (key) => parts.get(key)?.bytes.length ?? 0,
    async append(key, { offset, bytes, limit }) {
      const part = parts.get(key) ?? { bytes: new Uint8Array() }
      if (part.bytes.length !== offset) return fail('photo-offset')
      parts.set(key, part)
      let at = offset
      try {
        for await (const chunk of bytes) {
          if (at + chunk.length > limit) return fail('photo-size')
          const grown = new Uint8Array(Math.max(part.bytes.length, at + chunk.length))
          grown.set(part.bytes)
          grown.set(chunk, at)
          part.bytes = grown
          at += chunk.length
        }
      } catch {
        // the sender was cut off: what arrived stays
        return ok(at)
      }
      return ok(at)
    },
    readPart: async (key) => parts.get(key)?.bytes ?? null,
    dropPart: async (key) => void parts.delete(key),
    async keep(key, bytes) {
      whole.set(key, bytes)
      parts.delete(key)
    },
    read: async (key) => whole.get(key) ?? null,
  }
}
