import { describe, expect, test } from 'vitest'
import { incidentBodySchema } from '#domain/incidents/body.ts'
import { CATEGORIES, isRestricted } from '#domain/incidents/category.ts'
import {
  type Details,
  type DetailsKind,
  detailsKindOf,
  detailsSchema,
  emptyDetails,
  saysSomething,
} from '#domain/incidents/details.ts'
import { reportsOf } from '#domain/incidents/incident.ts'
import { reportIncident, supplementIncident } from '#domain/incidents/report.ts'
import { blocking, validateIncident } from '#domain/incidents/validation.ts'
import { groupsOf } from '#domain/receipts/groups.ts'
import { aBody, aContext, at, decided, INCIDENT, UNIT } from '#tests/support/builders.ts'

const KINDS = Object.keys(emptyDetails) as DetailsKind[]
const NOW = at('2026-11-19T06:33:00Z')

/** Each kind with some answer in it, as a form would leave it. */
const answered = {
  food_poisoning: { ...emptyDetails.food_poisoning, servings: 412, facilities: [{ name: 'Trạm y tế', count: 9 }] },
  injury: { ...emptyDetails.injury, where: 'stairs' },
  school_violence: { ...emptyDetails.school_violence, relation: 'same_school', involved: 3, filmed: true },
  child_abuse: { ...emptyDetails.child_abuse, safe: true, support: ['medical', 'psychological'], childLineActs: true },
  drowning: { ...emptyDetails.drowning, water: 'river', rescuedBy: 'people_nearby' },
  traffic: { ...emptyDetails.traffic, travelled: ['bicycle'], helmet: false },
  disease: { ...emptyDetails.disease, disease: 'Tay chân miệng', cases: 7, classesClosed: 1 },
  fire_explosion: { ...emptyDetails.fire_explosion, underControl: true, damaged: ['kitchen'], daysOff: 2 },
  disaster: { ...emptyDetails.disaster, hazard: 'storm', costMillions: 350, pupilsOff: 820 },
  exam: { ...emptyDetails.exam, exam: 'grade_10', roomCode: 'P.014' },
  data_security: { ...emptyDetails.data_security, data: ['marks', 'contacts'], people: 120 },
} satisfies { [K in DetailsKind]: Extract<Details, { kind: K }> }

describe('[IN8] sub-forms', () => {
  test('[IN2] nineteen categories share one form; a sub-form belongs to the category of its name, and some have none', () => {
    expect(new Set(CATEGORIES).size).toBe(19)
    for (const category of CATEGORIES)
      expect(blocking(validateIncident(aBody({ category, details: null }), NOW)), category).toEqual([])
    for (const kind of KINDS) expect(detailsKindOf(kind)).toBe(kind)
    const without = CATEGORIES.filter((category) => detailsKindOf(category) === null)
    expect([...KINDS, ...without].toSorted()).toEqual([...CATEGORIES].toSorted())
    expect(without).toContain('other')
  })

  test.each(KINDS)('%s: empty and answered are both as the schema wants them, to the letter', (kind) => {
    expect(emptyDetails[kind].kind).toBe(kind)
    expect(detailsSchema.parse(emptyDetails[kind])).toEqual(emptyDetails[kind])
    expect(detailsSchema.parse(answered[kind])).toEqual(answered[kind])
    expect(saysSomething(emptyDetails[kind])).toBe(false)
    expect(saysSomething(answered[kind])).toBe(true)
  })

  test.each(KINDS)('%s: every answer may stay open, and neither an empty nor an answered one blocks', (kind) => {
    for (const details of [null, emptyDetails[kind], answered[kind]])
      expect(blocking(validateIncident(aBody({ category: kind, details }), NOW))).toEqual([])
    for (const value of Object.values(emptyDetails[kind]).slice(1))
      expect(value === null || value === '' || (Array.isArray(value) && value.length === 0)).toBe(true)
  })

  test('the kind decides: answers of another one, codes and counts that do not exist are no report', () => {
    for (const wrong of [
      { ...answered.drowning, kind: 'exam' },
      { ...answered.drowning, water: 'bathtub' },
      { ...answered.disease, cases: -1 },
      { ...answered.disease, cases: 1.5 },
      { ...answered.exam, roomCode: 'x'.repeat(21) },
      { ...answered.data_security, data: ['marks', 'marks', 'x'] },
      { kind: 'facility' },
    ])
      expect(detailsSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  })

  test('[SC2] a member of a newer app is kept as it came', () => {
    const newer = { ...answered.exam, subject: { written: true } }
    expect(incidentBodySchema.parse(aBody({ category: 'exam', details: newer })).details).toEqual(newer)
  })

  test('[IN9] a category changed in a supplement: the old report keeps its answers, the new one has its own', () => {
    const first = decided(reportIncident, undefined, {
      incidentId: INCIDENT,
      unitId: UNIT,
      body: aBody({ category: 'injury', details: answered.injury }),
      photos: [],
    })
    const body = aBody({ category: 'traffic', details: answered.traffic })
    const second = decided(
      supplementIncident,
      first,
      { incidentId: INCIDENT, report: 'update', body, photos: [] },
      aContext(),
    )
    expect(reportsOf(second).map((report) => report.body.details?.kind)).toEqual(['injury', 'traffic'])
  })

  test.each(KINDS)('[PD2, RC3] %s: in a receipt its answers are of the strictest group, and of no other', (kind) => {
    const incident = decided(reportIncident, undefined, {
      incidentId: INCIDENT,
      unitId: UNIT,
      body: aBody({ category: kind, details: answered[kind] }),
      photos: [],
    })
    const [entry] = reportsOf(incident)
    if (!entry) throw new Error('no report')
    const { P1, P2, P3 } = groupsOf(entry)
    expect((P3 as { details: unknown }).details).toEqual(answered[kind])
    expect(JSON.stringify([P1, P2])).not.toContain('"kind":"'.concat(kind))
  })

  test('[PD1] violence and abuse have no field for words at all: nobody can be named in them', () => {
    for (const kind of ['school_violence', 'child_abuse'] as const)
      expect(Object.entries(emptyDetails[kind]).filter(([, value]) => value === '')).toEqual([])
    expect(isRestricted('child_abuse')).toBe(true)
  })

  test('[V15, V16] a name or a number typed into a sub-form is pointed at, and holds nothing up', () => {
    const details = { ...answered.exam, roomCode: 'em Trần Thị Minh' }
    const issues = validateIncident(aBody({ category: 'exam', details }), NOW)
    expect(issues.filter(({ path }) => path === 'details')).toEqual([
      { code: 'V15', level: 'warn', path: 'details', params: {} },
    ])
    const numbered = { ...answered.disease, healthAuthority: 'gọi 0900 000 001' }
    expect(validateIncident(aBody({ category: 'disease', details: numbered }), NOW)).toContainEqual({
      code: 'V16',
      level: 'warn',
      path: 'details',
      params: {},
    })
  })
})
