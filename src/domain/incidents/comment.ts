import * as z from 'zod/mini'
import { commentTextSchema, emptyComment, isComment } from '../comment.ts'
import { incidentIdSchema } from '../ids.ts'
import { accept } from '../mutation.ts'
import { appended, defineAct, signed } from './changes.ts'
import { INCIDENT_STATES } from './incident.ts'

/** A word about an incident, from either side and at any time; it moves nothing. [CM1] */
export const commentIncident = defineAct({
  name: 'incident.comment',
  right: 'comment',
  args: z.object({ incidentId: incidentIdSchema, text: commentTextSchema }),
  from: INCIDENT_STATES,
  decide: (incident, { text }, context) =>
    isComment(text)
      ? accept([appended(incident, { ...signed(context, 'comment'), kind: 'comment', text })])
      : emptyComment(),
})
