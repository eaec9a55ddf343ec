import * as z from 'zod/mini'
import { commentTextSchema, emptyComment, isComment } from '../comment.ts'
import { cardKey, defineTaskAct } from './changes.ts'

/** A word about a task, from either side and at any time; it moves nothing. [CM1] */
export const commentTask = defineTaskAct({
  name: 'task.comment',
  right: 'comment',
  args: z.object({ ...cardKey, text: commentTextSchema }),
  decide: ({ append }, { text }) => (isComment(text) ? append({ kind: 'comment', text }) : emptyComment()),
})
