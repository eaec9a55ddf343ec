import { type Due, isOpen } from '#domain/agenda/due.ts'
import type { DutyKey } from '#domain/deadlines/obligation-id.ts'
import { type Instant, instantOf } from '#domain/time.ts'
import { bothForms, pressing, relativeDue, shortDay, weekdayAndDay } from '#i18n/deadline-words.ts'
import { givenPlace, titleOf } from '#i18n/due-titles.ts'
import type { PlanTexts } from '#i18n/plan-texts.ts'

export interface DueWords {
  title: string
  /** which part of the plan, or which days a report is about */
  place: string
  /** the deadline in both forms */
  both: string
  /** what else is to be known; null where nothing is */
  note: string | null
  left: { tone: 'alarm' | 'wait' | 'plain'; text: string }
  state: string
  action: string
  href: string
}

const PAGE = { monthly: '/bao-cao-thang', unit_plan: '/ke-hoach' } as const

/** Where a unit's form is written. */
export const formHref = ({ form, of, unitId }: DutyKey): string => `${PAGE[form]}/${of}?u=${unitId}`

/** One row of the list in words: name, absolute and relative time, state, and the way on. [DL14] */
export function dueWords(texts: PlanTexts, due: Due, nowMs: number): DueWords {
  const t = texts.deadlines
  const now = instantOf(nowMs)
  const base = {
    title: titleOf(texts, due),
    both: bothForms(t, due.deadline, nowMs),
    left: leftOf(t, due, now, nowMs),
  }
  if (due.kind === 'task') {
    const { card, state } = due
    const place =
      card.role === 'given'
        ? givenPlace(texts, card.body)
        : card.role === 'lead'
          ? t.task.place.lead(`${card.group}.${card.item}`)
          : t.task.place.coordinator(card.group)
    const state1 = texts.tasks.state[state]
    return { ...base, place, note: null, state: state1, action: t.task.action, href: `/nhiem-vu/${card.id}` }
  }
  if (due.kind === 'own') {
    const { planItem, id } = due.line
    return {
      ...base,
      place: planItem === '' ? t.own.place : t.own.ofItem(planItem),
      note: null,
      state: due.percent >= 100 ? t.own.done : t.own.percent(due.percent),
      action: t.own.action,
      href: `/ke-hoach/${due.of}/viec/${id}?u=${due.unitId}`,
    }
  }
  const { period, inheritedFrom, form, of } = due.obligation
  const place = period
    ? t.duty.window(shortDay(period.from, nowMs), shortDay(period.to, nowMs))
    : inheritedFrom.length > 0
      ? t.duty.inherited
      : ''
  const wished = due.wished && due.timeliness.kind === 'pending' ? weekdayAndDay(t, due.wished, nowMs) : null
  const isBegun = due.report !== undefined && due.report.state !== 'draft'
  return {
    ...base,
    place,
    note: wished && t.wished(wished),
    state: t.duty.formState[due.report?.state ?? 'not_started'],
    action: t.duty.way[form][isBegun ? 'open' : 'write'],
    href: formHref({ form, of, unitId: due.unitId }),
  }
}

function leftOf(t: PlanTexts['deadlines'], due: Due, now: Instant, nowMs: number): DueWords['left'] {
  return { tone: isOpen(due) ? pressing(due.deadline, now) : 'plain', text: relativeDue(t, due.deadline, nowMs) }
}
