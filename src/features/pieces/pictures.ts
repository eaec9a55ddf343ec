import type { ComponentType } from 'react'
import type { PhotoId } from '#domain/ids.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { PhotoRow } from '#storage/tables.ts'

/** What takes pictures and what shows one, given from above: another feature makes them. */
export interface PictureParts {
  field: ComponentType<{
    photos: readonly PhotoRow[]
    most: number
    jobs: number
    track(job: Promise<unknown>): void
    add(photo: { ref: PhotoRef; bytes: ArrayBuffer }): Promise<boolean>
    remove(id: PhotoId): Promise<void>
  }>
  view: ComponentType<{ id: PhotoId; type: string; alt: string; sha256: string; remote: string | null }>
}
