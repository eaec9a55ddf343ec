import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { formatWhen } from '#i18n/dates.ts'
import { nameOfDuty } from '#i18n/due-titles.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Choices } from '#ui/choices.tsx'
import { Announce } from '#ui/live.tsx'
import { RecordRow } from '#ui/record-row.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { CarriedRow, CarryButton, DiscardTaken } from './carried-row.tsx'
import { FILTERS, type Filter, found, itemsOf, readAll } from './list-items.ts'

/** Typing is not written into the address at every key: some browsers count that. */
const ADDRESS_AFTER_MS = 500

/** Incidents and drafts of this device; filter and search stand in the address, so that Back brings them again. */
export function ReportsList() {
  const t = usePageTexts()
  const { db, actor, clock } = useServices()
  const sync = useSyncState()
  const [location] = useLocation()
  const { filter, setFilter, query, setQuery, search } = useLooking()
  const { deadlines } = usePlanTexts()
  const formTitle = (family: 'monthly' | 'plan', of: string) =>
    nameOfDuty({ deadlines }, { form: family === 'plan' ? 'unit_plan' : 'monthly', of })
  const all = useLiveQuery(() => readAll(db, actor), [db, actor])
  if (!all) return <Loading label={t.reports.loading} />

  const items = itemsOf({ ...t, formTitle }, all, sync)
  const shown = found(items, filter, query)
  return (
    <>
      <div className="row">
        <ButtonLink kind="ghost" icon="plus" href="/minh-chung/moi">
          {t.reports.noteEvidence}
        </ButtonLink>
        <ButtonLink kind="ghost" icon="megaphone" href="/tin-bai">
          {t.reports.pieces}
        </ButtonLink>
      </div>
      <SearchField label={t.reports.search} placeholder={t.reports.searchShort} value={query} onChange={setQuery} />
      <Choices
        legend={t.reports.filterLegend}
        hideLegend
        dense
        options={FILTERS.map((value) => ({ value, label: t.reports.filter[value] }))}
        value={filter}
        onChange={setFilter}
      />
      <Announce>{t.reports.count(shown.length)}</Announce>
      {shown.length > 0 ? (
        <ul className="stack-small" aria-label={t.reports.listLabel}>
          {shown.map(({ key, href, title, status, reportedAt, draft, carried }) => {
            const words = statusWords(t, status, clock())
            if (carried) {
              return (
                <li key={key}>
                  <CarriedRow carried={carried} title={title} />
                </li>
              )
            }
            const elsewhere = draft && draft.state !== 'here' ? draft.state : null
            return (
              <li key={key}>
                <RecordRow
                  href={href.startsWith('/bao-cao/') ? `${href}${search}` : href}
                  title={title}
                  chip={{ tone: words.tone, text: words.chip }}
                  line={elsewhere ? t.handover.carry[elsewhere] : words.line}
                  when={reportedAt && t.reports.reportedAt(formatWhen(reportedAt, clock()))}
                  isCurrent={href === location}
                />
                {draft && <CarryButton draft={draft.row} title={title} again={elsewhere !== null} />}
                {draft && elsewhere === 'taken' && <DiscardTaken draft={draft.row} title={title} />}
              </li>
            )
          })}
        </ul>
      ) : (
        <Nothing isEmpty={items.length === 0} query={query} />
      )}
    </>
  )
}

function Nothing({ isEmpty, query }: { isEmpty: boolean; query: string }) {
  const t = usePageTexts()
  if (isEmpty) {
    return (
      <Empty icon="doc" title={t.reports.empty.title}>
        {t.reports.empty.text}
      </Empty>
    )
  }
  if (query.trim() !== '') {
    return (
      <Empty icon="search" title={t.reports.noneFound(query.trim())}>
        {t.reports.noneFoundText}
      </Empty>
    )
  }
  return (
    <Empty icon="doc" title={t.reports.noneHere.title}>
      {t.reports.noneHere.text}
    </Empty>
  )
}

function useLooking() {
  const [params, setParams] = useSearchParams()
  const [query, setQuery] = useState(params.get('tim') ?? '')
  const asked = params.get('muc')
  const filter = FILTERS.find((one) => one === asked) ?? 'all'

  useEffect(() => {
    if (query === (params.get('tim') ?? '')) return
    const timer = setTimeout(
      () => setParams((old) => withValue(old, 'tim', query), { replace: true }),
      ADDRESS_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [query, params, setParams])

  return {
    filter,
    setFilter: (chosen: Filter) =>
      setParams((old) => withValue(old, 'muc', chosen === 'all' ? '' : chosen), { replace: true }),
    query,
    setQuery,
    search: params.size > 0 ? `?${params}` : '',
  }
}

function withValue(old: URLSearchParams, key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(old)
  if (value === '') next.delete(key)
  else next.set(key, value)
  return next
}
