import { sha1, utf8 } from './sha1.ts'

/**
 * A UUIDv5 (RFC 9562 §5.5): the same namespace and name give the same id on every device, so that what is unique
 * in the world has one id without asking anyone. [ID2]
 * @param namespace a UUID
 */
export function nameId(namespace: string, name: string): string {
  const space = namespace.replaceAll('-', '').match(/../g) ?? []
  const hash = sha1(Uint8Array.from([...space.map((hex) => Number.parseInt(hex, 16)), ...utf8(name.normalize('NFC'))]))
  const bytes = hash.slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
