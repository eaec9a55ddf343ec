import { describe, expect, it } from 'vitest'
import * as ids from '#domain/ids.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import { aBody, aContext, decided, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'

const ID = 'a0b1c2d3-e4f5-4a6b-8c7d-0123456789ab'
const schemas = Object.entries(ids).filter(([name]) => name.endsWith('Schema'))

describe('[ID1] ids', () => {
  it('there is one schema for each thing that has an id', () => expect(schemas.length).toBeGreaterThanOrEqual(12))

  it.each(schemas)('%s takes a UUID in lower case and nothing else', (_name, schema) => {
    expect(schema.safeParse(ID)).toEqual({ success: true, data: ID })
    for (const other of [ID.toUpperCase(), `${ID} `, ID.replaceAll('-', ''), `{${ID}}`, 'bao-cao-1', '', 7, null])
      expect(schema.safeParse(other).success, String(other)).toBe(false)
  })

  it('what is made on a phone without a network has its id there, and keeps it on the server', () => {
    const args = { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] }
    const mid = uuid(0xabc) as ids.Mid
    const there = decided(reportIncident, undefined, args, aContext({ mid, received: null, allot: () => null }))
    const here = decided(reportIncident, undefined, args, aContext({ mid }))
    for (const incident of [there, here]) {
      expect(incident.id).toBe(INCIDENT)
      expect(incident.timeline.map(({ id }) => id)).toEqual([mid])
    }
  })
})
