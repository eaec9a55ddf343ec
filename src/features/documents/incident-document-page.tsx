import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo } from 'react'
import { useParams } from 'wouter'
import { isRestrictedIncident } from '#domain/incidents/incident.ts'
import { instantOf } from '#domain/time.ts'
import { readIncident } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'
import { DocumentScreen } from './document-screen.tsx'
import { incidentPaper } from './incident-paper.ts'

/** The quick report of an incident as an official paper. */
export function IncidentDocumentPage() {
  const { incidentId = '' } = useParams<{ incidentId?: string }>()
  const { db, actor, active, clock } = useServices()
  const found = useLiveQuery(
    async () => (await readIncident(db, incidentId, actor))?.incident ?? null,
    [db, incidentId, actor],
  )
  const { departmentName } = active.profile
  const paper = useMemo(
    () => found && incidentPaper(found, { departmentName, at: instantOf(clock()) }),
    [found, departmentName, clock],
  )
  return (
    <DocumentScreen
      back={`/bao-cao/${incidentId}`}
      paper={paper}
      restricted={found ? isRestrictedIncident(found) : false}
    />
  )
}
