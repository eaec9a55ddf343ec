import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IncidentBody } from '#domain/incidents/body.ts'
import { incidentBodySchema } from '#domain/incidents/body.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import { blocking, validateIncident } from '#domain/incidents/validation.ts'
import { storableText } from '#domain/text.ts'
import { aBody, at } from '#tests/support/builders.ts'

const now = at('2026-11-19T06:33:00Z')
const codes = (body: Parameters<typeof validateIncident>[0], committed = now) =>
  validateIncident(body, committed).map(({ code, level, path }) => `${code} ${level} ${path}`)
const people = (change: Partial<IncidentBody['people']>) => ({ ...aBody().people, ...change })

describe('what holds a first report', () => {
  it('[V01] an untouched form lacks five things, and only they block', () => {
    const blocked = blocking(validateIncident(emptyDraft(now), now)).map(({ path }) => path)
    expect(blocked).toEqual(['category', 'severity', 'place', 'whatHappened'])
    const untimed = { ...emptyDraft(now), detectedAt: null }
    expect(blocking(validateIncident(untimed, now)).map(({ path }) => path)).toContain('detectedAt')
  })

  it.each([1, 2] as const)('[IN6] severity %i with five answers is enough', (severity) => {
    expect(blocking(validateIncident(aBody({ severity }), now))).toEqual([])
  })

  it('[IN3] there are four severities: the record holds no other, and the form does not take one for an answer', () => {
    const held = [0, 1, 2, 3, 4, 5, 2.5, '3', null].filter(
      (severity) => incidentBodySchema.safeParse({ ...aBody(), severity }).success,
    )
    expect(held).toEqual([1, 2, 3, 4])
    expect(codes({ ...aBody(), severity: null })).toContain('V01 block severity')
  })

  it('[V12] [IN5] a serious one needs the call, or why there was none, and no other needs it', () => {
    for (const severity of [1, 2] as const) expect(codes(aBody({ severity })).join()).not.toContain('V12')
    for (const severity of [3, 4] as const) {
      expect(codes(aBody({ severity }))).toContain('V12 block call')
      expect(codes(aBody({ severity, call: { made: false, reason: ' ' } }))).toContain('V12 block call')
      expect(codes(aBody({ severity, call: { made: false, reason: 'Mất sóng, chưa gọi được' } }))).not.toContain(
        'V12 block call',
      )
      expect(codes(aBody({ severity, call: { made: true, at: now, note: '' } }))).not.toContain('V12 block call')
    }
  })

  it('[V04] [TM2] the future is measured on the phone’s own clock, whatever year it believes in', () => {
    const in1970 = at('1970-01-01T01:00:00Z')
    expect(codes(aBody({ occurredAt: in1970, detectedAt: in1970 }), in1970)).not.toContain('V04 block occurredAt')
    const in2038 = at('2038-02-01T01:00:00Z')
    expect(codes(aBody({ occurredAt: in2038, detectedAt: in2038 }), in2038)).not.toContain('V04 block occurredAt')
    expect(codes(aBody({ occurredAt: at('2026-11-19T06:38:00.001Z'), detectedAt: null }))).toContain(
      'V04 block occurredAt',
    )
    expect(codes(aBody({ occurredAt: at('2026-11-19T06:38:00Z'), detectedAt: null }))).not.toContain(
      'V04 block occurredAt',
    )
  })

  it('[V05] nothing is discovered before it happens', () => {
    const body = aBody({ occurredAt: at('2026-11-19T05:30:00Z'), detectedAt: at('2026-11-19T05:20:00Z') })
    expect(codes(body)).toContain('V05 block detectedAt')
  })

  it('[V03] [V09] what the record cannot hold is said, not cut', () => {
    expect(codes(aBody({ whatHappened: 'a'.repeat(2001) }))).toContain('V03 block whatHappened')
    expect(codes(aBody({ people: people({ total: -1 }) }))).toContain('V09 block people.total')
    expect(codes(aBody({ exposed: 1.5 }))).toContain('V09 block exposed')
  })
})

describe('what only asks to look again', () => {
  it.each<[string, Partial<IncidentBody>]>([
    ['V02 later whatHappened', { whatHappened: 'Cháy nhỏ' }],
    ['V06 warn occurredAt', { occurredAt: at('2026-10-01T00:00:00Z') }],
    [
      'V07 later people.outcome',
      { people: people({ total: 28, outcome: { ...people({}).outcome, hospitalised: 9, monitoredAtHome: 18 } }) },
    ],
    [
      'V08 later people.students',
      {
        people: people({
          students: { total: 27, preschool: null, primary: 26, lowerSecondary: null, upperSecondary: null },
        }),
      },
    ],
    ['V10 later exposed', { exposed: 10, people: people({ total: 11 }) }],
    ['V11 later severity', { people: people({ outcome: { ...people({}).outcome, deceased: 1 } }) }],
    ['V13 later agencies', {}],
    ['V14 later nextUpdateDue', { nextUpdateDue: now }],
    ['V15 warn title', { title: 'Em Nguyễn Văn A bị ngã' }],
    ['V15 warn whatHappened', { whatHappened: 'Lúc ra chơi, học sinh Trần Thị Bích bị ngã cầu thang.' }],
    ['V16 warn whatHappened', { whatHappened: 'Gọi cho gia đình theo số 0900 000 001 nhưng chưa được.' }],
    ['V16 warn whatHappened', { whatHappened: 'Số căn cước 001099000001 có trong biên bản kèm theo.' }],
  ])('%s', (expected, change) => {
    const found = codes(aBody(change))
    expect(found).toContain(expected)
    expect(blocking(validateIncident(aBody(change), now))).toEqual([])
  })

  it('[V15] a coded pupil is not a name, in NFC and in NFD', () => {
    const text = 'Em A và học sinh B lớp 7 đã về nhà; em bé không sao.'
    for (const form of ['NFC', 'NFD'])
      expect(codes(aBody({ whatHappened: text.normalize(form) })).join()).not.toContain('V15')
    expect(codes(aBody({ whatHappened: 'Em Nguyễn Văn Bình bị ngã ở sân trường.'.normalize('NFD') }))).toContain(
      'V15 warn whatHappened',
    )
  })

  it('[V13] a reason stands for the agencies', () => {
    expect(codes(aBody({ agenciesReason: 'Sự việc nhỏ' })).join()).not.toContain('V13')
  })
})

it('[IN6] whatever does not block fits the schema: the form and the server cannot disagree', () => {
  const count = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 40 }))
  fc.assert(
    fc.property(
      fc.record({ total: count, staff: count }),
      fc.string({ maxLength: 2100 }),
      fc.constantFrom(1, 2, 3, 4),
      fc.constantFrom(null, { kind: 'gate' as const, text: '' }),
      (counts, whatHappened, severity, place) => {
        const text = storableText(whatHappened)
        const body = { ...aBody({ whatHappened: text, place }), severity, people: people(counts) }
        const held = blocking(validateIncident(body as IncidentBody, now)).length > 0
        if (!held) expect(incidentBodySchema.safeParse(body).success).toBe(true)
      },
    ),
  )
})
