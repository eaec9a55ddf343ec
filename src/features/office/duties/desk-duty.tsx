import { lazy, Suspense } from 'react'
import { type DutyKey, obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { instantOf } from '#domain/time.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useDutyTexts } from '#i18n/duty-texts.ts'
import { givenWords, timelinessWord } from '#i18n/duty-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskDuty } from '#protocol/office.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Failed, Loading } from '#ui/states.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { failureText } from '../words.ts'
import { ChasePart } from './chase-part.tsx'
import { DutyActBar } from './duty-act-bar.tsx'
import { dutyActsFor, dutyWithActs } from './duty-acts.ts'
import { LIST, listAddress, toneOf } from './duty-list.tsx'
import { RateLines } from './duty-rates.tsx'
import type { useDeskDuties } from './use-desk-duties.ts'

const learnt = (family: string) => learnMutations(mutationNames.filter((name) => name.startsWith(`${family}.`)))
/** The form that fulfils a duty, with the code for what is done about it. */
const FORM_AT_DESK = {
  monthly: lazy(async () => {
    const [{ MonthlyAtDesk }] = await Promise.all([import('../forms/desk-monthly.tsx'), learnt('monthly')])
    return { default: MonthlyAtDesk }
  }),
  unit_plan: lazy(async () => {
    const [{ PlanAtDesk }] = await Promise.all([import('../forms/desk-plan.tsx'), learnt('plan')])
    return { default: PlanAtDesk }
  }),
} as const

/** One unit's duty at the desk: how it stands, what the office said about it, and what may be done. */
export function DutyDetail({
  dutyKey,
  found: { list },
}: {
  dutyKey: DutyKey | null
  found: ReturnType<typeof useDeskDuties>
}) {
  const t = useDutyTexts()
  const office = useOfficeTexts()
  const line = dutyKey && list.data?.duties.find(({ unit }) => unit.id === dutyKey.unitId)
  if (line) return <Found line={line} dutyKey={dutyKey} stale={list.isError ? failureText(office, list.error) : null} />
  const isThere = dutyKey === null || list.data !== undefined
  return (
    <Screen title={isThere ? t.gone.title : t.title} back={dutyKey ? listAddress(dutyKey.form, dutyKey.of) : LIST}>
      {isThere ? (
        <Empty icon="search" title={t.gone.title}>
          {t.gone.text}
        </Empty>
      ) : list.isError ? (
        <Failed title={office.failedTitle} onRetry={() => void list.refetch()}>
          {failureText(office, list.error)}
        </Failed>
      ) : (
        <Loading label={office.loading} />
      )}
    </Screen>
  )
}

function Found({ line, dutyKey, stale }: { line: DeskDuty; dutyKey: DutyKey; stale: string | null }) {
  const t = useDutyTexts()
  const { deadlines } = usePlanTexts()
  const { labels } = useTexts()
  const office = useOfficeTexts()
  const sync = useSyncState()
  const { actor, clock } = useServices()
  const nowMs = clock()
  // the report that fulfils a duty shares its id, and shows its own acts
  const waiting = useWaitingActs().get(obligationIdOf(dutyKey)) ?? []
  const acts = useKeptActs(
    waiting.filter(({ name }) => name.startsWith('duty.')),
    line.ledger?.timeline,
  )
  const { ledger, due, timeliness } = dutyWithActs(line, dutyKey, { acts, actor, now: instantOf(nowMs) })
  const unsent = new Set(acts.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  const sending = sync.sending.some((mid) => unsent.has(mid))
  const [year = 0, month = 0] = dutyKey.of.split('-').map(Number)
  const name = dutyKey.form === 'monthly' ? deadlines.duty.monthly(month, year) : deadlines.duty.unit_plan(year)
  const AtDesk = FORM_AT_DESK[dutyKey.form]
  const isOpen = timeliness.kind === 'pending' || timeliness.kind === 'missing'
  const mayIndulge = dutyActsFor(actor, dutyKey, timeliness).some((act) => act === 'extend')
  return (
    <Screen
      title={line.unit.name}
      eyebrow={name}
      back={listAddress(dutyKey.form, dutyKey.of)}
      wide
      status={
        <p className="desk-chips">
          <Chip tone={toneOf(timeliness.kind)}>{timelinessWord(deadlines, timeliness)}</Chip>
          <Chip tone="plain">{t.until(fullDay(due))}</Chip>
          {due !== line.before && <Chip tone="plain">{t.wasUntil(fullDay(line.before))}</Chip>}
          {unsent.size > 0 && <Chip tone="wait">{sending ? office.actSending : office.actWaiting}</Chip>}
        </p>
      }
      actions={<DutyActBar line={line} dutyKey={dutyKey} timeliness={timeliness} due={due} />}
    >
      {stale && <Notice tone="wait" title={stale} />}
      {isOpen && !mayIndulge && <p className="small">{t.notYours}</p>}
      {line.sent && (
        <Card>
          <p className="strong">{t.sentTitle}</p>
          <p className="small">{t.written(formatDayTime(line.sent.written))}</p>
          <p className="small">{t.committed(formatDayTime(line.sent.committed))}</p>
          {line.sent.received && <p className="small">{t.received(formatDayTime(line.sent.received))}</p>}
        </Card>
      )}
      {(line.report?.versions ?? 0) > 0 && (
        <Suspense fallback={<Loading label={office.loading} />}>
          <AtDesk id={obligationIdOf(dutyKey)} />
        </Suspense>
      )}
      {isOpen && <ChasePart line={line} dutyKey={dutyKey} due={due} nowMs={nowMs} />}
      <section className="stack-small">
        <h2>{t.history}</h2>
        {ledger ? (
          <Card>
            <Timeline
              items={ledger.timeline.map((entry) => {
                const { what, why, who } = givenWords(deadlines, labels.role, entry, nowMs)
                const waits = unsent.has(entry.id)
                return {
                  key: entry.id,
                  title: waits ? `${what} · ${office.actWaiting.toLowerCase()}` : what,
                  state: waits ? ('now' as const) : ('done' as const),
                  detail: (
                    <>
                      {why !== '' && <p className="desk-words">{why}</p>}
                      <p>{who}</p>
                    </>
                  ),
                }
              })}
            />
          </Card>
        ) : (
          <p className="small">{t.noHistory}</p>
        )}
      </section>
      <section className="stack-small">
        <h2>{t.unitYear}</h2>
        <Card>
          <RateLines rates={line.year} />
        </Card>
      </section>
    </Screen>
  )
}
