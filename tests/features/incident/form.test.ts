import { expect, test, vi } from 'vitest'
import { emptyDraft } from '#domain/incidents/draft.ts'
import { reportIncident } from '#domain/incidents/report.ts'
import { urgencyFor } from '#domain/incidents/severity.ts'
import { blocking, validateIncident } from '#domain/incidents/validation.ts'
import {
  agoOf,
  callMade,
  emergencyCalled,
  isUntouched,
  pickAgo,
  pickBand,
  pickCategory,
  pickPlace,
  pickSeverity,
} from '#features/incident/answers.ts'
import { changeOf, storable } from '#features/incident/report-args.ts'
import { resolverOf } from '#features/incident/resolver.ts'
import { createSaver, SAVE_WITHIN_MS } from '#features/incident/saver.ts'
import { placeInForm, questionsFor, resumedStep, stepAfter, stepBefore } from '#features/incident/steps.ts'
import { labels } from '#i18n/vi/labels.ts'
import type { DraftRow } from '#storage/tables.ts'
import { aContext, aPhoto, at, INCIDENT, UNIT, viewOf } from '#tests/support/builders.ts'

const NOW = at('2026-11-19T06:00:00Z')
const aDraft = (body: Partial<DraftRow['body']> = {}, change: Partial<DraftRow> = {}): DraftRow => ({
  id: INCIDENT,
  incidentId: INCIDENT,
  unitId: UNIT,
  report: 'initial',
  body: { ...emptyDraft(NOW), ...body },
  step: 'loai',
  createdAt: NOW,
  savedAt: NOW,
  ...change,
})

test('[IN6] the taps of the minute-form make a report that the server takes', () => {
  let body = emptyDraft(NOW)
  const tap = (answer: Partial<typeof body>) => {
    body = { ...body, ...answer }
  }
  tap(pickCategory('food_poisoning'))
  tap(pickSeverity(body, 3))
  tap(callMade(NOW))
  tap(pickAgo(body, 60, NOW))
  tap(pickPlace(body, 'on_campus'))
  tap(pickBand(body, '3+'))
  tap({ whatHappened: 'Một số em đau bụng.' })
  const { name, args } = changeOf(aDraft(body), [aPhoto()], labels)
  expect(name).toBe('incident.report')
  const parsed = reportIncident.args.parse(args)
  const context = aContext({ device: { written: NOW, committed: NOW, zoneMinutes: 420, skewMs: null } })
  const decided = reportIncident.decide(viewOf(), parsed, context)
  expect(decided.ok).toBe(true)
  expect(parsed.body).toMatchObject({
    title: 'Ngộ độc thực phẩm, trong trường',
    urgency: 'thuong_khan',
    occurredAt: '2026-11-19T05:00:00.000Z',
    detectedAt: NOW,
  })
})

test('[IN4] urgency goes with the severity until it was chosen by hand; a title of one’s own stays', () => {
  const first = { ...emptyDraft(NOW), ...pickSeverity(emptyDraft(NOW), 4) }
  expect(first.urgency).toBe(urgencyFor[4])
  expect(pickSeverity(first, 2)).toEqual({ severity: 2, urgency: 'khan' })
  expect(pickSeverity({ ...first, urgency: 'khan' }, 1)).toEqual({ severity: 1 })
  const { args } = changeOf(aDraft({ title: 'Của tôi', category: 'injury' }), [], labels)
  expect(args.body.title).toBe('Của tôi')
})

test('[IN8] only the sub-form of the chosen category is sent; what was filled elsewhere stays in the draft', () => {
  const details = {
    kind: 'injury',
    where: 'yard',
    during: null,
    equipment: '',
    supervised: null,
    firstAid: null,
    insured: null,
  } as const
  const draft = aDraft({ category: 'food_poisoning', details })
  expect(changeOf(draft, [], labels).args.body.details).toBeNull()
  expect(changeOf({ ...draft, body: { ...draft.body, category: 'injury' } }, [], labels).args.body.details).toEqual(
    details,
  )
  expect(draft.body.details).toEqual(details)
})

test('[TX1] what is stored is NFC without control characters, at every depth', () => {
  expect(storable({ a: ['Tie\u0302\u0301ng\u0000'], b: { c: null, n: 3 } })).toEqual({
    a: ['Tiếng '],
    b: { c: null, n: 3 },
  })
})

test('[IN5] the steps stand in their order; for a serious incident the call is asked about before all that follows', () => {
  for (const severity of [null, 1, 2] as const)
    expect(questionsFor({ severity })).toEqual(['loai', 'muc-do', 'noi', 'nguoi', 'viec', 'kiem-tra'])
  for (const severity of [3, 4] as const)
    expect(questionsFor({ severity })).toEqual(['loai', 'muc-do', 'goi', 'noi', 'nguoi', 'viec', 'kiem-tra'])
  for (const severity of [null, 1, 2, 3, 4] as const) {
    const order = questionsFor({ severity })
    for (const [n, step] of order.entries()) {
      expect(stepBefore(step, { severity })).toBe(n === 0 ? null : order[n - 1])
      if (n + 1 < order.length) expect(stepAfter(step, { severity })).toBe(order[n + 1])
      expect(placeInForm(step, { severity })).toEqual({ n: n + 1, of: order.length })
    }
  }
  expect(stepAfter('luc', { severity: 1 })).toBe('noi')
  expect(stepBefore('luc', { severity: 1 })).toBe('noi')
})

test('[DR1] a draft opens at the step where it was left; a name that this build does not know opens the first', () => {
  expect(resumedStep('viec', 'initial')).toBe('viec')
  expect(resumedStep('category', 'initial')).toBe('loai')
  expect(resumedStep('bo-sung', 'initial')).toBe('loai')
  expect(resumedStep('viec', 'final')).toBe('bo-sung')
})

test('[V05] no chip can put what happened after its discovery', () => {
  const body = emptyDraft(NOW)
  for (const ago of [0, 15, 30, 60, 120] as const) {
    const picked = { ...body, ...pickAgo(body, ago, NOW) }
    expect(agoOf(picked)).toBe(ago)
    expect(validateIncident(picked, NOW).map(({ code }) => code)).not.toContain('V05')
  }
  expect(agoOf({ ...body, occurredAt: null })).toBeNull()
})

test('[CF2] a call to 115 is something done, once; it does not stand for the call to the office', () => {
  const body = { ...emptyDraft(NOW), severity: 4 as const }
  const once = { ...body, ...emergencyCalled(body, 'Gọi 115', NOW) }
  expect(once.actions).toEqual([{ at: NOW, text: 'Gọi 115' }])
  expect(emergencyCalled(once, 'Gọi 115', NOW)).toEqual({})
  expect(blocking(validateIncident(once, NOW)).map(({ code }) => code)).toContain('V12')
})

test('[DR6] a draft counts as untouched only while nothing at all was chosen, called, written or taken', () => {
  const body = emptyDraft(NOW)
  expect(isUntouched(body, 0)).toBe(true)
  expect(isUntouched(body, 1)).toBe(false)
  expect(isUntouched({ ...body, ...callMade(NOW) }, 0)).toBe(false)
  expect(isUntouched({ ...body, ...emergencyCalled(body, 'Gọi 113', NOW) }, 0)).toBe(false)
  expect(isUntouched({ ...body, whatHappened: 'a' }, 0)).toBe(false)
})

test('[IN6] the form’s errors are the domain’s blocking rules, at their members, and nothing else', async () => {
  const resolver = resolverOf<Record<string, unknown>>(
    (values) => validateIncident({ ...emptyDraft(NOW), ...values }, NOW),
    ({ code }) => `câu ${code}`,
  )
  const options = { fields: {}, shouldUseNativeValidation: false } as never
  const people = { ...emptyDraft(NOW).people, total: -1 }
  const { errors, values } = await resolver({ people, whatHappened: '' }, undefined, options)
  expect(values).toEqual({})
  expect(errors).toMatchObject({
    category: { type: 'V01', message: 'câu V01' },
    whatHappened: { type: 'V01' },
    people: { total: { type: 'V09', message: 'câu V09' } },
  })
  expect(errors).not.toHaveProperty('parentsInformed')
  const good = { category: 'injury', severity: 1, place: { kind: 'gate', text: '' }, whatHappened: 'Ngã.' }
  expect(await resolver(good, undefined, options)).toEqual({ values: good, errors: {} })
})

test('[DR5] words are on the disk within half a second even of somebody who never stops typing', async () => {
  vi.useFakeTimers()
  try {
    const saved: string[] = []
    const saver = createSaver({
      save: async ({ whatHappened }) => void saved.push(whatHappened ?? ''),
      onKeeping: () => undefined,
    })
    let text = ''
    for (let ms = 0; ms < 3000; ms += 100) {
      text += 'a'
      saver.add({ whatHappened: text }, 'soon')
      await vi.advanceTimersByTimeAsync(100)
      expect(text.length - (saved.at(-1)?.length ?? 0)).toBeLessThanOrEqual(SAVE_WITHIN_MS / 100 + 1)
    }
    expect(saved.length).toBeGreaterThan(5)
    expect(SAVE_WITHIN_MS).toBeLessThan(500)
  } finally {
    vi.useRealTimers()
  }
})

test('[DR7] what could not be saved is kept and goes with the next try, newer words on top', async () => {
  let full = true
  const disk: object[] = []
  const told: string[] = []
  const saver = createSaver({
    save: async (answer) => {
      if (full) throw new DOMException('no room', 'QuotaExceededError')
      disk.push(answer)
    },
    onKeeping: (keeping) => told.push(keeping),
  })
  saver.add({ whatHappened: 'một', cause: 'cũ' }, 'now')
  expect(await saver.flush()).toBe(false)
  full = false
  saver.add({ whatHappened: 'một hai' }, 'soon')
  expect(await saver.flush('viec')).toBe(true)
  expect(disk).toEqual([{ whatHappened: 'một hai', cause: 'cũ' }])
  expect(told.at(-1)).toBe('saved')
  expect(told.slice(0, 2)).toEqual(['waiting', 'trouble'])
})
