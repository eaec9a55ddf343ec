import { useState } from 'react'
import { Link } from 'wouter'
import { searchRank } from '#domain/text.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import type { DeskTask } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Chip } from '#ui/chip.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty } from '#ui/states.tsx'
import { ListFrame, ListState } from '../list-frame.tsx'
import { useWaitingActs } from '../pending.ts'
import { useDeskTasks } from '../queries.ts'

/** What waits for the office: wishes for more time and results, the longest waiting first. */
export function DeskTaskList({ chosen }: { chosen: string | undefined }) {
  const { tasks: t } = useTaskTexts()
  const list = useDeskTasks()
  const acts = useWaitingActs()
  const [query, setQuery] = useState('')
  const found = list.data?.tasks.filter(({ title, unitName }) => searchRank(`${title} ${unitName}`, query) > 0)
  const groups = found && {
    asked: found.filter(({ asked }) => asked !== null),
    reported: found.filter(({ asked, state }) => asked === null && state === 'reported'),
    said: found.filter(({ asked, state }) => asked === null && state !== 'reported'),
  }
  const counts = list.data?.counts
  return (
    <ListFrame label={t.desk.listLabel} title={t.desk.title} area="tasks" chosen={chosen}>
      {counts && <p className="small">{t.desk.counts(counts.cards, counts.states.done ?? 0, counts.overdue)}</p>}
      <SearchField label={t.desk.search} value={query} onChange={setQuery} />
      <ListState list={list} />
      {list.data?.tasks.length === 0 && (
        <Empty icon="check" title={t.desk.emptyTitle}>
          {t.desk.empty}
        </Empty>
      )}
      {list.data && list.data.tasks.length > 0 && found?.length === 0 && <p role="status">{t.desk.nothingFound}</p>}
      {groups &&
        (['asked', 'reported', 'said'] as const)
          .filter((group) => groups[group].length > 0)
          .map((group) => (
            <section key={group} className="stack-small">
              <h2>{`${t.desk.groups[group]} (${groups[group].length})`}</h2>
              {groups[group].map((line) => (
                <Line key={line.task.id} line={line} chosen={line.task.id === chosen} waits={acts.has(line.task.id)} />
              ))}
            </section>
          ))}
    </ListFrame>
  )
}

function Line({ line, chosen, waits }: { line: DeskTask; chosen: boolean; waits: boolean }) {
  const { clock } = useServices()
  const { tasks: t } = useTaskTexts()
  const office = useOfficeTexts()
  const { task, title, unitName, asked, due, products, changed } = line
  return (
    <Link
      href={`/ban-dieu-hanh/nhiem-vu/${task.id}`}
      className="card desk-line"
      aria-current={chosen ? 'page' : undefined}
    >
      <p className="strong">{'quarter' in task.place ? `${title}, ${t.quarter(task.place.quarter)}` : title}</p>
      <p className="small">{`${unitName} · ${t.desk.changed(formatWhen(changed, clock()))}`}</p>
      <p className="desk-chips">
        {asked ? (
          <Chip tone="wait">{t.desk.asks(fullDay(asked.before))}</Chip>
        ) : (
          <Chip tone="brand">{t.desk.products(products)}</Chip>
        )}
        <Chip tone="plain">{t.desk.until(fullDay(due))}</Chip>
        {waits && <Chip tone="wait">{office.actWaiting}</Chip>}
      </p>
    </Link>
  )
}
