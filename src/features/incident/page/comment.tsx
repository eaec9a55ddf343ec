import { can } from '#domain/access/can.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { useServices } from '#sync/services.tsx'
import { useComment } from '#sync/use-comment.ts'
import { Composer } from '#ui/composer.tsx'

/** A word to the office about this incident; what was said stands in its way. [CM1] */
export function Comment({ incident }: { incident: Incident }) {
  const { actor } = useServices()
  const comment = useComment(incident.id, (text) => ({
    name: 'incident.comment',
    args: { incidentId: incident.id, text },
  }))
  return can(actor, 'comment', incident) ? <Composer {...comment} /> : null
}
