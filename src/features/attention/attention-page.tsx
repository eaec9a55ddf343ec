import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { type UnitId, unitIdSchema } from '#domain/ids.ts'
import { incidentBodySchema } from '#domain/incidents/body.ts'
import { valuesOfBody } from '#domain/pieces/values.ts'
import type { Refused } from '#domain/records.ts'
import { valuesOfGiven } from '#domain/tasks/giving-values.ts'
import { type AttentionTexts, useAttentionTexts } from '#i18n/attention-texts.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { type PageTexts, usePageTexts } from '#i18n/page-texts.ts'
import { reportRows } from '#i18n/report-rows.ts'
import { type TaskTexts, useTaskTexts } from '#i18n/task-texts.ts'
import { photosIn } from '#storage/photos.ts'
import { openRefused } from '#storage/refused-drafts.ts'
import { openRefusedForm } from '#storage/refused-forms.ts'
import { readRefused } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import './attention.css'
import { dayAsTyped, isStillOpen, type ShortForm, shortFormOf } from './mending.ts'

/** `/can-sua`: what the server would not take, whole, until its officer mends it or throws it away. [PR3] */
export function AttentionPage() {
  const { db } = useServices()
  const t = useAttentionTexts()
  const { opening } = usePageTexts().incident
  const refused = useLiveQuery(() => readRefused(db), [db])
  return (
    <Screen title={t.title} back="/">
      {refused === undefined ? (
        <Loading label={opening} />
      ) : refused.length === 0 ? (
        <Empty icon="check" title={t.emptyTitle}>
          {t.empty}
        </Empty>
      ) : (
        <>
          <p>{t.lead}</p>
          {refused.map((item) => (
            <RefusedItem key={item.mid} item={item} />
          ))}
        </>
      )}
    </Screen>
  )
}

const REPORTS: readonly string[] = ['incident.report', 'incident.supplement']

function RefusedItem({ item }: { item: Refused }) {
  const { db, actor, clock, newId } = useServices()
  const texts = usePageTexts()
  const t = useAttentionTexts()
  const [, navigate] = useLocation()
  const [discarding, setDiscarding] = useState(false)
  const [hindrance, setHindrance] = useState<'begun' | 'over' | 'fixFailed' | null>(null)
  const name = t.names[item.name] ?? texts.sync.acts[item.name] ?? t.other
  const unitId = actor.grants[0]?.unitId
  const form = shortFormOf(item, actor)

  const reopenReport = async (unit: UnitId) => {
    const draft = await openRefused(db, item, unit, clock, newId)
    if (draft) navigate(`/su-co/${draft.id}/${draft.step}`)
  }
  const reopenForm = async (short: ShortForm) => {
    if (!(await isStillOpen(db, actor, item))) return setHindrance('over')
    const outcome = await openRefusedForm(db, item.mid, short, photosIn(item.args), clock)
    if (outcome === 'begun') setHindrance('begun')
    else navigate(short.route)
  }
  const mend = () => {
    const done = form ? reopenForm(form) : unitId ? reopenReport(unitId) : null
    done?.catch((error: unknown) => {
      console.warn('refused change not opened', error instanceof Error ? error.name : error)
      setHindrance('fixFailed')
    })
  }
  return (
    <Card as="article">
      <div className="stack-small">
        <div className="row row-middle">
          <h2 className="grow attention-name">{name}</h2>
          <Chip tone="alarm" icon="alert">
            {t.title}
          </Chip>
        </div>
        <p className="strong">{texts.refusals[item.code](item.details)}</p>
        <p className="small">{t.at(formatDayTime(item.at))}</p>
        <Content item={item} />
        {(form || (REPORTS.includes(item.name) && unitId)) && (
          <Button kind="primary" wide icon="edit" aria-label={`${t.fix}: ${name}`} onClick={mend}>
            {t.fix}
          </Button>
        )}
        {hindrance && (
          <div role="alert">
            <Notice
              tone="wait"
              title={t[hindrance]}
              action={
                hindrance === 'begun' &&
                form && (
                  <ButtonLink kind="ghost" href={form.route}>
                    {t.toBegun}
                  </ButtonLink>
                )
              }
            />
          </div>
        )}
        {formHref(item) !== null && (
          <ButtonLink kind="primary" wide icon="edit" href={formHref(item) ?? ''}>
            {t.openReport}
          </ButtonLink>
        )}
        <Button kind="ghost" wide icon="trash" aria-label={`${t.discard}: ${name}`} onClick={() => setDiscarding(true)}>
          {t.discard}
        </Button>
      </div>
      {discarding && <Discard item={item} onClose={() => setDiscarding(false)} />}
    </Card>
  )
}

const FORM_PAGES: Readonly<Record<string, string>> = { monthly: '/bao-cao-thang', plan: '/ke-hoach' }

/** A month's report or a plan is mended on its own pages, where its draft still lies. */
function formHref({ name, args }: Refused): string | null {
  const page = FORM_PAGES[name.split('.')[0] ?? '']
  const read = formSchema.safeParse(args)
  return page && read.success ? `${page}/${read.data.of}?u=${read.data.unitId}` : null
}
const formSchema = z.object({ unitId: unitIdSchema, of: z.string().check(z.regex(/^\d{4}(?:-\d{2})?$/)) })

function Content({ item }: { item: Refused }) {
  const texts = usePageTexts()
  const taskTexts = useTaskTexts()
  const t = useAttentionTexts()
  return (
    <details className="attention-content">
      <summary>{t.content}</summary>
      <DefinitionList
        rows={contentRows({ ...texts, ...taskTexts, attention: t }, item).map(({ term, value }) => ({
          term,
          value: <span className="attention-words">{value}</span>,
        }))}
      />
    </details>
  )
}

type TrayTexts = PageTexts & Pick<TaskTexts, 'tasks'> & { attention: AttentionTexts }

/** A report in its own words; anything else member by member, since all of it must be readable. */
function contentRows(t: TrayTexts, { name, args }: Refused): { term: string; value: string }[] {
  const members = typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : { args }
  const { body, photos, ...rest } = members
  const report = incidentBodySchema.safeParse(body)
  const count = Array.isArray(photos) ? photos.length : 0
  const pictures = count > 0 ? [{ term: t.attention.photos, value: String(count) }] : []
  if (!report.success) {
    return [
      ...Object.entries({ ...rest, ...(body === undefined ? {} : { body }) })
        .filter(([term]) => !(/^(?:task|piece)\./.test(name) && CARD.has(term)))
        .flatMap(([term, value]) => rowsOf(t, term, bodyAsTyped(name, term, value))),
      ...pictures,
    ]
  }
  return [
    ...reportRows(t, report.data).flatMap(({ term, value }) => (value === null ? [] : [{ term, value }])),
    ...pictures,
    ...('reason' in rest ? [{ term: t.office.reason, value: plain(rest.reason) }] : []),
  ]
}

/** Which card or piece a change is about: said by its name, and by no number. */
const CARD: ReadonlySet<string> = new Set(['planId', 'unitId', 'place', 'pieceId', 'givingId'])

/** A body as it stood in its form, units by their number; anything else as it is. */
function bodyAsTyped(name: string, term: string, value: unknown): unknown {
  if (term === 'unitIds' && Array.isArray(value)) return value.length
  if (term !== 'body') return value
  if (!name.startsWith('task.')) return valuesOfBody(value, dayAsTyped)
  // the day by which it is due, where another act's `before` is the day that a unit wishes for
  const { before: due, ...rest } = valuesOfGiven('', value, dayAsTyped)
  return { ...rest, due }
}

const INNER: ReadonlySet<string> = new Set(['body', 'product', 'snapshot'])

/** A member of a member stands by itself: a product's title, its link. */
function rowsOf(t: TrayTexts, term: string, value: unknown): { term: string; value: string }[] {
  const isInner = INNER.has(term) && typeof value === 'object' && value !== null
  const pairs: [string, unknown][] = isInner ? Object.entries(value) : [[term, value]]
  return pairs
    .filter(([, one]) => one !== null && one !== '')
    .map(([key, one]) => ({
      term: t.attention.members[key] ?? key,
      value: wordFor(t, key, plain(one)),
    }))
}

/** A product's choices by their words, a day as it is written here; anything else as it came. */
function wordFor({ tasks, attention }: TrayTexts, member: string, value: string): string {
  const { kind, channel }: Record<'kind' | 'channel', Readonly<Record<string, string>>> = tasks.product
  const { choices } = attention
  if (member === 'kind') return kind[value] ?? choices[value] ?? value
  if (member === 'channel') return channel[value] ?? value
  if (CHOSEN.has(member)) return choices[value] ?? value
  return member === 'before' || member === 'publishedAt' ? dayAsTyped(value) : value
}

const CHOSEN: ReadonlySet<string> = new Set(['about', 'under16', 'personHow', 'parentsHow'])

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 1))

function Discard({ item, onClose }: { item: Refused; onClose(): void }) {
  const { mutate } = useServices()
  const texts = usePageTexts()
  const t = useAttentionTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const discard = async () => {
    try {
      const result = await mutate({ name: 'attention.discard', args: { mid: item.mid } })
      if (result.ok) onClose()
      else setProblem(texts.refusals[result.error.code](result.error.details))
    } catch (error) {
      console.warn('discard not saved', error instanceof Error ? error.name : error)
      setProblem(t.discardFailed)
    }
  }
  return (
    <AskDialog
      open
      title={t.discardTitle}
      confirm={t.discardYes}
      cancel={t.keep}
      kind="alarm"
      onConfirm={discard}
      onClose={onClose}
    >
      <p>{t.discardSure}</p>
      {problem && <Notice tone="alarm" title={problem} />}
    </AskDialog>
  )
}
