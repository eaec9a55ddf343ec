import { lazy } from 'react'
import { useParams } from 'wouter'
import type { ListName } from '#domain/monthly-reports/fields.ts'
import { type Item, textOf } from '#domain/unit-forms/items.ts'
import { valueWords } from '#i18n/form-words.ts'
import { RecordRow } from '#ui/record-row.tsx'
import { FieldsPart } from '../fields-part.tsx'
import { ItemForm } from '../item-form.tsx'
import { ListPart } from '../list-part.tsx'
import { Step } from '../steps.tsx'
import { partAt } from './addresses.ts'
import { NilChoice } from './nil-choice.tsx'
import type { MonthlyPage } from './use-monthly.ts'
import { WithMonthly } from './with-monthly.tsx'

const NilPage = lazy(async () => ({ default: (await import('./nil-page.tsx')).NilPage }))

/** `/bao-cao-thang/:of/:part` and `/bao-cao-thang/:of/:part/:item`: one part, one item, or one step of the report. */
export function PartPage() {
  const { of = '', part = '', item } = useParams<{ of: string; part: string; item?: string }>()
  // each section by itself: leaving one hands what was written there to the shared draft
  return (
    <WithMonthly key={`${of} ${part} ${item ?? ''}`}>{(page) => <At page={page} at={part} item={item} />}</WithMonthly>
  )
}

/** Which members an item of evidence asks for, by its kind. */
const OF_EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  press: ['kind', 'title', 'link', 'tone', 'day'],
  post: ['kind', 'title', 'link', 'day'],
  feedback: ['kind', 'title', 'count', 'resolved', 'day'],
  incident: ['kind', 'title', 'day'],
}

function At({ page, at, item }: { page: MonthlyPage; at: string; item: string | undefined }) {
  const { t, fields } = page
  const part = partAt(at)
  if (at === 'khong-phat-sinh') return <NilPage page={page} />
  if (!part) return <Step page={page} at={at} />
  if (!t.layout.isList(part))
    return (
      <FieldsPart page={page} part={part}>
        {part === 'counters' && <p className="small">{t.fromEvidence}</p>}
      </FieldsPart>
    )
  if (item === undefined)
    return (
      <ListPart
        page={page}
        list={part}
        row={(one, href) => <Row t={t} item={one} href={href} />}
        above={part === 'issues' && <NilChoice page={page} />}
      />
    )
  const asked = part === 'evidence' ? OF_EVIDENCE[String(fields[`evidence.${item}.kind`])] : undefined
  return <ItemForm page={page} list={part} id={item} members={asked ?? t.layout.membersOf(part)} />
}

/** What is told of an item in its list. */
const TOLD: Readonly<Record<ListName, readonly string[]>> = {
  issues: ['topic', 'level', 'firstSeen'],
  forecast: ['month', 'risk'],
  examples: ['subject', 'consent'],
  evidence: ['tone', 'day', 'count'],
}

function Row({ t, item: { list, id, of }, href }: { t: MonthlyPage['t']; item: Item; href: string }) {
  const told = (TOLD[list as ListName] ?? []).flatMap(
    (member) => valueWords(t, `${list}.${id}.${member}`, of[member]) ?? [],
  )
  const kind = list === 'evidence' ? valueWords(t, `${list}.${id}.kind`, of.kind) : null
  const result = list === 'issues' ? valueWords(t, `${list}.${id}.result`, of.result) : null
  return (
    <RecordRow
      href={href}
      title={textOf(of.title) || kind || t.unnamed}
      chip={{ tone: of.result === 'resolved' ? 'ok' : 'plain', text: result ?? kind ?? t.parts[list as ListName] }}
      line={told.join(' · ')}
      when={of.carried === true ? t.carried : undefined}
    />
  )
}
