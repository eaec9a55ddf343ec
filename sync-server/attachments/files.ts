import type { Result } from '#domain/result.ts'

/** Why bytes could not be added. */
export type AppendRefusal = 'photo-offset' | 'photo-size' | 'storage-full'

interface Append {
  /** where the sender believes to be; must be what is here already */
  offset: number
  bytes: AsyncIterable<Uint8Array>
  /** never grows beyond it */
  limit: number
}

/**
 * Where photos lie, first in parts and then for good. A key names one photo of one department and is safe in a
 * path. Every method resolves only when what it did would survive a power cut. [PH6]
 */
export interface FileStore {
  /** bytes here of an upload that is not finished; 0 where there is none */
  partSize(key: string): Promise<number>
  /**
   * Adds bytes as they come. A sender that is cut off leaves what arrived.
   * @returns the new size
   */
  append(key: string, append: Append): Promise<Result<number, AppendRefusal>>
  readPart(key: string): Promise<Uint8Array>
  dropPart(key: string): Promise<void>
  /** Makes the part a photo. Doing it twice is doing it once. */
  keep(key: string): Promise<void>
  /** null where there is no such photo */
  read(key: string): Promise<Uint8Array | null>
}
