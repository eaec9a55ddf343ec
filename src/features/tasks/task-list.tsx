import { useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { type Due, duesOf, type OwnDue, type TaskDue } from '#domain/agenda/due.ts'
import { dayOf } from '#domain/deadlines/days.ts'
import { hanoiYear, instantOf } from '#domain/time.ts'
import { bothForms, relativeDue } from '#i18n/deadline-words.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { type TaskTexts, useTaskTexts } from '#i18n/task-texts.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { placeWords } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { statusOfWaiting } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { unitNameOf, useDuties } from '#sync/use-duties.ts'
import { useServerNow } from '#sync/use-server-now.ts'
import { Choices } from '#ui/choices.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Announce } from '#ui/live.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { foundTasks, isPast, QUARTERS, ROLES, STATES, type TaskFilter } from './find-tasks.ts'
import './tasks.css'

/** Typing is not written into the address at every key: some browsers count that. */
const ADDRESS_AFTER_MS = 500

/** The unit's tasks of its plans; filters and search stand in the address, so that Back brings them again. */
export function TaskList() {
  const { tasks: t } = useTaskTexts()
  const duties = useDuties()
  return duties ? <ListOf duties={duties} /> : <Loading label={t.loading} />
}

const isTask = (due: Due): due is TaskDue => due.kind === 'task'
const isOwn = (due: Due): due is OwnDue => due.kind === 'own'

function ListOf({ duties }: { duties: DutiesOnDevice }) {
  const { tasks: t } = useTaskTexts()
  const nowMs = useServerNow()
  const now = instantOf(nowMs)
  const { filter, setFilter, query, setQuery, search } = useLooking()
  const year = hanoiYear(now)
  const window = { from: dayOf(year - 1, 12, 31), to: dayOf(year + 2, 1, 1) }
  const dues = duties.units.flatMap((unit) => duesOf(duties.department, unit, window, now))
  const all = dues.filter(isTask)
  const own = dues.filter(isOwn)
  if (all.length === 0) {
    if (own.length > 0) return <OwnTasks dues={own} nowMs={nowMs} />
    return (
      <Empty icon="check" title={t.empty.title}>
        {t.empty.text}
      </Empty>
    )
  }
  const shown = foundTasks(all, duties.department.plans, filter, query, now)
  return (
    <>
      <SearchField label={t.search} placeholder={t.searchShort} value={query} onChange={setQuery} />
      <Choices
        legend={t.filter.role}
        hideLegend
        dense
        options={ROLES.map((value) => ({ value, label: t.filter.roles[value] }))}
        value={filter.role}
        onChange={(role) => setFilter({ role })}
      />
      <div className="task-filters">
        <SelectField<TaskFilter['quarter']>
          id="task-quarter"
          label={t.filter.quarter}
          value={filter.quarter}
          options={QUARTERS.map((value) => ({
            value,
            label: value === 'all' ? t.filter.allQuarters : t.quarter(Number(value)),
          }))}
          onChange={(quarter) => setFilter({ quarter })}
        />
        <SelectField<TaskFilter['state']>
          id="task-state"
          label={t.filter.state}
          value={filter.state}
          options={STATES.map((value) => ({ value, label: t.filter.states[value] }))}
          onChange={(state) => setFilter({ state })}
        />
      </div>
      <p className="small">{t.count(shown.length)}</p>
      <Announce>{t.count(shown.length)}</Announce>
      {shown.length === 0 && (
        <Empty icon="search" title={t.noneFound}>
          {t.noneFoundText}
        </Empty>
      )}
      <ul className="stack-small" aria-label={t.listLabel}>
        {shown.map((due) => (
          <li key={due.key}>
            <TaskRow due={due} duties={duties} nowMs={nowMs} search={search} />
          </li>
        ))}
      </ul>
      {own.length > 0 && <OwnTasks dues={own} nowMs={nowMs} />}
    </>
  )
}

/** What the unit set itself in its own plan. [PN7] */
function OwnTasks({ dues, nowMs }: { dues: readonly OwnDue[]; nowMs: number }) {
  const { deadlines: t } = useTaskTexts()
  return (
    <section className="stack-small" aria-labelledby="own-tasks">
      <h2 id="own-tasks">{t.own.place}</h2>
      <ul className="stack-small">
        {dues.map(({ key, of, line, unitId, percent, deadline }) => (
          <li key={key}>
            <RecordRow
              href={`/ke-hoach/${of}/viec/${line.id}?u=${unitId}`}
              title={line.title}
              chip={{
                tone: percent >= 100 ? 'ok' : 'plain',
                text: percent >= 100 ? t.own.done : t.own.percent(percent),
              }}
              line={bothForms(t, deadline, nowMs)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TaskRow({
  due,
  duties,
  nowMs,
  search,
}: {
  due: TaskDue
  duties: DutiesOnDevice
  nowMs: number
  search: string
}) {
  const texts = useTaskTexts()
  const t = useTexts()
  const sync = useSyncState()
  const { actor } = useServices()
  const [location] = useLocation()
  const href = `/nhiem-vu/${due.key}`
  const status = statusOfWaiting(duties.waiting.get(due.key) ?? [], sync)
  const words = status && statusWords(t, status, nowMs)
  const unit = unitNameOf(actor, due.unitId)
  return (
    <RecordRow
      href={`${href}${search}`}
      title={due.card.title}
      chip={chipOf(texts, due, nowMs, words)}
      line={[placeWords(texts, due.card), ...(unit ? [unit] : [])].join(' · ')}
      when={whenOf(texts, due, nowMs)}
      isCurrent={location === href}
    />
  )
}

type Chip = { tone: 'plain' | 'brand' | 'wait' | 'ok' | 'alarm'; text: string }

/** What waits is told before the state, and an overdue task by how much. */
function chipOf(
  { deadlines, tasks }: TaskTexts,
  due: TaskDue,
  nowMs: number,
  words: { tone: Chip['tone']; chip: string } | null,
): Chip {
  if (words) return { tone: words.tone, text: words.chip }
  if (isPast(due, instantOf(nowMs))) return { tone: 'alarm', text: relativeDue(deadlines, due.deadline, nowMs) }
  return { tone: TASK_TONE[due.state], text: tasks.state[due.state] }
}

function whenOf({ deadlines, tasks }: TaskTexts, due: TaskDue, nowMs: number): string {
  const both = bothForms(deadlines, due.deadline, nowMs)
  const sentence = both.charAt(0).toUpperCase() + both.slice(1)
  return isPast(due, instantOf(nowMs)) ? `${tasks.state[due.state]} · ${sentence}` : sentence
}

function useLooking() {
  const [params, setParams] = useSearchParams()
  const [query, setQuery] = useState(params.get('tim') ?? '')

  useEffect(() => {
    if (query === (params.get('tim') ?? '')) return
    const timer = setTimeout(
      () => setParams((old) => withValues(old, { tim: query }), { replace: true }),
      ADDRESS_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [query, params, setParams])

  const chosen = <V extends string>(key: string, values: readonly V[], otherwise: V): V =>
    values.find((one) => one === params.get(key)) ?? otherwise
  const filter: TaskFilter = {
    role: chosen('phan', ROLES, 'all'),
    quarter: chosen('quy', QUARTERS, 'all'),
    state: chosen('muc', STATES, 'all'),
  }
  return {
    filter,
    setFilter: ({ role, quarter, state }: Partial<TaskFilter>) =>
      setParams(
        (old) =>
          withValues(old, {
            ...(role ? { phan: role } : {}),
            ...(quarter ? { quy: quarter } : {}),
            ...(state ? { muc: state } : {}),
          }),
        { replace: true },
      ),
    query,
    setQuery,
    search: params.size > 0 ? `?${params}` : '',
  }
}

function withValues(old: URLSearchParams, values: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(old)
  for (const [key, value] of Object.entries(values)) {
    if (value === '' || value === 'all') next.delete(key)
    else next.set(key, value)
  }
  return next
}
