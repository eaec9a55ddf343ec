import { useFieldArray } from 'react-hook-form'
import type { AGENCIES } from '#domain/incidents/body.ts'
import { CATEGORIES } from '#domain/incidents/category.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { countsOf, OUTCOMES } from '#domain/incidents/series.ts'
import { SEVERITIES, type Severity } from '#domain/incidents/severity.ts'
import { instantOf } from '#domain/time.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Checks, Choices } from '#ui/choices.tsx'
import { SelectField } from '#ui/fields.tsx'
import {
  ChoiceMember,
  CountMember,
  optionsOf,
  TextMember,
  TimeMember,
  useValue,
  WordsMember,
  YesNoMember,
} from './form-fields.tsx'

/** Counts by group and by outcome; what earlier reports said stands beside each, since they are a series. [IN7] */
export function PeoplePart({ earlier }: { earlier: Incident | null }) {
  const { labels, incident } = usePageTexts()
  const t = incident.supplement
  const rows = earlier ? countsOf(earlier) : []
  const said = (of: (row: (typeof rows)[number]) => number | null) =>
    rows.flatMap((row) => (of(row) === null ? [] : [t.inReport(row.no, String(of(row)))])).join(' · ') || undefined
  const levels = ['preschool', 'primary', 'lowerSecondary', 'upperSecondary'] as const
  return (
    <>
      <div className="counts-fields">
        <CountMember path="people.total" label={labels.field['people.total'] ?? ''} hint={said(({ total }) => total)} />
        <CountMember path="exposed" label={labels.field.exposed ?? ''} />
      </div>
      <fieldset className="group" id="field-people.outcome" tabIndex={-1}>
        <legend className="label">{t.outcome}</legend>
        <div className="counts-fields">
          {OUTCOMES.map((outcome) => (
            <CountMember
              key={outcome}
              path={`people.outcome.${outcome}`}
              label={labels.outcome[outcome]}
              hint={said((row) => row.outcome[outcome])}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="group" id="field-people.students" tabIndex={-1}>
        <legend className="label">{t.levels}</legend>
        <div className="counts-fields">
          <CountMember path="people.students.total" label={labels.students.total} />
          {levels.map((level) => (
            <CountMember key={level} path={`people.students.${level}`} label={labels.students[level]} />
          ))}
          <CountMember path="people.staff" label={labels.field['people.staff'] ?? ''} />
          <CountMember path="people.others" label={labels.field['people.others'] ?? ''} />
        </div>
      </fieldset>
    </>
  )
}

/** What was done, each with its time; "now" is one tap. */
export function ActionsPart() {
  const { clock } = useServices()
  const t = usePageTexts().incident.supplement
  const { fields, append, remove } = useFieldArray({ name: 'actions' })
  return (
    <div className="stack" id="field-actions" tabIndex={-1}>
      {fields.map((field, n) => (
        <fieldset key={field.id} className="group stack-small">
          <legend className="label">{t.action(n + 1)}</legend>
          <WordsMember path={`actions.${n}.text`} label={t.actionText} rows={2} maxLength={500} />
          <TimeMember path={`actions.${n}.at`} label={t.actionAt} />
          <Button kind="quiet" icon="trash" onClick={() => remove(n)}>
            {t.removeAction(n + 1)}
          </Button>
        </fieldset>
      ))}
      <Button kind="ghost" icon="plus" onClick={() => append({ at: instantOf(clock()), text: '' })}>
        {t.addAction}
      </Button>
    </div>
  )
}

export function AgenciesPart() {
  const { labels } = usePageTexts()
  const [agencies, setAgencies] = useValue<(typeof AGENCIES)[number][]>('agencies')
  return (
    <>
      <Checks
        legend={labels.field.agencies}
        id="field-agencies"
        options={optionsOf(labels.agency)}
        values={agencies}
        onChange={setAgencies}
      />
      {agencies.length === 0 && <TextMember path="agenciesReason" label={labels.field.agenciesReason ?? ''} />}
      <ChoiceMember
        path="parentsInformed"
        label={labels.field.parentsInformed ?? ''}
        options={optionsOf(labels.parentsInformed)}
      />
    </>
  )
}

export function MediaPart() {
  const { labels, incident } = usePageTexts()
  const t = incident.media
  return (
    <div className="stack" id="field-media" tabIndex={-1}>
      <ChoiceMember path="media.spread" label={t.spread} options={optionsOf(labels.spread)} />
      <YesNoMember path="media.pressContacted" label={t.pressContacted} />
      <YesNoMember path="media.published" label={t.published} />
      <YesNoMember path="media.statementMade" label={t.statementMade} />
      <WordsMember path="media.rumours" label={t.rumours} rows={2} maxLength={500} />
    </div>
  )
}

export function NextPart() {
  const { clock } = useServices()
  const { labels, incident } = usePageTexts()
  const chips = incident.supplement.nextChips
  const [, setNext] = useValue<string | null>('nextUpdateDue')
  return (
    <>
      <TimeMember path="nextUpdateDue" label={labels.field.nextUpdateDue ?? ''} />
      <div className="row">
        {(Object.keys(chips) as (keyof typeof chips)[]).map((minutes) => (
          <Button key={minutes} kind="ghost" onClick={() => setNext(instantOf(clock() + Number(minutes) * 60_000))}>
            {chips[minutes]}
          </Button>
        ))}
      </div>
      <ChoiceMember path="approval" label={labels.field.approval ?? ''} options={optionsOf(labels.approval)} />
    </>
  )
}

/** What the first report asked for: it may turn out otherwise later. */
export function BasicsPart() {
  const { labels } = usePageTexts()
  const [category, setCategory] = useValue<(typeof CATEGORIES)[number]>('category')
  const [severity, setSeverity] = useValue<Severity>('severity')
  const { field } = labels
  return (
    <>
      <SelectField
        id="field-category"
        label={field.category}
        value={category}
        options={CATEGORIES.map((value) => ({ value, label: labels.category[value] }))}
        onChange={setCategory}
      />
      <ChoiceMember path="confirmed" label={field.confirmed ?? ''} options={optionsOf(labels.confirmed)} />
      <Choices
        id="field-severity"
        legend={field.severity}
        options={SEVERITIES.map((value) => ({ value: `${value}`, label: labels.severity[value] }))}
        value={`${severity}`}
        onChange={(picked) => setSeverity(Number(picked) as Severity)}
      />
      <ChoiceMember path="urgency" label={field.urgency ?? ''} options={optionsOf(labels.urgency)} />
      <TextMember path="title" label={field.title ?? ''} />
      <ChoiceMember path="place.kind" label={field.place ?? ''} options={optionsOf(labels.place)} />
      <TextMember path="place.text" label={field['place.text'] ?? ''} />
      <TimeMember path="occurredAt" label={field.occurredAt ?? ''} />
      <TimeMember path="detectedAt" label={field.detectedAt ?? ''} />
    </>
  )
}
