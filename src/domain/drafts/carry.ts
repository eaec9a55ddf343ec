import * as z from 'zod/mini'
import { can } from '../access/can.ts'
import { accept, defineMutation, merge, refuse } from '../mutation.ts'
import { personSpace } from '../spaces.ts'
import { carriedEntity, draftOnItsWaySchema } from './carried-draft.ts'

/**
 * An officer wants to go on with a draft elsewhere: its words lie in their own space, which nobody else reads,
 * until another of their devices takes them. Carried again, the newer words stand. [HO6, SP1]
 */
export const carryDraft = defineMutation({
  name: 'draft.carry',
  schema: 1,
  args: draftOnItsWaySchema,
  entity: ({ draftId }) => carriedEntity(draftId),
  reads: ({ draftId }) => [{ type: 'carried_draft', id: draftId }],
  decide(view, draft, { actor, mid }) {
    if (!can(actor, 'report', draft)) return refuse('not-allowed')
    if (view.get('carried_draft', draft.draftId)?.mid === mid) return merge([])
    return accept([
      {
        put: 'carried_draft',
        id: draft.draftId,
        entity: carriedEntity(draft.draftId),
        space: personSpace(actor.accountId),
        body: { ...draft, mid },
      },
    ])
  },
})

/** Another device has it now, or it was sent: it no longer lies in between. Twice is once. [HO7] */
export const takeDraft = defineMutation({
  name: 'draft.taken',
  schema: 1,
  args: z.object({ draftId: z.uuid().check(z.lowercase()) }),
  entity: ({ draftId }) => carriedEntity(draftId),
  reads: ({ draftId }) => [{ type: 'carried_draft', id: draftId }],
  decide: (view, { draftId }) =>
    view.get('carried_draft', draftId)
      ? accept([{ remove: 'carried_draft', id: draftId, entity: carriedEntity(draftId) }])
      : merge([]),
})
