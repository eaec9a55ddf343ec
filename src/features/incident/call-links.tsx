import { useLiveQuery } from 'dexie-react-hooks'
import type { Duty } from '#domain/records.ts'
import { instantOf } from '#domain/time.ts'
import { formatTime } from '#i18n/dates.ts'
import { telHref } from '#i18n/numbers.ts'
import { allVi, usePageTexts } from '#i18n/page-texts.ts'
import { soundOf } from '#storage/sound.ts'
import { useServices } from '#sync/services.tsx'
import { Icon } from '#ui/icon.tsx'
import { Announce } from '#ui/live.tsx'
import { callMade, emergencyCalled } from './answers.ts'
import type { OpenDraft } from './use-draft.ts'

const EMERGENCY = ['111', '113', '114', '115'] as const

/** As it stands in the report, whatever language the page speaks. [TX6] */
const noted = (number: string) => allVi.incident.calls.action(number)

/** Call first: links that need no data connection. A tap notes the time; filing never waits for the call. [CF1] */
export function CallLinks({ draft }: { draft: OpenDraft }) {
  const { db, clock } = useServices()
  const { incident: t } = usePageTexts()
  const duty = useLiveQuery(async () => {
    const [row] = await db.records.where('type').equals('duty').toArray(soundOf)
    return (row?.body as Duty | undefined) ?? null
  }, [db])
  const now = () => instantOf(clock())
  const { call, actions } = draft.body

  return (
    <nav className="calls" aria-label={t.calls.legend}>
      {/* keeps its room while it is read, so that nothing slips away under a thumb */}
      <div className="calls-office">
        {duty ? (
          <a
            className="call"
            href={telHref(duty.office)}
            onClick={() => call?.made !== true && draft.set(callMade(now()))}
          >
            <Icon name="phone" />
            <span>{t.calls.office}</span>
          </a>
        ) : (
          duty === null && <p className="small">{t.calls.officeUnknown}</p>
        )}
      </div>
      {EMERGENCY.map((number) => (
        <a
          key={number}
          className="call"
          href={telHref(number)}
          aria-label={t.calls.label(number, t.calls.numbers[number])}
          onClick={() => draft.set(emergencyCalled(draft.body, noted(number), now()))}
        >
          {number}
        </a>
      ))}
      {call?.made && <p className="small calls-note">{t.calls.noted(formatTime(call.at))}</p>}
      {EMERGENCY.map((number) => {
        const action = actions.find(({ text }) => text === noted(number))
        return action?.at ? (
          <p key={number} className="small calls-note">
            {t.calls.notedOther(t.calls.action(number), formatTime(action.at))}{' '}
            <button
              type="button"
              className="linkish"
              onClick={() => draft.set({ actions: actions.filter((one) => one !== action) })}
            >
              {t.calls.remove}
            </button>
          </p>
        ) : null
      })}
      <Announce>{call?.made ? t.calls.noted(formatTime(call.at)) : ''}</Announce>
    </nav>
  )
}
