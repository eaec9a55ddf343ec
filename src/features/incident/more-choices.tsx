import { CONFIRMATIONS } from '#domain/incidents/body.ts'
import { URGENCIES } from '#domain/incidents/severity.ts'
import { derivedTitle } from '#i18n/incident-words.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { Choices } from '#ui/choices.tsx'
import { TextField } from '#ui/fields.tsx'
import type { OpenDraft } from './use-draft.ts'

/** What was derived and may be changed: title, urgency, how sure one is. [IN4] */
export function MoreChoices({ draft }: { draft: OpenDraft }) {
  const t = usePageTexts()
  const { title, urgency, confirmed } = draft.body
  return (
    <details className="more-part" open={title.length > 120 || undefined}>
      <summary>{t.incident.review.more}</summary>
      <div className="stack">
        <TextField
          id="field-title"
          label={t.labels.field.title}
          hint={t.incident.review.titleHint(derivedTitle(draft.body, allVi.labels))}
          value={title}
          onChange={(text) => draft.set({ title: text }, 'soon')}
        />
        <Choices
          legend={t.labels.field.urgency}
          id="field-urgency"
          options={URGENCIES.map((value) => ({ value, label: t.labels.urgency[value] }))}
          value={urgency}
          onChange={(value) => draft.set({ urgency: value })}
        />
        <Choices
          legend={t.labels.field.confirmed}
          id="field-confirmed"
          options={CONFIRMATIONS.map((value) => ({ value, label: t.labels.confirmed[value] }))}
          value={confirmed}
          onChange={(value) => draft.set({ confirmed: value })}
        />
      </div>
    </details>
  )
}
