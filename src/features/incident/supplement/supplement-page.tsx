import { useLiveQuery } from 'dexie-react-hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type FieldValues, FormProvider, useForm } from 'react-hook-form'
import {
  type Details,
  type DetailsKind,
  detailsKindOf,
  emptyDetails,
  saysSomething,
} from '#domain/incidents/details.ts'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { type Issue, validateIncident } from '#domain/incidents/validation.ts'
import { instantOf } from '#domain/time.ts'
import { derivedTitle } from '#i18n/incident-words.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { discardDraft } from '#storage/drafts.ts'
import { readIncident } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import type { Answer } from '../answers.ts'
import { CallLinks } from '../call-links.tsx'
import { DraftPhotos } from '../draft-photos.tsx'
import { fieldLabel, issueText } from '../issue-words.ts'
import { resolverOf } from '../resolver.ts'
import { SendProblem, Warnings } from '../send-problem.tsx'
import { keptWords, type StepProps } from '../steps/step-frame.tsx'
import { Trouble } from '../trouble.tsx'
import { useSend } from '../use-send.ts'
import { detailsParts } from './details/parts.tsx'
import { WordsMember } from './form-fields.tsx'
import { ActionsPart, AgenciesPart, BasicsPart, MediaPart, NextPart, PeoplePart } from './parts.tsx'

/** A supplement or the final report: one page, what is missing named on top, each part to be opened by itself. [IN9] */
export function SupplementPage({ draft, history }: StepProps) {
  const { db, actor, clock } = useServices()
  const t = usePageTexts()
  const words = t.incident.supplement
  const { row, body } = draft
  const final = row.report === 'final'
  const { state, send } = useSend(draft, history)
  const [discarding, setDiscarding] = useState(false)
  const earlier = useLiveQuery(
    async () => (await readIncident(db, row.incidentId, actor))?.incident ?? null,
    [db, row.incidentId, actor],
  )
  const form = useSupplementForm(draft)
  const issues = validateIncident(body, instantOf(clock()))
  const later = issues.filter(({ level }) => level === 'later')
  const kind = body.category && detailsKindOf(body.category)
  const DetailsPart = kind && detailsParts[kind]
  const title = final ? words.final : words.update
  const failed = state.kind === 'incomplete' || state.kind === 'refused'

  const submit = form.handleSubmit(send, async () => {
    for (const { path } of issues.filter(({ level }) => level === 'block')) openPartOf(path)
    await send()
  })
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="step-form">
        <Screen
          title={title}
          eyebrow={keptWords(t, draft)}
          back={() => history.back(null)}
          inert={state.kind === 'busy' || state.kind === 'saved'}
          {...(failed ? { documentTitle: `${t.common.errorPrefix}${title}` } : {})}
          actions={
            <>
              <p className="small">{t.incident.review.secrecy}</p>
              <Button kind="primary" wide type="submit" busy={state.kind === 'busy' || state.kind === 'saved'}>
                {final ? words.sendFinal : words.sendUpdate}
              </Button>
            </>
          }
        >
          {draft.keeping === 'trouble' && <Trouble body={body} onRetry={() => void draft.flush()} />}
          <SendProblem state={state} body={body} onRetry={send} />
          <Reminders issues={later} />
          <Part name="main" open filled={body.whatHappened !== ''}>
            <WordsMember path="whatHappened" label={t.labels.field.whatHappened ?? ''} rows={6} maxLength={2000} />
          </Part>
          <Part name="people" open filled={body.people.total !== null}>
            <PeoplePart earlier={earlier ?? null} />
          </Part>
          {DetailsPart && (
            <Part name="details" filled={body.details?.kind === kind && saysSomething(body.details)}>
              <DetailsPart key={kind} />
            </Part>
          )}
          <Part name="actions" filled={body.actions.length > 0}>
            <ActionsPart />
          </Part>
          <Part name="agencies" filled={body.agencies.length > 0 || body.parentsInformed !== null}>
            <AgenciesPart />
          </Part>
          <Part name="cause" filled={body.cause !== ''}>
            <WordsMember path="cause" label={t.labels.field.cause ?? ''} maxLength={1000} />
          </Part>
          <Part name="media" filled={body.media.spread !== null}>
            <MediaPart />
          </Part>
          <Part name="assessment" filled={body.assessment !== '' || body.proposals !== ''}>
            <WordsMember path="assessment" label={t.labels.field.assessment ?? ''} maxLength={1000} />
            <WordsMember path="proposals" label={t.labels.field.proposals ?? ''} maxLength={1000} />
          </Part>
          <Part name="next" filled={body.nextUpdateDue !== null}>
            <NextPart />
          </Part>
          <Part name="basics" filled>
            <CallLinks draft={draft} />
            <BasicsPart />
          </Part>
          <DraftPhotos draft={draft} />
          <Warnings issues={issues.filter(({ level }) => level === 'warn')} />
          <Button kind="quiet" icon="trash" onClick={() => setDiscarding(true)}>
            {t.incident.discardDraft}
          </Button>
        </Screen>
      </form>
      <Dialog
        open={discarding}
        title={t.incident.discardDraft}
        onClose={() => setDiscarding(false)}
        actions={
          <>
            <Button
              kind="alarm"
              wide
              onClick={async () => {
                await discardDraft(db, row.id)
                history.leave(`/bao-cao/${row.incidentId}`)
              }}
            >
              {t.incident.discardDraft}
            </Button>
            <Button kind="ghost" wide onClick={() => setDiscarding(false)}>
              {t.incident.keep}
            </Button>
          </>
        }
      >
        <p>{t.incident.discardSure}</p>
      </Dialog>
    </FormProvider>
  )
}

/** The form over the draft: each change goes to the disk, member by member; the rules are the domain's. */
function useSupplementForm({ body, set }: StepProps['draft']) {
  const { clock } = useServices()
  const t = usePageTexts()
  const [first] = useState(() => withDetails(body, new Map()))
  // a category chosen by mistake and changed back finds its answers again
  const answered = useRef(new Map<DetailsKind, Details>())
  const category = useRef(body.category)
  const form = useForm<FieldValues>({
    defaultValues: first,
    resolver: resolverOf(
      (values) => validateIncident(values as IncidentDraftBody, instantOf(clock())),
      (issue) => issueText(t, issue),
    ),
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values, name }) => {
          const member = name?.split('.')[0]
          if (!member) return
          set({ [member]: structuredClone(values[member]) } as Answer, 'soon')
          if (member !== 'category') return
          const said = values as IncidentDraftBody
          const derived = derivedTitle({ ...said, category: category.current }, allVi.labels)
          category.current = said.category
          // a title that nobody wrote goes with the category [IN4]
          if (said.title === derived) form.setValue('title', derivedTitle(said, allVi.labels))
          if (said.details) answered.current.set(said.details.kind, structuredClone(said.details))
          const next = withDetails(said, answered.current).details
          if (next !== said.details) form.setValue('details', next)
        },
      }),
    [form, set],
  )
  return form
}

/** Fields need something to stand on: what was answered for this category before, or an empty sub-form. */
function withDetails(body: IncidentDraftBody, answered: ReadonlyMap<DetailsKind, Details>): IncidentDraftBody {
  const kind: DetailsKind | null = body.category && detailsKindOf(body.category)
  if (kind === null || body.details?.kind === kind) return body
  return { ...body, details: structuredClone(answered.get(kind) ?? emptyDetails[kind]) }
}

function Reminders({ issues }: { issues: readonly Issue[] }) {
  const t = usePageTexts()
  const { reminders, remindersHint, nothingMissing } = t.incident.supplement
  if (issues.length === 0) return <Notice tone="ok" title={nothingMissing} />
  return (
    <Notice tone="info" title={reminders}>
      <p className="small">{remindersHint}</p>
      <ul className="reminders">
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>
            <a
              href={`#field-${issue.path}`}
              onClick={(event) => {
                event.preventDefault()
                openPartOf(issue.path)?.focus()
              }}
            >
              {issue.code === 'V01' ? fieldLabel(t, issue.path) : issueText(t, issue)}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** A closed part cannot take the focus: it is opened first. @returns the field */
function openPartOf(path: string): HTMLElement | null {
  const field = document.getElementById(`field-${path}`)
  const part = field?.closest('details')
  if (part) part.open = true
  field?.scrollIntoView({ block: 'center' })
  return field
}

function Part(props: {
  name: keyof ReturnType<typeof usePageTexts>['incident']['supplement']['sections']
  filled: boolean
  open?: boolean
  children: ReactNode
}) {
  const { sections, filled, empty } = usePageTexts().incident.supplement
  const [open] = useState(props.open ?? false)
  return (
    <details className="more-part" open={open}>
      <summary>
        {sections[props.name]} <Chip tone={props.filled ? 'ok' : 'plain'}>{props.filled ? filled : empty}</Chip>
      </summary>
      <div className="stack">{props.children}</div>
    </details>
  )
}
