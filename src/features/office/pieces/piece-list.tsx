import { useState } from 'react'
import { Link } from 'wouter'
import { searchRank } from '#domain/text.ts'
import { formatWhen } from '#i18n/dates.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import type { DeskPiece } from '#protocol/office-pieces.ts'
import { useServices } from '#sync/services.tsx'
import { Chip } from '#ui/chip.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty } from '#ui/states.tsx'
import { ListFrame, ListState } from '../list-frame.tsx'
import { useWaitingActs } from '../pending.ts'
import { useDeskPieces } from './use-desk-pieces.ts'

const GROUPS = ['waiting', 'retired', 'done', 'others'] as const

/** What this place has to answer stands first; whom an example is about does not stand in a list. [OF7] */
export function PieceList({ chosen }: { chosen: string | undefined }) {
  const { desk: t } = usePieceTexts()
  const list = useDeskPieces()
  const acts = useWaitingActs()
  const [query, setQuery] = useState('')
  const found = list.data?.pieces.filter(
    ({ title, unitName, code }) => searchRank(`${title} ${unitName} ${code ?? ''}`, query) > 0,
  )
  const groups = Map.groupBy(found ?? [], groupOf)
  return (
    <ListFrame label={t.listLabel} title={t.title} area="pieces" chosen={chosen}>
      <SearchField label={t.search} value={query} onChange={setQuery} />
      <ListState list={list} />
      {list.data?.pieces.length === 0 && (
        <Empty icon="megaphone" title={t.emptyTitle}>
          {t.empty}
        </Empty>
      )}
      {list.data && list.data.pieces.length > 0 && found?.length === 0 && <p role="status">{t.nothingFound}</p>}
      {GROUPS.flatMap((group) => {
        const lines = groups.get(group)
        return lines ? [{ group, lines }] : []
      }).map(({ group, lines }) => (
        <section key={group} className="stack-small">
          <h2>{`${t.groups[group]} (${lines.length})`}</h2>
          {lines.map((line) => (
            <Line key={line.id} line={line} chosen={line.id === chosen} waits={acts.has(line.id)} />
          ))}
        </section>
      ))}
    </ListFrame>
  )
}

function groupOf({ state, own, isNewer }: DeskPiece): (typeof GROUPS)[number] {
  if (state === 'retired') return 'retired'
  if (own === null) return 'others'
  return (own === 'waiting' && state !== 'withdrawn') || own === 'received' || isNewer ? 'waiting' : 'done'
}

function Line({ line, chosen, waits }: { line: DeskPiece; chosen: boolean; waits: boolean }) {
  const { clock } = useServices()
  const t = usePieceTexts()
  const office = useOfficeTexts()
  const { id, title, unitName, kind, changed, own, state, isNewer, photos } = line
  return (
    <Link href={`/ban-dieu-hanh/tin-bai/${id}`} className="card desk-line" aria-current={chosen ? 'page' : undefined}>
      <p className="strong">{title}</p>
      <p className="small">{`${t.kind[kind]} · ${unitName} · ${t.desk.changed(formatWhen(changed, clock()))}`}</p>
      <p className="desk-chips">
        <Chip tone={state === 'retired' ? 'alarm' : own === 'waiting' ? 'wait' : 'brand'}>
          {own === null || state === 'retired' || state === 'withdrawn' ? t.state[state] : t.standing[own]}
        </Chip>
        {isNewer && <Chip tone="wait">{t.newer}</Chip>}
        {photos > 0 && <Chip tone="plain">{t.desk.photos(photos)}</Chip>}
        {waits && <Chip tone="wait">{office.actWaiting}</Chip>}
      </p>
    </Link>
  )
}
