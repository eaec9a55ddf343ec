import { type ChangeEvent, type ComponentType, lazy, Suspense, useId, useState } from 'react'
import { incidentBodySchema } from '#domain/incidents/body.ts'
import { formatDay, formatDayTime } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { reportRows } from '#i18n/report-rows.ts'
import { Card } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { type Checked, checkReceipt } from './check.ts'
import { type Comparison, compareKeys } from './published-keys.ts'
import './receipt.css'

/** The rules and words of a form come to whoever checks one. */
const FORMS: Readonly<Record<string, ComponentType<{ entry: unknown }>>> = {
  'monthly.report': lazy(async () => ({ default: (await import('./monthly-content.tsx')).MonthlyContent })),
  'unit.plan': lazy(async () => ({ default: (await import('./unit-plan-content.tsx')).UnitPlanContent })),
}

type Shown = 'nothing' | 'checking' | Checked

/** `/bien-nhan`, for anybody: a file is checked in this browser; nothing of it is sent. [RC5] */
export function ReceiptCheckPage() {
  const { receipt: t } = usePageTexts()
  const [shown, setShown] = useState<Shown>('nothing')
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setShown('checking')
    setShown(await checkReceipt(file))
  }
  return (
    <Screen title={t.title} back="/">
      <p>{t.lead}</p>
      <FileChoice label={shown === 'nothing' ? t.choose : t.another} onChange={choose} />
      <div aria-live="polite" className="stack">
        {shown === 'checking' && <Loading label={t.checking} />}
        {typeof shown === 'object' && <Outcome checked={shown} />}
      </div>
    </Screen>
  )
}

function FileChoice({ label, onChange }: { label: string; onChange(event: ChangeEvent<HTMLInputElement>): void }) {
  const id = useId()
  return (
    <label className="btn btn-primary btn-wide receipt-file" htmlFor={id}>
      <Icon name="doc" />
      <span>{label}</span>
      <input id={id} type="file" className="unseen" accept=".json,application/json" onChange={onChange} />
    </label>
  )
}

function Outcome({ checked }: { checked: Checked }) {
  const { receipt: t } = usePageTexts()
  switch (checked.kind) {
    case 'unreadable':
      return <Notice tone="alarm" title={t.unreadable} />
    case 'invalid': {
      const { code } = checked.failure
      return (
        <Notice tone="alarm" title={t.invalid}>
          {code === 'file-malformed' ? t.unreadable : t.failures[code]}
        </Notice>
      )
    }
    case 'valid':
      return <Valid checked={checked} />
  }
}

function Valid({ checked }: { checked: Extract<Checked, { kind: 'valid' }> }) {
  const { receipt: t } = usePageTexts()
  const { vouched, departmentName, unitName, keys, entry } = checked
  const { report, photos, photosMissing } = vouched
  const Form = FORMS[report.kind]
  return (
    <>
      <Notice tone="ok" title={t.valid}>
        {t.vouched(departmentName)}
      </Notice>
      <Card>
        <DefinitionList
          rows={[
            { term: t.department, value: departmentName },
            { term: t.unit, value: unitName },
            { term: t.code, value: report.code },
            ...('of' in report ? [{ term: t.of, value: monthOrYear(report.of) }] : []),
            { term: report.kind === 'incident.report' ? t.no : t.version, value: report.no },
            { term: t.received, value: formatDayTime(report.received) },
            ...('photos' in report
              ? [
                  { term: t.photosDeclared, value: t.photosCount(report.photos.length) },
                  { term: t.photos, value: t.photosOf(photos.length, photosMissing) },
                ]
              : []),
          ]}
        />
      </Card>
      <section className="stack-small">
        <h2>{t.fingerprint}</h2>
        {keys.map(({ id, fingerprint, from }) => (
          <Card key={id}>
            <p className="fingerprint">{fingerprint}</p>
            <p className="small">{`${t.keyValidFrom} ${formatDay(from)}`}</p>
          </Card>
        ))}
        <p className="small">{t.fingerprintHint}</p>
        <Compare keys={vouched.keys} />
      </section>
      {report.kind === 'incident.report' && (
        <section className="stack-small">
          <h2>{t.content}</h2>
          <IncidentContent entry={entry} />
        </section>
      )}
      {Form && (
        <section className="stack-small">
          <h2>{t.content}</h2>
          <Suspense fallback={<Loading label={t.checking} />}>
            <Form entry={entry} />
          </Suspense>
        </section>
      )}
    </>
  )
}

/** "11/2026", or "2026" of a plan. */
const monthOrYear = (of: string): string => of.split('-').reverse().join('/')

function IncidentContent({ entry }: { entry: unknown }) {
  const texts = usePageTexts()
  const body = incidentBodySchema.safeParse((entry as { body: unknown }).body)
  if (!body.success) return null
  return (
    <Card>
      <DefinitionList
        rows={reportRows(texts, body.data)
          .filter(({ value }) => value !== null)
          .map(({ term, value }) => ({ term, value: <span className="receipt-words">{value}</span> }))}
      />
    </Card>
  )
}

function Compare({ keys }: { keys: Parameters<typeof compareKeys>[0] }) {
  const { receipt: t } = usePageTexts()
  const [found, setFound] = useState<Comparison | null>(null)
  if (found === 'published') return <Notice tone="ok" title={t.keyPublished} />
  if (found === 'foreign') return <Notice tone="alarm" title={t.keyForeign} />
  if (found === 'unknown') return <Notice tone="wait" title={t.keyUncompared} />
  return (
    <button type="button" className="btn btn-ghost" onClick={async () => setFound(await compareKeys(keys))}>
      <Icon name="key" />
      <span>{t.compare}</span>
    </button>
  )
}
