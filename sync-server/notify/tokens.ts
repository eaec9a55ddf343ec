import type { DepartmentId } from '#domain/ids.ts'
import { hashOf } from '../session/secrets.ts'

/**
 * An unguessable token in an address, of which only the hash is kept. Its first half names the department, which is
 * no secret, so that it is looked up in one; the other 128 bits are by chance. [RM11]
 */
export function newToken(department: DepartmentId, random: (bytes: number) => Uint8Array): string {
  const named = Buffer.from(department.replaceAll('-', ''), 'hex')
  return Buffer.concat([named, random(16)]).toString('base64url')
}

/** @returns null for what no server of ours has made */
export function readToken(token: string): { department: DepartmentId; hash: string } | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex')
  const department = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { department: department as DepartmentId, hash: hashOf(token) }
}
