import { useState } from 'react'
import { Link } from 'wouter'
import { SEVERITIES, type Severity } from '#domain/incidents/severity.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { DeskIncident } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Chip } from '#ui/chip.tsx'
import { SelectField } from '#ui/fields.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty } from '#ui/states.tsx'
import { GROUPS, grouped, isLate, waitingMinutes } from './grouping.ts'
import { ListFrame, ListState } from './list-frame.tsx'
import { useWaitingActs } from './pending.ts'
import { useDeskList } from './queries.ts'
import { durationText } from './words.ts'

/** All incidents that this post may read, what nobody has taken in first. */
export function DeskList({ chosen }: { chosen: string | undefined }) {
  const { office: t, labels } = usePageTexts()
  const list = useDeskList()
  const acts = useWaitingActs()
  const [query, setQuery] = useState('')
  const [severity, setSeverity] = useState<'all' | `${Severity}`>('all')
  const incidents = list.data?.incidents
  const groups =
    incidents && grouped(incidents, { query, severity: severity === 'all' ? null : (Number(severity) as Severity) })
  const none = groups && GROUPS.every((group) => groups[group].length === 0)
  return (
    <ListFrame label={t.listLabel} title={t.title} area="incidents" chosen={chosen}>
      <SearchField label={t.search} value={query} onChange={setQuery} />
      <SelectField<'all' | `${Severity}`>
        id="desk-severity"
        label={t.severity}
        value={severity}
        options={[
          { value: 'all', label: t.allSeverities },
          ...SEVERITIES.map((one) => ({ value: `${one}` as const, label: labels.severity[one] })),
        ]}
        onChange={setSeverity}
      />
      <ListState list={list} />
      {incidents?.length === 0 && (
        <Empty icon="check" title={t.emptyTitle}>
          {t.empty}
        </Empty>
      )}
      {incidents && incidents.length > 0 && none && <p role="status">{t.nothingFound}</p>}
      {groups &&
        GROUPS.filter((group) => groups[group].length > 0).map((group) => (
          <section key={group} className="stack-small">
            <h2>{`${t.groups[group]} (${groups[group].length})`}</h2>
            {groups[group].map((one) => (
              <Line key={one.id} incident={one} chosen={one.id === chosen} waits={acts.has(one.id)} />
            ))}
          </section>
        ))}
    </ListFrame>
  )
}

function Line({ incident, chosen, waits }: { incident: DeskIncident; chosen: boolean; waits: boolean }) {
  const { clock } = useServices()
  const { office: t, labels } = usePageTexts()
  const { id, title, unitName, state, severity, received, changed, reports, restricted, outside } = incident
  const now = clock()
  const fresh = state === 'submitted'
  const where = fresh
    ? t.reportedAt(unitName, formatWhen(received, now))
    : t.reportNo(unitName, reports, formatWhen(changed, now))
  return (
    <Link href={`/ban-dieu-hanh/su-co/${id}`} className="card desk-line" aria-current={chosen ? 'page' : undefined}>
      <p className="strong">{title}</p>
      <p className="small">{where}</p>
      <p className="desk-chips">
        {fresh ? (
          <Chip tone="alarm">{t.waitsFor(durationText(t, waitingMinutes(received, now)))}</Chip>
        ) : (
          <Chip tone={state === 'info_requested' ? 'wait' : 'brand'}>{labels.state[state]}</Chip>
        )}
        {severity >= 3 && <Chip tone={severity === 4 ? 'alarm' : 'wait'}>{labels.severity[severity]}</Chip>}
        {isLate(incident, now) && <Chip tone="wait">{t.lateUpdate}</Chip>}
        {outside && <Chip tone="wait">{t.outside}</Chip>}
        {restricted && (
          <Chip tone="plain" icon="lock">
            {t.restricted}
          </Chip>
        )}
        {waits && <Chip tone="wait">{t.actWaiting}</Chip>}
      </p>
    </Link>
  )
}
