import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { departmentIdSchema } from '#domain/ids.ts'
import { instantSchema } from '#domain/time.ts'
import { isMissing } from '../attachments/durable.ts'

/** The names inside a backup's folder. */
export const BACKUP_DATABASE = 'dau-moi.db'
export const BACKUP_PHOTOS = 'photos'
export const MANIFEST = 'manifest.json'

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** What a backup says of itself; it is written last, so a folder without it is not a backup. [BK1] */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** the moment before the database was copied */
  made: instantSchema,
  database: z.object({ size: z.int(), sha256 }),
  departments: z.array(
    z.object({ department: departmentIdSchema, epoch: z.string(), heads: z.array(z.tuple([z.string(), z.int()])) }),
  ),
  photos: z.array(z.object({ key: z.string().check(z.regex(/^[\w-]+\/[\w-]+$/)), size: z.int(), sha256 })),
  /** photos that the database calls stored and that were not there, or not as they should be */
  missing: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestSchema>

/** @returns null when this folder is no backup, or not one that this build can read */
export async function readManifest(folder: string): Promise<Manifest | null> {
  let text: string
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // cut or overwritten: not a manifest
    return null
  }
}
