import { Link } from 'wouter'
import { canForm } from '#domain/access/can.ts'
import type { DutyLedger, LedgerEntry } from '#domain/deadlines/ledger.ts'
import { type DutyKey, obligationKeyOf } from '#domain/deadlines/obligation-id.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { msOf } from '#domain/time.ts'
import { nameOfDuty } from '#i18n/due-titles.ts'
import { givenWords } from '#i18n/duty-words.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { useServices } from '#sync/services.tsx'
import { formHref } from './due-words.ts'

/** So many, and no older than this. */
const MOST = 3
const FRESH_MS = 14 * 86_400_000

/** What the office lately said about this unit's deadlines, the newest first. [UI4] */
export function dutyNews(
  units: DutiesOnDevice['units'],
  account: string,
  nowMs: number,
): { ledger: DutyLedger; entry: LedgerEntry }[] {
  return units
    .flatMap(({ ledgers }) => [...ledgers.values()])
    .flatMap((ledger) => ledger.timeline.map((entry) => ({ ledger, entry })))
    .filter(({ entry: { by, stamps } }) => {
      const isOthers = by.accountId !== account && stamps.received !== null
      return isOthers && nowMs - msOf(stamps.received ?? stamps.committed) < FRESH_MS
    })
    .sort((a, b) => ((a.entry.stamps.received ?? '') < (b.entry.stamps.received ?? '') ? 1 : -1))
    .slice(0, MOST)
}

/** What was sent on a word of the head that the head has neither confirmed nor disputed yet. [MR5] */
export const wordsToConfirm = ({ units, waiting }: Pick<DutiesOnDevice, 'units' | 'waiting'>, actor: Actor) =>
  units
    .filter(({ unitId }) => canForm(actor, 'approve', { unitId }))
    .flatMap(({ reports }) => [...reports.values()])
    .filter(
      ({ id, word }) => word === 'open' && !waiting.get(id)?.some(({ name }) => /\.(?:confirm|dispute)$/.test(name)),
    )

/** For the head: what their officer has sent on their word. */
function ToConfirm({ duties }: { duties: DutiesOnDevice }) {
  const texts = usePlanTexts()
  const { actor } = useServices()
  return wordsToConfirm(duties, actor).map(({ id, unitId, of }) => {
    const key: DutyKey = { form: of.includes('-') ? 'monthly' : 'unit_plan', of, unitId }
    return (
      <Link key={id} href={formHref(key)} className="card">
        <span className="strong">{nameOfDuty(texts, key)}</span>
        <span className="row-line">{texts.deadlines.given.headsWord}</span>
      </Link>
    )
  })
}

export function DutyNews({ duties, account, nowMs }: { duties: DutiesOnDevice; account: string; nowMs: number }) {
  const texts = usePlanTexts()
  const { labels } = useTexts()
  const news = dutyNews(duties.units, account, nowMs)
  if (news.length === 0) return <ToConfirm duties={duties} />
  return (
    <>
      <ToConfirm duties={duties} />
      <section className="stack-small" aria-labelledby="today-given">
        <h2 id="today-given">{texts.deadlines.given.news}</h2>
        {news.map(({ ledger, entry }) => {
          const { what, why, who } = givenWords(texts.deadlines, labels.role, entry, nowMs)
          return (
            <Link key={entry.id} href={`/han-nop/cach-gui/${obligationKeyOf(ledger)}`} className="card">
              <span className="strong">{nameOfDuty(texts, ledger)}</span>
              <span className="row-line">{what}</span>
              {why !== '' && <span className="row-line">{why}</span>}
              <span className="small row-line">{who}</span>
            </Link>
          )
        })}
      </section>
    </>
  )
}
