import { fail, ok } from '#domain/result.ts'
import type { FileStore } from '#server/attachments/files.ts'

/** Photos in memory, for the simulator: what was acknowledged is there, whatever is crashed around it. */
export function memoryFiles(): FileStore {
  const parts = new Map<string, Uint8Array>()
  const whole = new Map<string, Uint8Array>()
  const part = (key: string) => parts.get(key) ?? new Uint8Array()
  return {
    partSize: async (key) => part(key).length,
    async append(key, { offset, bytes, limit }) {
      if (part(key).length !== offset) return fail('photo-offset')
      try {
        for await (const chunk of bytes) {
          if (part(key).length + chunk.length > limit) return fail('photo-size')
          parts.set(key, Buffer.concat([part(key), chunk]))
        }
      } catch {
        // the sender was cut off: what arrived stays
        return ok(part(key).length)
      }
      return ok(part(key).length)
    },
    readPart: async (key) => part(key),
    dropPart: async (key) => void parts.delete(key),
    async keep(key) {
      const bytes = parts.get(key)
      if (bytes) whole.set(key, bytes)
      parts.delete(key)
      if (!whole.has(key)) throw new Error(`no part to keep: ${key}`)
    },
    read: async (key) => whole.get(key) ?? null,
  }
}
