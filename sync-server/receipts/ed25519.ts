import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param seed 32 bytes */
const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })

/** @returns the public half as 64 hex digits */
export function publicKeyOf(seed: Uint8Array): string {
  const { x } = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' })
  if (!x) throw new Error('an Ed25519 key without its point')
  return Buffer.from(x, 'base64url').toString('hex')
}

type Sign = (text: string) => string

/** Taking a key apart takes longer than signing with it, and a server has few keys: one a department. */
const signers = new Map<string, Sign>()
const MOST_SIGNERS = 1000

/** @returns a function that signs text, as 128 hex digits */
export function signerOf(seed: Uint8Array): Sign {
  const name = Buffer.from(seed).toString('hex')
  const known = signers.get(name)
  if (known) return known
  const key = privateKeyOf(seed)
  const signer: Sign = (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('hex')
  if (signers.size >= MOST_SIGNERS) signers.clear()
  signers.set(name, signer)
  return signer
}

/** @param publicKey 64 hex digits @returns a function that checks a signature of 128 hex digits */
export function verifierOf(publicKey: string): (text: string, signature: string) => boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'))
}
