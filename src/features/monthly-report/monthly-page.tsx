import { Link, useParams } from 'wouter'
import { startOf } from '#domain/deadlines/days.ts'
import { lateDays } from '#domain/deadlines/timeliness.ts'
import { PARTS } from '#domain/monthly-reports/parts.ts'
import { summaryOf } from '#domain/monthly-reports/summary.ts'
import { instantOf } from '#domain/time.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { latestAsk, returnsOf } from '#domain/unit-forms/state.ts'
import { shortDay } from '#i18n/deadline-words.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { labelOf } from '#i18n/monthly-words.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { statusOfSummary } from '#sync/monthly-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Announce } from '#ui/live.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { PATH_OF } from './addresses.ts'
import { monthTitle, WithMonthly } from './frame.tsx'
import { HeadsWord } from './heads-word.tsx'
import { History } from './history.tsx'
import { partWords } from './part-state.ts'
import type { MonthlyPage as Page } from './use-monthly.ts'

/** `/bao-cao-thang/:of`: the parts of the report as a list of tasks, how it stands, and what others said about it. */
export function MonthlyPage() {
  const { of } = useParams<{ of: string }>()
  return <WithMonthly key={of}>{(page) => <Overview page={page} />}</WithMonthly>
}

function Overview({ page }: { page: Page }) {
  const t = useMonthlyTexts()
  const texts = useTexts()
  const sync = useSyncState()
  const { found, period, newest, nowMs } = page
  const status = statusOfSummary(found.report && summaryOf(found.report), found.waiting, sync)
  const words = status && statusWords(texts, status, nowMs)
  const changed = newest ? differences(newest.snapshot, page.snapshot) : []
  const late = newest ? 0 : lateDays(startOf(period.before), instantOf(nowMs))
  const isNew = !found.report && Object.keys(found.typed).length === 0
  return (
    <Screen
      title={monthTitle(t, page.key.of)}
      eyebrow={t.period(shortDay(period.from, nowMs), shortDay(period.to, nowMs))}
      back="/bao-cao"
      status={
        words && (
          <div className="row row-middle">
            <Chip tone={words.tone}>{words.chip}</Chip>
            <span className="small grow">{words.line}</span>
          </div>
        )
      }
      actions={
        page.mayWrite &&
        (newest === undefined || changed.length > 0 ? (
          <ButtonLink kind="primary" icon="send" href={page.to('kiem-tra')} wide>
            {t.check}
          </ButtonLink>
        ) : null)
      }
    >
      {words && <Announce>{`${words.chip} ${words.line}`}</Announce>}
      {late > 0 && <Notice tone="wait" title={t.late(late)} />}
      <Words page={page} changed={changed.length} />
      {isNew && page.mayWrite && (
        <ButtonLink kind="ghost" icon="check" href={page.to('khong-phat-sinh')} wide>
          {t.nilLink}
        </ButtonLink>
      )}
      <section className="stack-small" aria-labelledby="monthly-parts">
        <h2 id="monthly-parts">{t.partsTitle}</h2>
        <ul className="stack-small">
          {PARTS.map((part) => {
            const state = partWords(t, page, part)
            return (
              <li key={part}>
                <Link href={page.to(PATH_OF[part])} className="card">
                  <span className="row row-middle">
                    <span className="grow strong">{t.parts[part]}</span>
                    <Icon name="chevron-right" />
                  </span>
                  <span className="row-line">
                    <Chip tone={state.tone}>{state.text}</Chip>
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      </section>
      {newest && (
        <ButtonLink kind="ghost" icon="doc" href={page.to('da-gui')} wide>
          {t.version.open}
        </ButtonLink>
      )}
      {found.report && <History report={found.report} nowMs={nowMs} />}
    </Screen>
  )
}

/** What wants to be seen: refused, two values, sent back, asked for, disputed, written since. */
function Words({ page, changed }: { page: Page; changed: number }) {
  const t = useMonthlyTexts()
  const { actor } = useServices()
  const { found, state, newest } = page
  const mine = found.report?.kept.filter(({ by }) => by.accountId === actor.accountId) ?? []
  const ask = latestAsk(found.report)
  const declined = found.report?.timeline.findLast((entry) => entry.kind === 'declined')
  return (
    <>
      {found.refused.length > 0 && (
        <Notice
          tone="alarm"
          title={t.refusedTitle}
          action={
            <ButtonLink kind="ghost" href="/can-sua">
              {t.toTray}
            </ButtonLink>
          }
        />
      )}
      {mine.length > 0 && (
        <Notice
          tone="wait"
          title={t.both.notice(mine.length)}
          action={
            <ButtonLink kind="ghost" href={page.to('hai-ban')}>
              {t.both.open}
            </ButtonLink>
          }
        >
          {t.both.text}
        </Notice>
      )}
      {state === 'returned' &&
        returnsOf(found.report).map((entry) => (
          <Notice key={entry.id} tone="alarm" title={t.returned.title}>
            {entry.reason !== '' && <p className="monthly-words">{entry.reason}</p>}
            {entry.fields.length > 0 && (
              <ul className="points">
                {entry.fields.map(({ path, reason }) => (
                  <li key={path}>{`${labelOf(t, path)}: ${reason}`}</li>
                ))}
              </ul>
            )}
          </Notice>
        ))}
      {state === 'pending_approval' && (
        <Notice
          tone="wait"
          title={t.approval.asked}
          action={
            page.mayApprove &&
            ask && (
              <ButtonLink kind="primary" href={page.to('duyet')}>
                {t.approval.review}
              </ButtonLink>
            )
          }
        />
      )}
      {state === 'approved' && <Notice tone="ok" title={t.approval.approved} />}
      {state === 'draft' && declined?.kind === 'declined' && (
        <Notice tone="wait" title={t.approval.declined}>
          {declined.reason}
        </Notice>
      )}
      <HeadsWord page={page} />
      {newest && changed > 0 && state !== 'returned' && (
        <Notice tone="info" title={t.unsent.title(changed)}>
          {t.unsent.text}
        </Notice>
      )}
    </>
  )
}
