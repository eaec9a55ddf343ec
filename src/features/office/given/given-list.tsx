import { useState } from 'react'
import { Link } from 'wouter'
import { canGive } from '#domain/access/can.ts'
import { searchRank } from '#domain/text.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { givenPlace } from '#i18n/due-titles.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import type { DeskGiving } from '#protocol/office-given.ts'
import { useServices } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty } from '#ui/states.tsx'
import { ListFrame, ListState } from '../list-frame.tsx'
import { useWaitingActs } from '../pending.ts'
import { useDeskGivings } from './use-desk-given.ts'

/** What was given, the last changed first, and how its units stand. */
export function GivenList({ chosen }: { chosen: string | undefined }) {
  const t = useGivenTexts()
  const { actor } = useServices()
  const list = useDeskGivings()
  const acts = useWaitingActs()
  const [query, setQuery] = useState('')
  const found = list.data?.givings.filter(({ body }) => searchRank(`${body.title} ${body.place}`, query) > 0)
  const unsent = [...acts.values()]
    .flat()
    .filter(({ name, entity }) => name === 'task.give' && !list.data?.givings.some(({ id }) => id === entity))
  return (
    <ListFrame label={t.listLabel} title={t.title} area="given" chosen={chosen}>
      {canGive(actor, 'brief') && (
        <ButtonLink kind="primary" icon="plus" href="/ban-dieu-hanh/giao-viec/moi" wide>
          {t.add}
        </ButtonLink>
      )}
      <SearchField label={t.search} value={query} onChange={setQuery} />
      <ListState list={list} />
      {unsent.map(({ mid, args }) => (
        <div key={mid} className="card desk-line">
          <p className="strong">{(args as { body: DeskGiving['body'] }).body.title}</p>
          <p className="desk-chips">
            <Chip tone="wait">{t.waits}</Chip>
          </p>
        </div>
      ))}
      {list.data?.givings.length === 0 && unsent.length === 0 && (
        <Empty icon="calendar" title={t.emptyTitle}>
          {t.empty}
        </Empty>
      )}
      {list.data && list.data.givings.length > 0 && found?.length === 0 && <p role="status">{t.nothingFound}</p>}
      {found?.map((line) => (
        <Line key={line.id} line={line} chosen={line.id === chosen} waits={acts.has(line.id)} />
      ))}
    </ListFrame>
  )
}

function Line({ line, chosen, waits }: { line: DeskGiving; chosen: boolean; waits: boolean }) {
  const { clock } = useServices()
  const t = useGivenTexts()
  const texts = useTaskTexts()
  const office = useOfficeTexts()
  const { id, body, units, answered, late, withdrawn, waiting, changed } = line
  return (
    <Link href={`/ban-dieu-hanh/giao-viec/${id}`} className="card desk-line" aria-current={chosen ? 'page' : undefined}>
      <p className="strong">{body.title}</p>
      <p className="small">{`${givenPlace(texts, body)} · ${t.changed(formatWhen(changed, clock()))}`}</p>
      <p className="desk-chips">
        <Chip tone="plain">{t.until(fullDay(body.before))}</Chip>
        <Chip tone={answered === units - withdrawn ? 'ok' : 'brand'}>{t.answered(answered, units - withdrawn)}</Chip>
        {late > 0 && <Chip tone="wait">{t.late(late)}</Chip>}
        {waiting > 0 && <Chip tone="wait">{t.waiting(waiting)}</Chip>}
        {waits && <Chip tone="wait">{office.actWaiting}</Chip>}
      </p>
    </Link>
  )
}
