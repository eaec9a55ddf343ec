import type { Day } from '#domain/deadlines/days.ts'
import type { UnitId } from '#domain/ids.ts'
import { GIVEN_LIMITS, type GivenBody } from '#domain/tasks/giving.ts'
import { validateGiven, validateUnits } from '#domain/tasks/giving-validation.ts'
import type { GivingValues } from '#domain/tasks/giving-values.ts'
import { storableText } from '#domain/text.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { readTime } from '#i18n/dates.ts'
import { readDay } from '#i18n/deadline-words.ts'
import type { GivenTexts } from '#i18n/given-texts.ts'
import type { FormError } from '#sync/use-hand-in.ts'

export const unitsIn = ({ units }: Pick<GivingValues, 'units'>): UnitId[] =>
  units.split(' ').filter((id) => id !== '') as UnitId[]

type Judged = { ok: true; body: GivenBody } | { ok: false; errors: FormError[] }

/** By the rules of the domain, in the words of the fields. @param amends a change goes to whoever has it */
export function judge(values: GivingValues, amends: boolean, t: GivenTexts['form'], nowMs: number): Judged {
  const { kind } = values
  const { fields } = t
  const labels: Readonly<Record<string, string>> = {
    title: fields.title[kind],
    from: fields.from[kind],
    to: fields.to,
    place: fields.place,
    ask: fields.ask[kind],
    before: fields.before[kind],
    reason: fields.reason,
  }
  const from = readDay(values.from, nowMs)
  const to = kind === 'brief' || values.to.trim() === '' ? from : readDay(values.to, nowMs)
  const before = readDay(values.before, nowMs)
  const time = readTime(values.hour)
  const text = (path: 'title' | 'place' | 'ask') => storableText(values[path]).trim()
  const draft = {
    kind,
    title: text('title'),
    from,
    to,
    hour: hourOf(time),
    place: text('place'),
    ask: text('ask'),
    before,
  }
  const unread = (['from', 'to', 'before'] as const).filter(
    (path) =>
      values[path].trim() !== '' && draft[path] === null && !(path === 'to' && (kind === 'brief' || from === null)),
  )
  const errors = [
    ...unread.map((path) => ({ path, text: t.dayUnread(labels[path] ?? '') })),
    ...(values.hour.trim() !== '' && time === null ? [{ path: 'hour', text: t.hourUnread }] : []),
    ...[...validateGiven(draft), ...(amends ? [] : validateUnits(unitsIn(values).length))]
      // told already that it cannot be read, or that the first day is missing
      .filter(({ path }) => !unread.some((one) => one === path) && !(path === 'to' && from === null))
      .map(({ code, path }) => ({
        path,
        text: code === 'V01' && path === 'unitIds' ? t.noUnit : t.issues[code](labels[path] ?? path),
      })),
    ...(['title', 'place', 'ask'] as const)
      .filter((path) => draft[path].length > GIVEN_LIMITS[path])
      .map((path) => ({ path, text: t.tooLong(labels[path] ?? '', GIVEN_LIMITS[path]) })),
    ...(!amends && before !== null && before <= hanoiDay(instantOf(nowMs))
      ? [{ path: 'before', text: t.past(labels.before ?? '') }]
      : []),
    ...(amends && values.reason.trim() === '' ? [{ path: 'reason', text: t.issues.V01(fields.reason) }] : []),
  ]
  return errors.length > 0 ? { ok: false, errors } : { ok: true, body: draft as GivenBody & { from: Day } }
}

const hourOf = (time: { hour: number; minute: number } | null): string =>
  time === null ? '' : `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
