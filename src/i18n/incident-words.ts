import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { type Incident, latestReport } from '#domain/incidents/incident.ts'
import type { Texts } from './texts.ts'

export type TitleLabels = Pick<Texts['labels'], 'category' | 'place'>

/** "Ngộ độc thực phẩm, trong trường": the title of a report whose officer wrote none. [IN4] */
export function derivedTitle({ category, place }: Pick<IncidentDraftBody, 'category' | 'place'>, labels: TitleLabels) {
  const what = category === null ? '' : labels.category[category]
  return place ? `${what}, ${labels.place[place.kind].toLowerCase()}` : what
}

/** What a report is called in a list: its own title, or its kind, or that neither is known yet. */
export function titleOfBody(t: Texts, body: Pick<IncidentDraftBody, 'title' | 'category' | 'place'>): string {
  if (body.title.trim() !== '') return body.title
  return body.category === null ? t.today.draftUntitled : derivedTitle(body, t.labels)
}

export const titleOfIncident = (t: Texts, incident: Incident): string => titleOfBody(t, latestReport(incident).body)
