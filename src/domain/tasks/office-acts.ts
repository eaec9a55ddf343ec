import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { merge, refuse } from '../mutation.ts'
import { cardKey, defineTaskAct, incomplete } from './changes.ts'
import { dueOf, lastExtensionOf, openAskOf, type TaskState, taskNoteSchema } from './task.ts'
import { validateExtension } from './validation.ts'

const NOT_OVER = ['assigned', 'seen', 'in_progress', 'reported', 'returned'] as const satisfies TaskState[]
const withReason = z.object({ ...cardKey, reason: taskNoteSchema })

/** The office takes the result; two clerks at once take it once. [TK9] */
export const acceptTask = defineTaskAct({
  name: 'task.accept',
  right: 'judge',
  args: z.object({ ...cardKey, note: taskNoteSchema }),
  from: ['reported', 'done'],
  decide: ({ state, append }, { note }) => (state === 'done' ? merge([]) : append({ kind: 'accepted', note })),
})

/** The result is not enough yet: the unit hears why. A second clerk's words are kept beside the first's. [TK9, V37] */
export const returnTask = defineTaskAct({
  name: 'task.return',
  right: 'judge',
  args: withReason,
  from: ['reported', 'returned'],
  decide({ state, append, keep }, { reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const entry = { kind: 'returned', reason } as const
    return state === 'returned' ? keep(entry) : append(entry)
  },
})

/** More time, asked for or not: by a named person, for a reason, and never less than there was. [TK8, DL7] */
export const grantTaskExtension = defineTaskAct({
  name: 'task.grantExtension',
  right: 'extend',
  args: z.object({ ...cardKey, before: daySchema, reason: taskNoteSchema }),
  from: NOT_OVER,
  decide({ task, card, append }, { before, reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const last = lastExtensionOf(task)
    if (last?.kind === 'extension_given' && last.before === before) return merge([])
    const issues = validateExtension(before, dueOf(task, card.before))
    return issues.length > 0 ? incomplete(issues) : append({ kind: 'extension_given', before, reason })
  },
})

/** The day stays as it was. [TK8] */
export const refuseTaskExtension = defineTaskAct({
  name: 'task.refuseExtension',
  right: 'extend',
  args: withReason,
  from: NOT_OVER,
  decide({ task, state, append, keep }, { reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const entry = { kind: 'extension_refused', reason } as const
    if (openAskOf(task)) return append(entry)
    return lastExtensionOf(task)?.kind === 'extension_refused' ? keep(entry) : refuse('wrong-state', { state })
  },
})

/** The task falls away; what the unit did or still sends stays readable. [TK7] */
export const cancelTask = defineTaskAct({
  name: 'task.cancel',
  right: 'cancel',
  args: withReason,
  from: [...NOT_OVER, 'cancelled'],
  decide({ state, append, keep }, { reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const entry = { kind: 'cancelled', reason } as const
    return state === 'cancelled' ? keep(entry) : append(entry)
  },
})
