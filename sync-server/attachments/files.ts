import type { Result } from '#domain/result.ts'

/** Why bytes could not be added. */
export type AppendRefusal = 'photo-offset' | 'photo-size' | 'storage-full'

export interface Append {
  /** where the sender believes to be; must be what is here already */
  offset: number
  bytes: AsyncIterable<Uint8Array>
  /** never grows beyond it */
  limit: number
}

/**
 * Where photos lie, first in parts and then for good. A key names one photo of one department and is safe in a
 * path. Every method resolves only when what it did would survive a power cut, and several processes may call them
 * for the same photo at once: the same bytes twice are there once. [PH6]
 */
export interface FileStore {
  /** bytes here of an upload that is not finished; 0 where there is none */
  partSize(key: string): Promise<number>
  /**
   * Adds bytes as they come. A sender that is cut off leaves what arrived.
   * @returns how far it came
   */
  append(key: string, append: Append): Promise<Result<number, AppendRefusal>>
  /** null where there is no part */
  readPart(key: string): Promise<Uint8Array | null>
  dropPart(key: string): Promise<void>
  /** Makes the bytes, which were verified, the photo, and drops its part. Doing it twice is doing it once. */
  keep(key: string, bytes: Uint8Array): Promise<void>
  /** null where there is no such photo */
  read(key: string): Promise<Uint8Array | null>
}
