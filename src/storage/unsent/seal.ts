import { fail, ok, type Result } from '#domain/result.ts'
import {
  MAX_HEADER_BYTES,
  MAX_UNSENT_BYTES,
  MIN_ITERATIONS,
  readUnsentHeader,
  UNSENT_FORMAT,
  type UnsentHeader,
  type UnsentRefusal,
} from '#domain/unsent/header.ts'
import { pack, unpack } from './packing.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What AES-GCM adds to what it seals. */
const TAG_BYTES = 16
const LINE_FEED = 10

/**
 * A file of unsent work: one clear line that says whose it is, and the sealed rest. AES-256-GCM under a key made
 * from the passphrase by PBKDF2-SHA-256; the line is sealed in as well, so that nobody can change it. [HO1]
 */
export async function sealUnsent(
  content: Bytes,
  passphrase: string,
  facts: Pick<UnsentHeader, 'department' | 'account' | 'created' | 'count'>,
): Promise<Result<Blob, UnsentRefusal>> {
  if (content.length > MAX_UNSENT_BYTES) return fail('unsent-too-large')
  const { packing, bytes } = await pack(content)
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const header: UnsentHeader = {
    format: UNSENT_FORMAT,
    ...facts,
    packing,
    iterations: MIN_ITERATIONS,
    salt: base64Of(salt),
    iv: base64Of(iv),
    size: bytes.length + TAG_BYTES,
  }
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`)
  if (line.length + header.size > MAX_UNSENT_BYTES) return fail('unsent-too-large')
  const key = await keyFrom(passphrase, header)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: line }, key, bytes)
  return ok(new Blob([line, sealed], { type: 'application/octet-stream' }))
}

/** The clear line alone, from the file's beginning: says whose it is before anybody types a passphrase. */
export async function headerOf(file: Blob): Promise<Result<{ header: UnsentHeader; line: Bytes }, UnsentRefusal>> {
  if (file.size > MAX_UNSENT_BYTES) return fail('unsent-too-large')
  const head = new Uint8Array(await file.slice(0, MAX_HEADER_BYTES).arrayBuffer())
  const end = head.indexOf(LINE_FEED)
  const line = end === -1 ? head : head.slice(0, end + 1)
  const complete = end !== -1
  const header = readUnsentHeader(new TextDecoder().decode(line), complete)
  if (!header.ok) return header
  return file.size === line.length + header.value.size ? ok({ header: header.value, line }) : fail('unsent-cut')
}

/** @returns the content as it was sealed; `unsent-wrong-key` for another passphrase and for any changed byte */
export async function openUnsent(file: Blob, passphrase: string): Promise<Result<Bytes, UnsentRefusal>> {
  const read = await headerOf(file)
  if (!read.ok) return read
  const { header, line } = read.value
  const key = await keyFrom(passphrase, header)
  const packed = await decrypt(key, bytesOf(header.iv), line, await file.slice(line.length).arrayBuffer())
  if (!packed) return fail('unsent-wrong-key')
  const unpacked = await unpack(header.packing, packed, MAX_UNSENT_BYTES)
  switch (unpacked.kind) {
    case 'bytes':
      return ok(unpacked.bytes)
    case 'too-large':
      return fail('unsent-too-large')
    case 'broken':
      return fail('unsent-not-such')
    case 'unable':
      return fail('unsent-newer')
  }
}

async function keyFrom(passphrase: string, { salt, iterations }: Pick<UnsentHeader, 'salt' | 'iterations'>) {
  const typed = new TextEncoder().encode(passphrase.normalize('NFC').trim())
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations }
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function decrypt(key: CryptoKey, iv: Bytes, line: Bytes, sealed: ArrayBuffer): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: line }, key, sealed))
  } catch (error) {
    // how WebCrypto says that the seal does not fit
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}

const base64Of = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
