import type { Server } from './server.ts'

interface Reported {
  timeline: { kind: string; body?: { category?: string } }[]
}
const FOR_FEW = 'child_abuse'

/** Incidents that were open to their unit, then for few eyes, then open again: each time they moved with all they had. */
export const restrictedAndBack = (server: Server): number =>
  server
    .rows<{ body: string }>("select body from records where type = 'incident' and body is not null")
    .filter(({ body }) => {
      const { timeline } = JSON.parse(body) as Reported
      const few = timeline.flatMap(({ kind, body }) => (kind === 'report' ? [body?.category === FOR_FEW] : []))
      const restricted = few.indexOf(true, few.indexOf(false) + 1)
      return few.includes(false) && restricted > 0 && few.includes(false, restricted)
    }).length
