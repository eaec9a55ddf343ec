import * as z from 'zod/mini'
import { canGive, canPiece, canTask, HAS_DESK, holds, READS_ALL_UNITS } from '#domain/access/can.ts'
import { planIdSchema, unitIdSchema } from '#domain/ids.ts'
import { nameId } from '#domain/name-ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { valuesOfBody } from '#domain/pieces/values.ts'
import type { Refused } from '#domain/records.ts'
import { cardIn, cardReads } from '#domain/tasks/find-card.ts'
import { givingFormId, valuesOfGiven } from '#domain/tasks/giving-values.ts'
import { cardPlaceSchema } from '#domain/tasks/place.ts'
import { isOver, taskStateOf } from '#domain/tasks/task.ts'
import type { AccountDb } from '#storage/db.ts'
import type { FormRow } from '#storage/forms.ts'
import { viewOf, viewOfEntity } from '#storage/views.ts'

/** The short form that a refused change becomes again, and the page where it is written. */
export interface ShortForm extends Pick<FormRow, 'id' | 'values'> {
  route: string
}

type Values = FormRow['values']

/** Which form of a task each act is written in, and what of the act stands in its fields. */
const TASK_FORMS: Readonly<Record<string, { form: string; page: string; valuesOf(args: Values): Values }>> = {
  'task.report': {
    form: 'result',
    page: 'ket-qua',
    valuesOf: ({ note }) => ({ note: words(note) }),
  },
  'task.progress': {
    form: 'progress',
    page: 'tien-do',
    valuesOf: ({ percent, note }) => ({
      percent: amount(percent),
      note: words(note),
    }),
  },
  'task.askExtension': {
    form: 'extension',
    page: 'gia-han',
    valuesOf: ({ before, reason }) => ({
      before: dayAsTyped(before),
      reason: words(reason),
    }),
  },
  'task.addProduct': {
    form: 'product',
    page: 'san-pham',
    valuesOf({ product }) {
      const { kind, title, channel, publishedAt, link, qty } = (product ?? {}) as Values
      return {
        kind: words(kind),
        title: words(title),
        channel: words(channel),
        publishedAt: dayAsTyped(publishedAt),
        link: words(link),
        qty: amount(qty),
      }
    },
  },
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '')
const amount = (value: unknown): number | null => (typeof value === 'number' ? value : null)
/** 2026-12-28 as its officer would type it. */
export const dayAsTyped = (value: unknown): string => words(value).split('-').reverse().join('/')

/**
 * The form of a refused act of a task, or of a comment; null for what no short form writes, and for an act that its
 * author may no longer do. Read with care, since the server would not have it. [DR4]
 */
export function shortFormOf(refused: Refused, actor: Actor): ShortForm | null {
  const { name, entity, args } = refused
  const sent = (typeof args === 'object' && args !== null ? args : {}) as Values
  if (name === 'task.comment' || name === 'incident.comment') {
    return {
      id: `${entity} comment`,
      values: { text: words(sent.text) },
      route: `${pageOfComment(name, refused, actor)}#field-comment`,
    }
  }
  if (name === 'task.give' || name === 'task.amend') return givingForm(refused, sent, actor)
  if (name === 'piece.send') return pieceForm(entity, sent, actor)
  const found = TASK_FORMS[name]
  const key = cardKeySchema.safeParse(args)
  if (!found || !key.success || !canTask(actor, 'work', key.data)) return null
  return {
    id: `${entity} ${found.form}`,
    values: found.valuesOf(sent),
    route: `/nhiem-vu/${entity}/${found.page}`,
  }
}

function pieceForm(entity: string, { body, unitId }: Values, actor: Actor): ShortForm | null {
  const unit = unitIdSchema.safeParse(unitId)
  if (!unit.success || !canPiece(actor, 'write', { unitId: unit.data })) return null
  const isExample = (body as { form?: unknown } | null | undefined)?.form === 'example'
  return {
    id: `${entity} ${isExample ? 'example' : 'article'}`,
    values: valuesOfBody(body, dayAsTyped),
    route: `/tin-bai/${entity}/${isExample ? 'soan-guong' : 'soan-bai'}`,
  }
}

/**
 * What the office gave, or how it changed it. A giving is sent anew under an id of its own: where the refused one's is
 * taken, it would be refused for ever. [GV1]
 */
function givingForm({ mid, name, entity }: Refused, { body, unitIds, reason }: Values, actor: Actor): ShortForm | null {
  const isNew = name === 'task.give'
  const values = valuesOfGiven(isNew ? nameId(mid, 'giving') : entity, body, dayAsTyped)
  if (!canGive(actor, values.kind)) return null
  const to = Array.isArray(unitIds) ? unitIds.map(words).join(' ') : ''
  return {
    id: givingFormId(isNew ? null : entity),
    values: { ...values, units: to, reason: words(reason) },
    route: `${GIVEN_AT_DESK}/${isNew ? 'moi' : `${entity}/sua`}`,
  }
}

/** Where it was written: what the office gave stands on a page of its own, for whoever reads all units. [GV2] */
function pageOfComment(name: keyof typeof COMMENTED, { entity, args }: Refused, actor: Actor): string {
  const { unit, desk } = COMMENTED[name]
  const key = cardKeySchema.safeParse(args)
  if (key.success && key.data.place.role === 'given')
    return holds(actor, READS_ALL_UNITS)
      ? `${GIVEN_AT_DESK}/${key.data.planId}/${key.data.unitId}`
      : `${unit}/${entity}`
  return `${holds(actor, HAS_DESK) ? desk : unit}/${entity}`
}

const GIVEN_AT_DESK = '/ban-dieu-hanh/giao-viec'
const COMMENTED = {
  'task.comment': { unit: '/nhiem-vu', desk: '/ban-dieu-hanh/nhiem-vu' },
  'incident.comment': { unit: '/bao-cao', desk: '/ban-dieu-hanh/su-co' },
} as const

const cardKeySchema = z.object({
  planId: planIdSchema,
  unitId: unitIdSchema,
  place: cardPlaceSchema,
})

/** Whether a task's form would still open: its card is there and not over. True for what is no act on a card. */
export async function isStillOpen(db: AccountDb, actor: Actor, { name, entity, args }: Refused): Promise<boolean> {
  const key = cardKeySchema.safeParse(args)
  if (!(name in TASK_FORMS) || !key.success) return true
  const rows = await db.records
    .where('[type+id]')
    .anyOf(cardReads(key.data).map(({ type, id }) => [type, id]))
    .toArray()
  const card = cardIn(viewOf(rows), key.data)
  const task = (await viewOfEntity(db, entity, actor)).get('task', entity)
  return card !== undefined && !isOver(taskStateOf(task))
}
