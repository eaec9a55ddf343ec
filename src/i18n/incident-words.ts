import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { type Incident, latestReport } from '#domain/incidents/incident.ts'
import { derivedTitle } from './report-rows.ts'
import type { Texts } from './texts.ts'

/** What a report is called in a list: its own title, or its kind, or that neither is known yet. */
export function titleOfBody(t: Texts, body: Pick<IncidentDraftBody, 'title' | 'category' | 'place'>): string {
  if (body.title.trim() !== '') return body.title
  return body.category === null ? t.today.draftUntitled : derivedTitle(body, t.labels)
}

export const titleOfIncident = (t: Texts, incident: Incident): string => titleOfBody(t, latestReport(incident).body)
