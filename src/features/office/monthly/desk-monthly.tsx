import { PARTS } from '#domain/monthly-reports/parts.ts'
import type { MonthlyReport, Version } from '#domain/monthly-reports/report.ts'
import { summaryOf } from '#domain/monthly-reports/summary.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { formStateOf, versionsOf } from '#domain/unit-forms/state.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import { fullLabel, valueWords } from '#i18n/form-words.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskMonthlyAnswer } from '#protocol/office-monthly.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { failureText } from '../words.ts'
import { MonthlyActs } from './monthly-acts.tsx'
import { monthlyWithActs, useDeskMonthly } from './use-desk-monthly.ts'

/** One unit's report of one month at the desk: its newest version with its stamps, and what the office does about it. */
export function MonthlyAtDesk({ id }: { id: string }) {
  const t = useOfficeTexts()
  const found = useDeskMonthly(id)
  if (found.data) return <Found answer={found.data} stale={found.isError ? failureText(t, found.error) : null} />
  return found.isError ? (
    <Failed title={t.failedTitle} onRetry={() => void found.refetch()}>
      {failureText(t, found.error)}
    </Failed>
  ) : (
    <Loading label={t.loading} />
  )
}

function Found({ answer, stale }: { answer: DeskMonthlyAnswer; stale: string | null }) {
  const t = useMonthlyTexts()
  const { sync } = useTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  const waiting = useWaitingActs().get(answer.report.id) ?? []
  const acts = useKeptActs(
    waiting.filter(({ name }) => name.startsWith('monthly.')),
    answer.report.timeline,
  )
  const report = monthlyWithActs(answer, acts, actor)
  const version = versionsOf(report).at(-1)
  if (!version) return null
  const before = versionsOf(report).at(-2)
  const state = formStateOf(report)
  const { word } = summaryOf(report)
  const isUnsent = acts.some(({ verdict }) => verdict === null)
  return (
    <section className="stack-small" aria-labelledby="desk-monthly">
      <h2 id="desk-monthly">{`${t.version.title(version.no)} · ${report.code ?? ''}`}</h2>
      {stale && <Notice tone="wait" title={stale} />}
      <p className="desk-chips">
        {state !== 'not_started' && state !== 'submitted' && (
          <Chip tone={state === 'returned' ? 'alarm' : 'ok'}>{sync.chip.monthly[state]}</Chip>
        )}
        {word && <Chip tone={word === 'disputed' ? 'alarm' : 'wait'}>{t.desk.word[word]}</Chip>}
        {isUnsent && <Chip tone="wait">{office.actWaiting}</Chip>}
      </p>
      <Stamps version={version} />
      <MonthlyActs answer={answer} report={report} version={version} />
      {before && <Changed before={before} version={version} />}
      <Content version={version} />
      <Steps report={report} />
    </section>
  )
}

function Stamps({ version: { stamps, by } }: { version: Version }) {
  const t = useMonthlyTexts()
  const { labels } = useTexts()
  const { received } = stamps
  return (
    <Card>
      <DefinitionList
        rows={[
          { term: t.version.by, value: `${by.name} (${labels.role[by.role]})` },
          { term: t.version.written, value: formatDayTime(stamps.written) },
          { term: t.version.committed, value: formatDayTime(stamps.committed) },
          { term: t.version.received, value: received === null ? t.version.notYet : formatDayTime(received) },
        ]}
      />
    </Card>
  )
}

function Changed({ before, version }: { before: Version; version: Version }) {
  const t = useMonthlyTexts()
  return (
    <Card>
      <p className="strong">{t.version.changes(before.no)}</p>
      <ul className="points">
        {differences(before.snapshot, version.snapshot).map((one) => (
          <li key={one.path} className="desk-words">
            {`${fullLabel(t, one.path, version.snapshot)}: ${valueWords(t, one.path, one.before) ?? t.nothingWritten} → ${valueWords(t, one.path, one.after) ?? t.nothingWritten}`}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Content({ version }: { version: Version }) {
  const t = useMonthlyTexts()
  return (
    <>
      {version.snapshot.nil === true && <p className="strong">{t.nil.title}</p>}
      {PARTS.flatMap((part) => {
        const blocks = blocksOf(t, version.snapshot, part)
        return blocks.map(({ key, rows }, n) => (
          <Card key={`${part} ${key}`}>
            {n === 0 && <p className="strong">{t.parts[part]}</p>}
            <DefinitionList
              rows={rows.map(({ term, value }) => ({ term, value: <span className="desk-words">{value}</span> }))}
            />
          </Card>
        ))
      })}
    </>
  )
}

function Steps({ report }: { report: MonthlyReport }) {
  const t = useMonthlyTexts()
  const { labels } = useTexts()
  return (
    <Card>
      <Timeline
        items={report.timeline.map((entry) => ({
          key: entry.id,
          title: t.entry[entry.kind],
          state: entry.kind === 'returned' || entry.kind === 'disputed' ? 'alarm' : 'done',
          detail: t.by(
            entry.by.name,
            labels.role[entry.by.role],
            formatDayTime(entry.stamps.received ?? entry.stamps.committed),
          ),
        }))}
      />
    </Card>
  )
}
