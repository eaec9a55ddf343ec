import { differences } from '#domain/unit-forms/differences.ts'
import type { FormRecord, FormVersion } from '#domain/unit-forms/record.ts'
import { formStateOf, summed, versionsOf } from '#domain/unit-forms/state.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { blocksOf } from '#i18n/form-rows.ts'
import type { FormFace } from '#i18n/form-texts.ts'
import { fullLabel, labelOf, valueWords } from '#i18n/form-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { failureText } from '../words.ts'
import type { DeskKind, Opened } from './desk-kind.ts'
import { FormActs } from './form-acts.tsx'
import { formWithActs, useDeskForm } from './use-desk-form.ts'

/** One unit's form of one period at the desk: its newest version with its stamps, and what the office does about it. */
export function FormAtDesk({ kind, id }: { kind: DeskKind; id: string }) {
  const t = useOfficeTexts()
  const found = useDeskForm(kind, id)
  if (found.data)
    return <Found kind={kind} answer={found.data} stale={found.isError ? failureText(t, found.error) : null} />
  return found.isError ? (
    <Failed title={t.failedTitle} onRetry={() => void found.refetch()}>
      {failureText(t, found.error)}
    </Failed>
  ) : (
    <Loading label={t.loading} />
  )
}

function Found({ kind, answer, stale }: { kind: DeskKind; answer: Opened; stale: string | null }) {
  const { t } = kind
  const { sync } = useTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  const waiting = useWaitingActs().get(answer.report.id) ?? []
  const acts = useKeptActs(
    waiting.filter(({ name }) => name.startsWith(`${kind.family}.`)),
    answer.report.timeline,
  )
  const report = formWithActs(kind, answer, acts, actor)
  const version = versionsOf(report).at(-1)
  if (!version) return null
  const before = versionsOf(report).at(-2)
  const state = formStateOf(report)
  const { word } = summed(report)
  const isUnsent = acts.some(({ verdict }) => verdict === null)
  return (
    <section className="stack-small" aria-labelledby="desk-form">
      <h2 id="desk-form">{`${t.version.title(version.no)} · ${report.code ?? ''}`}</h2>
      {stale && <Notice tone="wait" title={stale} />}
      <p className="desk-chips">
        {state !== 'not_started' && state !== 'submitted' && (
          <Chip tone={state === 'returned' ? 'alarm' : 'ok'}>{sync.chip.monthly[state]}</Chip>
        )}
        {word && <Chip tone={word === 'disputed' ? 'alarm' : 'wait'}>{t.desk.word[word]}</Chip>}
        {isUnsent && <Chip tone="wait">{office.actWaiting}</Chip>}
      </p>
      <Stamps t={t} version={version} />
      <FormActs kind={kind} answer={answer} report={report} version={version} />
      {before && <Changed t={t} before={before} version={version} />}
      <Content t={t} version={version} />
      <Steps t={t} report={report} />
    </section>
  )
}

function Stamps({ t, version: { stamps, by } }: { t: FormFace; version: FormVersion }) {
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

function Changed({ t, before, version }: { t: FormFace; before: FormVersion; version: FormVersion }) {
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

function Content({ t, version }: { t: FormFace; version: FormVersion }) {
  return (
    <>
      {version.snapshot.nil === true && <p className="strong">{labelOf(t, 'nil')}</p>}
      {t.layout.parts.flatMap((part) => {
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

function Steps({ t, report }: { t: FormFace; report: FormRecord }) {
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
