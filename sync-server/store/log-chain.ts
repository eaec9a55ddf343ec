import { createHash } from 'node:crypto'
import type { Schema } from './schema.ts'

/** A line of the log without its own hash. */
export type LogRow = Omit<Schema['log'], 'hash'>

/** What stands before the first line. */
export const FIRST_LINK = ''

/**
 * The hash of a line: SHA-256 over the hash of the line before it and over every member of the line, each by its
 * length, so that no two lines read alike. Whoever changes, takes out or puts in a line breaks all that follow. [AU1]
 * @returns 64 hexadecimal digits
 */
export function chained(before: string, row: LogRow): string {
  const hash = createHash('sha256')
  const { department, seq, at, account_id, mid, name, entity, args } = row
  for (const member of [before, department, String(seq), at, account_id, mid, name, entity, args])
    hash.update(`${Buffer.byteLength(member)}:${member}`)
  return hash.digest('hex')
}
