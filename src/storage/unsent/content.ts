import * as z from 'zod/mini'
import { incidentIdSchema, midSchema, unitIdSchema } from '#domain/ids.ts'
import { REPORT_KINDS } from '#domain/incidents/incident.ts'
import { photoRefSchema } from '#domain/photos/photo.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { deviceTimeSchema, instantSchema } from '#domain/time.ts'
import type { Before } from '#protocol/before.ts'
import { verdictSchema } from '#protocol/push.ts'
import type { DraftRow } from '../tables.ts'

/** A change in line, or one that was refused and of which only this device knows. */
const changeSchema = z.object({
  mid: midSchema,
  seq: z.int(),
  name: z.string(),
  schema: z.int(),
  entity: z.string(),
  args: z.unknown(),
  device: deviceTimeSchema,
  verdict: z.nullable(verdictSchema),
  seeds: z.array(
    z.object({
      space: spaceSchema,
      type: z.string(),
      id: z.string(),
      entity: z.string(),
      version: z.int(),
      body: z.unknown(),
    }),
  ),
  /** kept as it came, since the server's signature covers every member; absent from files of builds that left it behind [BK7] */
  before: z.optional(z.custom<Before>((before) => typeof before === 'object' && before !== null)),
})
export type UnsentChange = z.infer<typeof changeSchema>

/** A form as its officer left it, also where it is too long or not finished: taken as it is. */
const draftSchema = z.object({
  id: z.string(),
  incidentId: incidentIdSchema,
  unitId: unitIdSchema,
  report: z.enum(REPORT_KINDS),
  body: z.custom<DraftRow['body']>((body) => typeof body === 'object' && body !== null && 'whatHappened' in body),
  step: z.string(),
  createdAt: instantSchema,
  savedAt: instantSchema,
  replaces: z.optional(midSchema),
})
export type UnsentDraft = z.infer<typeof draftSchema>

const photoSchema = z.object({
  draftId: z.string(),
  /** what it is of: named when only incidents had photos, and read by those builds, too */
  incidentId: z.uuid(),
  entityType: z._default(z.enum(['incident', 'task', 'piece']), 'incident'),
  ref: photoRefSchema,
  state: z.enum(['draft', 'waiting']),
})
export type UnsentPhoto = z.infer<typeof photoSchema> & { bytes: Uint8Array<ArrayBuffer> }

/** A short form of a task, begun and not sent. */
const formSchema = z.object({
  id: z.string(),
  values: z.record(z.string(), z.unknown()),
  savedAt: instantSchema,
  replaces: z.optional(midSchema),
})

const listSchema = z.object({
  changes: z.array(changeSchema),
  drafts: z.array(draftSchema),
  photos: z.array(photoSchema),
  /** absent from files of builds that did not take them along */
  forms: z._default(z.array(formSchema), []),
  /** of the server that the device knew; absent from files of builds that did not tell it. [BK8] */
  epoch: z.optional(z.string()),
})

/** What a file of unsent work holds, in the clear. */
export type UnsentContent = Omit<z.infer<typeof listSchema>, 'photos'> & { photos: UnsentPhoto[] }

/** The list's length (4 bytes, big end first), the list as JSON, and the photos' bytes one after the other. */
export function joinContent({ photos, ...rest }: UnsentContent): Uint8Array<ArrayBuffer> {
  const declared = photos.map(({ bytes: _bytes, ...photo }) => photo)
  const list = new TextEncoder().encode(JSON.stringify({ ...rest, photos: declared }))
  const length = photos.reduce((sum, { bytes }) => sum + bytes.length, 4 + list.length)
  const joined = new Uint8Array(length)
  new DataView(joined.buffer).setUint32(0, list.length)
  joined.set(list, 4)
  let at = 4 + list.length
  for (const { bytes } of photos) {
    joined.set(bytes, at)
    at += bytes.length
  }
  return joined
}

/** @returns null for what is no such content */
export function splitContent(joined: Uint8Array<ArrayBuffer>): UnsentContent | null {
  if (joined.length < 4) return null
  const listEnd = 4 + new DataView(joined.buffer, joined.byteOffset).getUint32(0)
  if (listEnd > joined.length) return null
  const list = listSchema.safeParse(jsonOf(joined.subarray(4, listEnd)))
  if (!list.success) return null
  const photos: UnsentPhoto[] = []
  let at = listEnd
  for (const photo of list.data.photos) {
    const end = at + photo.ref.size
    if (end > joined.length) return null
    photos.push({ ...photo, bytes: joined.slice(at, end) })
    at = end
  }
  return at === joined.length ? { ...list.data, photos } : null
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // sealed by another program
    return undefined
  }
}
