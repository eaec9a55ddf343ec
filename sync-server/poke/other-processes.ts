import type { DepartmentId } from '#domain/ids.ts'
import type { Audience } from './audience.ts'

/** What one process tells the others of a server: whom a change concerns. It holds ids and no content. [PK2] */
export interface Heard {
  department: DepartmentId
  audience: readonly Audience[]
}

/** The line between the processes that share one database. A message that is lost costs a later pull. */
export interface OtherProcesses {
  tell(heard: Heard): void
  /** @param missed when the line was down for a while: anything may have changed */
  listen(hear: (heard: Heard) => void, missed: () => void): void
}

/**
 * Cuts what is to be told into messages of at most `bytes` of JSON. A case that names more people than fit is told
 * in parts: each part concerns only some of them.
 */
export function chunked({ department, audience }: Heard, bytes: number): Heard[] {
  const chunks: Audience[][] = []
  let room = 0
  for (const part of audience.flatMap(inSmallParts)) {
    const size = Buffer.byteLength(JSON.stringify(part)) + 1
    if (size > room) {
      chunks.push([])
      room = bytes - Buffer.byteLength(JSON.stringify({ department, audience: [] }))
    }
    chunks.at(-1)?.push(part)
    room -= size
  }
  return chunks.map((chunk) => ({ department, audience: chunk }))
}

/** Far below the limit of a message, with ids of 36 letters. */
const READERS = 100

function inSmallParts(audience: Audience): Audience[] {
  const { space, concerned } = audience
  if (!concerned || concerned.readers.length <= READERS) return [audience]
  const parts: Audience[] = []
  for (let from = 0; from < concerned.readers.length; from += READERS)
    parts.push({ space, concerned: { ...concerned, readers: concerned.readers.slice(from, from + READERS) } })
  return parts
}
