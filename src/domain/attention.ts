import * as z from 'zod/mini'
import { midSchema } from './ids.ts'
import { accept, defineMutation, merge } from './mutation.ts'

/** An officer throws away something that was refused: nobody else ever does. [PR3] */
export const discardRefused = defineMutation({
  name: 'attention.discard',
  schema: 1,
  args: z.object({ mid: midSchema }),
  entity: ({ mid }) => mid,
  reads: ({ mid }) => [{ type: 'refused', id: mid }],
  decide: (view, { mid }) =>
    view.get('refused', mid) ? accept([{ remove: 'refused', id: mid, entity: mid }]) : merge([]),
})
