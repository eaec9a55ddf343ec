import { useState } from 'react'
import { Link } from 'wouter'
import { DUTY_FORMS, type DutyForm, monthOf, obligationIdOf, obligationKeyOf } from '#domain/deadlines/obligation-id.ts'
import { searchRank } from '#domain/text.ts'
import { instantOf } from '#domain/time.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useDutyTexts } from '#i18n/duty-texts.ts'
import { timelinessWord } from '#i18n/duty-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import type { DeskDuty } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Icon } from '#ui/icon.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty } from '#ui/states.tsx'
import { ListFrame, ListState } from '../list-frame.tsx'
import { useWaitingActs } from '../pending.ts'
import { dutyWithActs } from './duty-acts.ts'
import { RateLines } from './duty-rates.tsx'
import type { useDeskDuties } from './use-desk-duties.ts'

export const LIST = '/ban-dieu-hanh/han'
export const listAddress = (form: DutyForm, of: string) => `${LIST}?mau=${form}&ky=${of}`

/** Who owes this form for this period, those to look after first. */
export function DutyList({ found, chosen }: { found: ReturnType<typeof useDeskDuties>; chosen: string | undefined }) {
  const t = useDutyTexts()
  const { deadlines } = usePlanTexts()
  const { form, of, list, choose } = found
  const [query, setQuery] = useState('')
  const [year = 0, month = 0] = of.split('-').map(Number)
  const name = form === 'monthly' ? deadlines.duty.monthly(month, year) : deadlines.duty.unit_plan(year)
  const lines = list.data?.duties.filter(({ unit }) => searchRank(unit.name, query) > 0)
  return (
    <ListFrame label={t.listLabel} title={t.title} area="duties" chosen={chosen}>
      <SelectField<DutyForm>
        id="duty-form"
        label={t.form}
        value={form}
        options={DUTY_FORMS.map((value) => ({ value, label: t.forms[value] }))}
        onChange={choose}
      />
      <p className="strong">{name}</p>
      <div className="desk-areas">
        <Link href={listAddress(form, shifted(form, of, -1))} className="desk-area">
          <Icon name="chevron-left" />
          {t.before}
        </Link>
        <Link href={listAddress(form, shifted(form, of, 1))} className="desk-area">
          {t.after}
          <Icon name="chevron-right" />
        </Link>
      </div>
      <ListState list={list} />
      {list.data?.duties.length === 0 && (
        <Empty icon="check" title={t.empty.title}>
          {t.empty.text}
        </Empty>
      )}
      {list.data && list.data.duties.length > 0 && (
        <>
          <Card>
            <RateLines rates={list.data.period} />
          </Card>
          <SearchField label={t.search} value={query} onChange={setQuery} />
          {lines?.length === 0 && <p role="status">{t.noneFound}</p>}
          <Groups lines={lines ?? []} form={form} of={of} chosen={chosen} />
        </>
      )}
    </ListFrame>
  )
}

/** The period so many months or years on. */
function shifted(form: DutyForm, of: string, by: number): string {
  const [year = 0, month = 1] = of.split('-').map(Number)
  if (form === 'unit_plan') return String(year + by)
  const months = year * 12 + month - 1 + by
  return monthOf({ year: Math.floor(months / 12), month: (months % 12) + 1 })
}

function Groups({
  lines,
  form,
  of,
  chosen,
}: {
  lines: readonly DeskDuty[]
  form: DutyForm
  of: string
  chosen: string | undefined
}) {
  const t = useDutyTexts()
  const { actor, clock } = useServices()
  const waiting = useWaitingActs()
  const rows = lines.map((line) => {
    const key = { unitId: line.unit.id, form, of }
    const acts = waiting.get(obligationIdOf(key)) ?? []
    return { line, key, waits: acts.length > 0, ...dutyWithActs(line, key, { acts, actor, now: instantOf(clock()) }) }
  })
  const isOpen = ({ timeliness: { kind } }: (typeof rows)[number]) => ['missing', 'late', 'pending'].includes(kind)
  const groups = { open: rows.filter(isOpen), over: rows.filter((row) => !isOpen(row)) }
  const { deadlines } = usePlanTexts()
  const office = useOfficeTexts()
  return (['open', 'over'] as const)
    .filter((group) => groups[group].length > 0)
    .map((group) => (
      <section key={group} className="stack-small">
        <h2>{`${t.groups[group]} (${groups[group].length})`}</h2>
        {groups[group].map(({ line, key, due, timeliness, waits }) => (
          <Link
            key={line.unit.id}
            href={`${LIST}/${obligationKeyOf(key)}`}
            className="card desk-line"
            aria-current={obligationKeyOf(key) === chosen ? 'page' : undefined}
          >
            <p className="strong">{line.unit.name}</p>
            <p className="desk-chips">
              <Chip tone={toneOf(timeliness.kind)}>{timelinessWord(deadlines, timeliness)}</Chip>
              {due !== line.before && <Chip tone="brand">{t.until(fullDay(due))}</Chip>}
              {waits && <Chip tone="wait">{office.actWaiting}</Chip>}
            </p>
          </Link>
        ))}
      </section>
    ))
}

export const toneOf = (kind: DeskDuty['timeliness']['kind']) =>
  kind === 'missing' ? 'alarm' : kind === 'late' ? 'wait' : kind === 'pending' ? 'plain' : 'ok'
