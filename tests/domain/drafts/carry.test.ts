import { describe, expect, test } from 'vitest'
import { type CarriedDraft, carriedEntity, type DraftOnItsWay } from '#domain/drafts/carried-draft.ts'
import { carryDraft, takeDraft } from '#domain/drafts/carry.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import { personSpace } from '#domain/spaces.ts'
import { aContext, anActor, at, INCIDENT, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'

const draft = (change: Partial<DraftOnItsWay> = {}): DraftOnItsWay => ({
  draftId: INCIDENT,
  incidentId: INCIDENT,
  unitId: UNIT,
  report: 'initial',
  body: { ...emptyDraft(at('2026-11-19T05:50:00Z')), whatHappened: 'Đang viết dở' },
  step: 'viec',
  createdAt: at('2026-11-19T05:50:00Z'),
  savedAt: at('2026-11-19T05:55:00Z'),
  photos: 0,
  ...change,
})

const viewOf = (carried?: CarriedDraft): View => ({
  get: <T extends RecordType>(type: T, id: string) =>
    (type === 'carried_draft' && carried?.draftId === id ? carried : undefined) as RecordBodies[T] | undefined,
})

const carriedBy = (context = aContext(), view = viewOf(), args = draft()) => {
  const decided = carryDraft.decide(view, args, context)
  if (!decided.ok) throw new Error(decided.error.code)
  return decided.value
}

describe('carrying a draft', () => {
  test('[HO6] it lies in the space of the person who carries it, and in no other', () => {
    const { changes } = carriedBy()
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({
      put: 'carried_draft',
      id: INCIDENT,
      space: personSpace(anActor().accountId),
      body: { body: { whatHappened: 'Đang viết dở' }, step: 'viec' },
    })
  })

  test('[HO6, SP2] it is an entity of its own: what goes wrong with it does not hold the report up', () => {
    const args = draft()
    expect(carryDraft.entity(args)).toBe(carriedEntity(INCIDENT))
    expect(carryDraft.entity(args)).not.toBe(args.incidentId)
    expect(takeDraft.entity({ draftId: INCIDENT })).toBe(carryDraft.entity(args))
  })

  test('[HO6] the newer words stand when it is carried again; its own echo changes nothing', () => {
    const first = carriedBy().changes[0]
    const there = first && 'put' in first ? (first.body as CarriedDraft) : undefined
    const context = aContext()
    const again = carriedBy(context, viewOf(there), draft({ savedAt: at('2026-11-19T06:10:00Z') }))
    expect(again.changes[0]).toMatchObject({ body: { mid: context.mid, savedAt: '2026-11-19T06:10:00.000Z' } })
    const echo = again.changes[0]
    const echoed = echo && 'put' in echo ? (echo.body as CarriedDraft) : undefined
    expect(carriedBy(context, viewOf(echoed))).toEqual({ outcome: 'merged', changes: [] })
  })

  test('[HO6, AC2] only a draft of a unit for which one reports', () => {
    expect(carryDraft.decide(viewOf(), draft({ unitId: OTHER_UNIT }), aContext())).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    })
    const admin = aContext({ actor: anActor('admin') })
    expect(carryDraft.decide(viewOf(), draft(), admin)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  })

  test('[HO6] a form without category and severity fits; one that is no form does not', () => {
    expect(carryDraft.args.safeParse(draft()).success).toBe(true)
    expect(carryDraft.args.safeParse({ ...draft(), body: { whatHappened: 7 } }).success).toBe(false)
    expect(carryDraft.args.safeParse({ ...draft(), draftId: 'x' }).success).toBe(false)
  })

  test('[HO7] taken, it no longer lies in between; taken twice is taken once', () => {
    const [put] = carriedBy().changes
    const carried = put && 'put' in put ? (put.body as CarriedDraft) : undefined
    expect(takeDraft.decide(viewOf(carried), { draftId: INCIDENT }, aContext())).toEqual({
      ok: true,
      value: {
        outcome: 'applied',
        changes: [{ remove: 'carried_draft', id: INCIDENT, entity: carriedEntity(INCIDENT) }],
      },
    })
    expect(takeDraft.decide(viewOf(), { draftId: uuid(9) }, aContext())).toEqual({
      ok: true,
      value: { outcome: 'merged', changes: [] },
    })
  })
})
