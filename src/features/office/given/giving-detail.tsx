import { useState } from 'react'
import { Link } from 'wouter'
import { canGive } from '#domain/access/can.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import type { Giving, GivingEntry } from '#domain/tasks/giving.ts'
import { instantOf } from '#domain/time.ts'
import { formatWhen } from '#i18n/dates.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { givenPlace } from '#i18n/due-titles.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskPart } from '#protocol/office-given.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { type Answer, answersOf, answersText } from './answers.ts'
import { GivingActBar } from './giving-act-bar.tsx'
import { addsTo, givingWithActs, isAhead } from './use-desk-given.ts'

interface Props {
  giving: Giving
  units: readonly DeskPart[]
  stale: string | null
}

/** What was given, and what every unit answered: to be read, copied or printed for the meeting. [GV2] */
export function GivingDetail({ giving: fetched, units, stale }: Props) {
  const t = useGivenTexts()
  const texts = useTaskTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  const nowMs = useServerNow()
  const acts = useKeptActs(useWaitingActs().get(fetched.id) ?? [], fetched.timeline)
    // units that were added leave no entry: they are there
    .filter((act) => act.name !== 'task.give' || addsTo(fetched, act.args))
  const giving = givingWithActs(fetched, acts, actor)
  const body = bodyOf(giving)
  const answers = answersOf(giving, units, instantOf(nowMs))
  const groups = Map.groupBy(answers, ({ group }) => group)
  const mayAct = canGive(actor, body.kind)
  return (
    <Screen
      title={body.title}
      eyebrow={givenPlace(texts, body)}
      back="/ban-dieu-hanh/giao-viec"
      wide
      status={
        <p className="desk-chips">
          <Chip tone="plain">{t.kind[body.kind]}</Chip>
          <Chip tone="plain">{t.until(fullDay(body.before))}</Chip>
          <Chip tone="brand">
            {t.answered(groups.get('answered')?.length ?? 0, answers.length - (groups.get('withdrawn')?.length ?? 0))}
          </Chip>
          {acts.some(({ verdict }) => verdict === null) && <Chip tone="wait">{office.actWaiting}</Chip>}
        </p>
      }
    >
      {stale && <Notice tone="wait" title={stale} />}
      <section className="stack-small">
        <h2>{t.detail.asked}</h2>
        <Card>
          <p className="desk-words">{body.ask}</p>
        </Card>
        <Told giving={giving} nowMs={nowMs} />
      </section>
      {mayAct && <GivingActBar giving={giving} answers={answers} isAhead={isAhead(body, nowMs)} />}
      <Taking giving={giving} answers={answers} />
      {(['answered', 'open', 'withdrawn'] as const).map((group) => {
        const some = groups.get(group) ?? []
        if (some.length === 0 && group !== 'answered') return null
        return (
          <section key={group} className="stack-small">
            <h2>{`${t.detail.groups[group]} (${some.length})`}</h2>
            {some.length === 0 && <p className="small">{t.detail.noneAnswered}</p>}
            {some.map((answer) => (
              <AnswerCard key={answer.part.unitId} giving={giving} answer={answer} />
            ))}
          </section>
        )
      })}
    </Screen>
  )
}

/** Who gave it, changed it and asked again, and when. */
function Told({ giving, nowMs }: { giving: Giving; nowMs: number }) {
  const { detail: t } = useGivenTexts()
  const { tasks } = useTaskTexts()
  const { labels } = useTexts()
  return (
    <ul className="stack-small small">
      {giving.timeline.map((entry) => {
        const when = formatWhen(entry.stamps.received ?? entry.stamps.committed, nowMs)
        return <li key={entry.id}>{wordsOf(entry, t.by(entry.by.name, labels.role[entry.by.role], when))}</li>
      })}
    </ul>
  )

  function wordsOf(entry: GivingEntry, who: string): string {
    switch (entry.kind) {
      case 'given':
        return `${tasks.entry.given}: ${who}`
      case 'amended':
        return `${tasks.entry.amended}: ${entry.reason} · ${who}`
      case 'withdrawn':
        return `${t.withdraw} (${entry.unitIds.length}): ${entry.reason} · ${who}`
      case 'chased':
        return t.chased(entry.unitIds.length, who)
    }
  }
}

/** The answers together, for whoever goes to the meeting. */
function Taking({ giving, answers }: { giving: Giving; answers: readonly Answer[] }) {
  const { detail: t } = useGivenTexts()
  const [said, setSaid] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(answersText(giving, answers)).then(
      () => setSaid(t.copied),
      () => setSaid(t.copyFailed),
    )
  return (
    <div className="stack-small not-printed">
      <div className="desk-acts">
        <Button kind="ghost" icon="copy" onClick={() => void copy()}>
          {t.copy}
        </Button>
        <Button kind="ghost" onClick={() => window.print()}>
          {t.print}
        </Button>
      </div>
      <p className="small" role="status">
        {said}
      </p>
    </div>
  )
}

function AnswerCard({ giving, answer }: { giving: Giving; answer: Answer }) {
  const { detail: t } = useGivenTexts()
  const { tasks } = useTaskTexts()
  const { part, state, timeliness, note, products } = answer
  return (
    <Card as="article">
      <h3 className="task-item">{part.unitName}</h3>
      <p className="desk-chips">
        <Chip tone={TASK_TONE[state]}>{tasks.state[state]}</Chip>
        {timeliness?.kind === 'on_time' && <Chip tone="ok">{t.onTime}</Chip>}
        {timeliness?.kind === 'late' && <Chip tone="wait">{t.lateBy(timeliness.days)}</Chip>}
        {timeliness?.kind === 'missing' && <Chip tone="alarm">{t.overdue}</Chip>}
        {products > 0 && <Chip tone="brand">{t.products(products)}</Chip>}
      </p>
      {note !== '' && <p className="desk-words">{note}</p>}
      <Link className="btn btn-quiet not-printed" href={`/ban-dieu-hanh/giao-viec/${giving.id}/${part.unitId}`}>
        {t.open(part.unitName)}
      </Link>
    </Card>
  )
}
