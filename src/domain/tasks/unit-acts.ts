import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { midSchema } from '../ids.ts'
import { merge, refuse } from '../mutation.ts'
import { MAX_PRODUCT_PHOTOS, photoRefSchema } from '../photos/photo.ts'
import { cardKey, defineTaskAct, incomplete } from './changes.ts'
import { productSchema } from './product.ts'
import { dueOf, openAskOf, productsOf, type TaskState, taskNoteSchema, taskResultSchema } from './task.ts'
import { validateExtension, validateProduct, validateResult } from './validation.ts'

/** The unit still works on it. */
const OPEN = ['assigned', 'seen', 'in_progress', 'returned'] as const satisfies TaskState[]
const isOpen = (state: TaskState) => (OPEN as readonly TaskState[]).includes(state)

/** Somebody of the unit has looked at the card; once is enough. [TK7] */
export const seeTask = defineTaskAct({
  name: 'task.see',
  right: 'work',
  args: z.object(cardKey),
  decide: ({ state, append }) => (state === 'assigned' ? append({ kind: 'seen' }) : merge([])),
})

/** How far it is, in the unit's own reckoning. After the result it is kept and moves nothing. [TK7] */
export const progressTask = defineTaskAct({
  name: 'task.progress',
  right: 'work',
  args: z.object({ ...cardKey, percent: z.int().check(z.gte(0), z.lte(100)), note: taskNoteSchema }),
  decide({ state, append, keep }, { percent, note }) {
    const entry = { kind: 'progress', percent, note } as const
    return isOpen(state) ? append(entry) : keep(entry)
  },
})

/**
 * Something was made: what, where, how many, and pictures of it. With pictures it is a shape of its own, so that a
 * server that knows none says so and drops nothing. [V32, V39, PH1]
 */
export const addTaskProduct = defineTaskAct({
  name: 'task.addProduct',
  schema: 2,
  right: 'work',
  args: z.object({ ...cardKey, product: productSchema, photos: z.optional(z.array(photoRefSchema)) }),
  decide({ state, append, keep }, { product, photos = [] }) {
    if (photos.length > MAX_PRODUCT_PHOTOS) return refuse('too-many-photos', { max: MAX_PRODUCT_PHOTOS })
    const issues = validateProduct(product)
    if (issues.length > 0) return incomplete(issues)
    const entry = {
      kind: 'product_added' as const,
      product: { ...product, link: product.link.trim() },
      ...(photos.length > 0 ? { photos } : {}),
    }
    return isOpen(state) ? append(entry) : keep(entry)
  },
})

/** A product that was entered by mistake no longer counts; it stays in the timeline. */
export const removeTaskProduct = defineTaskAct({
  name: 'task.removeProduct',
  right: 'work',
  args: z.object({ ...cardKey, productId: midSchema }),
  from: [...OPEN, 'reported'],
  decide({ task, append }, { productId }) {
    const known = task?.timeline.some((entry) => entry.kind === 'product_added' && entry.id === productId)
    if (!known) return refuse('not-found')
    const listed = productsOf(task).some(({ id }) => id === productId)
    return listed ? append({ kind: 'product_removed', productId }) : merge([])
  },
})

/**
 * The unit hands in its result. A second one, or one for a task that is over by now, is kept for both sides to see
 * and moves nothing. [TK7]
 */
export const reportTask = defineTaskAct({
  name: 'task.report',
  right: 'work',
  args: z.object({ ...cardKey, note: taskResultSchema }),
  decide({ task, state, append, keep }, { note }) {
    const issues = validateResult(note, productsOf(task).length)
    if (issues.length > 0) return incomplete(issues)
    const entry = { kind: 'reported', note } as const
    return isOpen(state) ? append(entry) : keep(entry)
  },
})

/** The unit asks for more time, and says why. [TK8, V46] */
export const askTaskExtension = defineTaskAct({
  name: 'task.askExtension',
  right: 'work',
  args: z.object({ ...cardKey, before: daySchema, reason: taskNoteSchema }),
  from: OPEN,
  decide({ task, card, append, keep }, { before, reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const issues = validateExtension(before, dueOf(task, card.before))
    if (issues.length > 0) return incomplete(issues)
    const entry = { kind: 'extension_asked', before, reason } as const
    return openAskOf(task) ? keep(entry) : append(entry)
  },
})
