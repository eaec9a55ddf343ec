import type { Incident, ReportEntry } from '#domain/incidents/incident.ts'
import { type DeclaredPhoto, photoById } from '../store/photos.ts'
import type { Desk } from './context.ts'
import type { NewReport } from './new-reports.ts'

/**
 * The photos that new reports declare for the first time. An id that stands for other bytes or for another
 * incident is nobody's to use again: null. [PH1]
 */
export async function newPhotosOf(desk: Desk, reports: readonly NewReport[]): Promise<DeclaredPhoto[] | null> {
  const { tx, who } = desk
  const declared = new Map<string, DeclaredPhoto>()
  for (const { incident, entry } of reports) {
    for (const photo of photosOf(desk, incident, entry)) {
      const there = declared.get(photo.id) ?? (await photoById(tx, who.departmentId, photo.id))
      if (there && !isSame(there, photo)) return null
      if (!there) declared.set(photo.id, photo)
    }
  }
  return [...declared.values()]
}

const photosOf = ({ who }: Desk, incident: Incident, { photos }: ReportEntry): DeclaredPhoto[] =>
  photos.map(({ id, type, size, sha256 }) => ({
    id,
    incident_id: incident.id,
    unit_id: incident.unitId,
    uploader: who.accountId,
    type,
    size,
    sha256,
    stored_at: null,
  }))

const isSame = (a: DeclaredPhoto, b: DeclaredPhoto) =>
  a.incident_id === b.incident_id && a.sha256 === b.sha256 && a.size === b.size && a.type === b.type
