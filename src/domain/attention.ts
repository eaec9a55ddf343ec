import * as z from 'zod/mini'
import { midSchema } from './ids.ts'
import { accept, defineMutation } from './mutation.ts'
import { personSpace } from './spaces.ts'

/**
 * An officer throws away something that was refused: nobody else ever does. [PR3] After a restore of the server this
 * may come before what was refused, from another of their devices: then it is not handed back again. [SY7]
 */
export const discardRefused = defineMutation({
  name: 'attention.discard',
  schema: 1,
  args: z.object({ mid: midSchema }),
  entity: ({ mid }) => mid,
  reads: ({ mid }) => [{ type: 'refused', id: mid }],
  decide: (_view, { mid }, { actor }) =>
    accept([{ remove: 'refused', id: mid, entity: mid, nowhere: personSpace(actor.accountId) }]),
})
