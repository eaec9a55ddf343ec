import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type DutyKey, obligationKeyOf } from '#domain/deadlines/obligation-id.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { latestAsk, returnsOf, summed } from '#domain/unit-forms/state.ts'
import { labelOf } from '#i18n/form-words.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { statusOfSummary } from '#sync/form-status.ts'
import { useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Announce } from '#ui/live.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { TakenOut, TwoValues } from './findings.tsx'
import { daysLate, type FormPage } from './form-page.ts'
import { HeadsWord } from './heads-word.tsx'
import { History } from './history.tsx'
import { partWords } from './part-state.ts'

/** Nobody has begun it, here or on another device. */
export const isUntouched = ({ found }: FormPage): boolean => !found.report && Object.keys(found.typed).length === 0

/**
 * The parts of a form as a list of tasks, how it stands, and what others said about it.
 * @param props.eyebrow what it covers @param props.children what this kind of form says besides
 */
export function Overview({ page, eyebrow, children }: { page: FormPage; eyebrow?: string; children?: ReactNode }) {
  const { t, found, newest, nowMs } = page
  const texts = useTexts()
  const sync = useSyncState()
  const status = statusOfSummary(found.report && summed(found.report), found.waiting, sync)
  const words = status && statusWords(texts, status, nowMs)
  const changed = newest ? differences(newest.snapshot, page.snapshot) : []
  const late = daysLate(page)
  return (
    <Screen
      title={page.title}
      {...(eyebrow === undefined ? {} : { eyebrow })}
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
      {children}
      <section className="stack-small" aria-labelledby="form-parts">
        <h2 id="form-parts">{t.partsTitle}</h2>
        <ul className="stack-small">
          {t.layout.parts.map((part) => {
            const state = partWords(page, part)
            return (
              <li key={part}>
                <Link href={page.to(page.pathOf[part])} className="card">
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
      {!isUntouched(page) && <Paper page={page} version={newest?.no ?? null} />}
      {!newest && (
        <ButtonLink kind="quiet" icon="info" href={`/han-nop/cach-gui/${obligationKeyOf(dutyOf(page))}`} wide>
          {t.otherWay}
        </ButtonLink>
      )}
      {found.report && <History report={found.report} nowMs={nowMs} />}
    </Screen>
  )
}

const dutyOf = ({ family, key }: FormPage): DutyKey => ({ ...key, form: family === 'plan' ? 'unit_plan' : 'monthly' })

/** The way to the form as an official paper. */
export function Paper({ page, version }: { page: FormPage; version: number | null }) {
  return (
    <ButtonLink kind="ghost" icon="doc" href={page.paper(version)} wide>
      {page.t.document}
    </ButtonLink>
  )
}

/** What wants to be seen: refused, two values, sent back, asked for, disputed, written since. */
function Words({ page, changed }: { page: FormPage; changed: number }) {
  const { t, found, state, newest } = page
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
      <TwoValues page={page} />
      <TakenOut page={page} />
      {state === 'returned' &&
        returnsOf(found.report).map((entry) => (
          <Notice key={entry.id} tone="alarm" title={t.returned.title}>
            {entry.reason !== '' && <p className="form-words">{entry.reason}</p>}
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
      <HeadsWord page={page} version={newest} />
      {newest && changed > 0 && state !== 'returned' && (
        <Notice tone="info" title={t.unsent.title(changed)}>
          {t.unsent.text}
        </Notice>
      )}
    </>
  )
}
