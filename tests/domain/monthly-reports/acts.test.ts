import { describe, expect, test } from 'vitest'
import { type Day, startOf } from '#domain/deadlines/days.ts'
import { lateDays } from '#domain/deadlines/timeliness.ts'
import type { Mid } from '#domain/ids.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import {
  acceptMonthly,
  approveMonthly,
  askMonthly,
  confirmMonthly,
  declineMonthly,
  disputeMonthly,
  editMonthly,
  receiveMonthly,
  returnMonthly,
  settleMonthly,
  submitMonthly,
} from '#domain/monthly-reports/mutations.ts'
import { type MonthlyReport, monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import {
  answerOfHead,
  arrivalsOf,
  begunIn,
  formStateOf,
  latestVersion,
  returnsOf,
  versionsOf,
} from '#domain/unit-forms/state.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { decideMonthly, FULL, KEY, monthlyAfter, OF } from '#tests/support/monthly.ts'

const SNAPSHOT = snapshotOf(FULL)
const VERBAL = { kind: 'verbal', way: 'phone', at: at('2026-11-18T02:00:00Z'), note: '' } as const
const POLICY = 'cut15_14' as const
const submission = { ...KEY, snapshot: SNAPSHOT, policy: POLICY, approval: VERBAL }
const head = () => aContext({ actor: anActor('unit_head', UNIT, 2) })
const clerk = () => aContext({ actor: anActor('office_clerk', OFFICE, 3) })
const edit = (path: string, value: string, base: string | null = null) => ({
  ...KEY,
  edits: [{ path, base: base as Mid | null, value }],
})
const refusalOf = (result: ReturnType<typeof decideMonthly>) => (result.ok ? null : result.error)
const sent = () => monthlyAfter(submitMonthly, undefined, submission).report

describe('[MR1] one report a unit and month', () => {
  test('the id is made of unit and month, whatever the order of the devices', () => {
    const one = monthlyAfter(editMonthly, undefined, edit('overview', 'một')).report
    const two = monthlyAfter(submitMonthly, undefined, submission).report
    expect(one.id).toBe(two.id)
    expect(editMonthly.entity({ unitId: OTHER_UNIT, of: OF, edits: [] } as never)).not.toBe(one.id)
  })

  test.each(['2026-13', '2026-00', '2026-1', '26-11', ''])('a period that does not exist is malformed: %s', (of) => {
    expect(submitMonthly.args.safeParse({ ...submission, of }).success).toBe(false)
  })

  test('a month that has not come is refused by the server, and never by a phone’s clock', () => {
    const later = { ...submission, of: '2027-03' }
    expect(refusalOf(decideMonthly(submitMonthly, undefined, later))).toEqual({
      code: 'no-such-period',
      details: { of: '2027-03' },
    })
    const onPhone = aContext({ received: null, now: at('1970-01-01T00:00:00Z'), allot: () => null })
    expect(decideMonthly(submitMonthly, undefined, submission, onPhone).ok).toBe(true)
  })

  test('[AC3, AC7] a report of another unit is not found; who may not write in their own is told so', () => {
    const foreign = { ...submission, unitId: OTHER_UNIT }
    expect(refusalOf(decideMonthly(submitMonthly, undefined, foreign))?.code).toBe('not-found')
    const leader = aContext({ actor: anActor('leader') })
    expect(refusalOf(decideMonthly(submitMonthly, undefined, submission, leader))?.code).toBe('not-allowed')
    expect(refusalOf(decideMonthly(receiveMonthly, sent(), { ...KEY, version: 1 }))?.code).toBe('not-allowed')
  })
})

describe('[MR4] sending', () => {
  test('freezes exactly what its sender saw; what others wrote is the next draft', () => {
    const other = monthlyAfter(editMonthly, undefined, edit('proposals', 'Máy khác viết')).report
    const { report, outcome } = monthlyAfter(submitMonthly, other, submission)
    expect(outcome).toBe('applied')
    expect(latestVersion(report)?.snapshot).toEqual(SNAPSHOT)
    expect(differences(SNAPSHOT, { ...SNAPSHOT, ...valuesOf(report.fields) })).toEqual([
      { path: 'proposals', before: null, after: 'Máy khác viết' },
    ])
    expect(report.code).toBe('BT-2026-0007')
    expect(formStateOf(report)).toBe('submitted')
    expect(monthlyReportSchema.safeParse(report).success).toBe(true)
  })

  test('[MR9] the same words sent twice are one version; other words are the next and tell what changed, and the first never does', () => {
    const first = sent()
    const again = monthlyAfter(submitMonthly, first, submission)
    expect(again.outcome).toBe('merged')
    expect(versionsOf(again.report)).toHaveLength(1)
    const more = { ...submission, snapshot: { ...SNAPSHOT, proposals: 'Tập huấn' } }
    const second = monthlyAfter(submitMonthly, first, more).report
    expect(versionsOf(second).map(({ no }) => no)).toEqual([1, 2])
    expect(versionsOf(second)[0]).toEqual(versionsOf(first)[0])
    const [before, after] = versionsOf(second)
    expect(differences(before?.snapshot ?? {}, after?.snapshot ?? {})).toEqual([
      { path: 'proposals', before: null, after: 'Tập huấn' },
    ])
    expect(second.code).toBe(first.code)
  })

  test('[SY4] decided once more over a record that has it already, it changes nothing', () => {
    const context = aContext()
    const { report } = monthlyAfter(submitMonthly, undefined, submission, context)
    expect(monthlyAfter(submitMonthly, report, submission, context).outcome).toBe('merged')
    const edited = aContext()
    const draft = monthlyAfter(editMonthly, report, edit('overview', 'a'), edited).report
    expect(decideMonthly(editMonthly, draft, edit('overview', 'a'), edited)).toMatchObject({ value: { changes: [] } })
  })

  test('what does not add up is refused with its rules, and held as it came', () => {
    const wrong = { ...submission, snapshot: { ...SNAPSHOT, 'counters.pressTotal': 12 } }
    expect(refusalOf(decideMonthly(submitMonthly, undefined, wrong))).toEqual({
      code: 'incomplete',
      details: { issues: [{ code: 'V21', path: 'counters.pressTotal' }] },
    })
  })

  test('[MR10] the first version decides how the day was kept, unless it was sent back as empty', () => {
    const onTime = at('2026-11-19T16:59:59.999Z')
    const late = at('2026-11-19T17:00:00Z')
    const first = monthlyAfter(submitMonthly, undefined, submission, aContext({ received: onTime })).report
    const back = (countFromNext: boolean) =>
      monthlyAfter(
        returnMonthly,
        first,
        { ...KEY, version: 1, reason: 'Bản trống', fields: [], countFromNext },
        clerk(),
      ).report
    const again = (report: MonthlyReport) =>
      monthlyAfter(submitMonthly, report, submission, aContext({ received: late })).report
    const deadline = startOf('2026-11-20' as Day)
    const daysLate = (report: MonthlyReport) => lateDays(deadline, arrivalsOf(report).sort()[0] ?? late)
    expect(daysLate(again(back(false)))).toBe(0)
    expect(daysLate(again(back(true)))).toBe(1)
  })
})

describe('[MR5] approval', () => {
  test('[V36] an officer without the head’s word is held; the head sends by themselves', () => {
    const own = { ...submission, approval: { kind: 'own' } as const }
    expect(refusalOf(decideMonthly(submitMonthly, undefined, own))).toEqual({
      code: 'incomplete',
      details: { issues: [{ code: 'V36', path: 'approval' }] },
    })
    expect(decideMonthly(submitMonthly, undefined, own, head()).ok).toBe(true)
  })

  test('in the app it holds for exactly what was asked', () => {
    const asked = monthlyAfter(askMonthly, undefined, { ...KEY, snapshot: SNAPSHOT, policy: POLICY }).report
    expect(formStateOf(asked)).toBe('pending_approval')
    const askId = asked.timeline[0]?.id as Mid
    const inApp = { ...submission, approval: { kind: 'in_app', askId } as const }
    expect(refusalOf(decideMonthly(submitMonthly, asked, inApp))?.code).toBe('incomplete')
    expect(refusalOf(decideMonthly(approveMonthly, asked, { ...KEY, askId }))?.code).toBe('not-allowed')
    const approved = monthlyAfter(approveMonthly, asked, { ...KEY, askId }, head()).report
    expect(formStateOf(approved)).toBe('approved')
    const other = { ...inApp, snapshot: { ...SNAPSHOT, proposals: 'Khác' } }
    expect(refusalOf(decideMonthly(submitMonthly, approved, other))?.code).toBe('incomplete')
    expect(formStateOf(monthlyAfter(submitMonthly, approved, inApp).report)).toBe('submitted')
  })

  test('[V37] the head declines with a reason, and it is a draft again', () => {
    const asked = monthlyAfter(askMonthly, undefined, { ...KEY, snapshot: SNAPSHOT, policy: POLICY }).report
    const askId = asked.timeline[0]?.id as Mid
    const silent = { ...KEY, askId, reason: ' ' }
    expect(refusalOf(decideMonthly(declineMonthly, asked, silent, head()))?.code).toBe('reason-missing')
    const declined = monthlyAfter(declineMonthly, asked, { ...silent, reason: 'Thiếu số liệu' }, head()).report
    expect(formStateOf(declined)).toBe('draft')
  })

  test('a recorded word is confirmed or disputed later; a dispute marks the report and undoes nothing', () => {
    const report = sent()
    expect(answerOfHead(report, 1)).toBeNull()
    const disputed = monthlyAfter(disputeMonthly, report, { ...KEY, version: 1, reason: 'Tôi chưa xem' }, head()).report
    expect(formStateOf(disputed)).toBe('submitted')
    expect(answerOfHead(disputed, 1)).toMatchObject({ kind: 'disputed', reason: 'Tôi chưa xem' })
    const confirmed = monthlyAfter(confirmMonthly, disputed, { ...KEY, version: 1 }, head()).report
    expect(answerOfHead(confirmed, 1)?.kind).toBe('confirmed')
    expect(refusalOf(decideMonthly(confirmMonthly, report, { ...KEY, version: 1 }))?.code).toBe('not-allowed')
  })
})

describe('[MR8] the office', () => {
  test('receives a version once, with a number of arrival', () => {
    const first = monthlyAfter(receiveMonthly, sent(), { ...KEY, version: 1 }, clerk())
    expect(first.report.timeline.at(-1)).toMatchObject({ kind: 'received', version: 1, arrivalNo: 7 })
    const second = monthlyAfter(receiveMonthly, first.report, { ...KEY, version: 1 }, clerk())
    expect(second).toMatchObject({ outcome: 'merged', report: first.report })
  })

  test('[V37] returns with reasons on fields, never without any; of two clerks both words stay', () => {
    const args = { ...KEY, version: 1, reason: '', fields: [], countFromNext: false }
    expect(refusalOf(decideMonthly(returnMonthly, sent(), args, clerk()))?.code).toBe('reason-missing')
    const path = `issues.${uuid(0x152)}.handling`
    const fields = [{ path, reason: 'Nêu rõ kết quả kiểm tra' }]
    const returned = monthlyAfter(returnMonthly, sent(), { ...args, fields }, clerk()).report
    expect(formStateOf(returned)).toBe('returned')
    const both = monthlyAfter(returnMonthly, returned, { ...args, reason: 'Thiếu dự báo' }, clerk())
    expect(both.outcome).toBe('merged')
    expect(returnsOf(both.report).map(({ reason }) => reason)).toEqual(['', 'Thiếu dự báo'])
  })

  test('what it says of an older version is kept and moves nothing', () => {
    const second = monthlyAfter(submitMonthly, sent(), {
      ...submission,
      snapshot: { ...SNAPSHOT, proposals: 'x' },
    }).report
    const stale = monthlyAfter(
      returnMonthly,
      second,
      { ...KEY, version: 1, reason: 'Cũ', fields: [], countFromNext: false },
      clerk(),
    )
    expect(stale.outcome).toBe('merged')
    expect(formStateOf(stale.report)).toBe('submitted')
    expect(formStateOf(monthlyAfter(acceptMonthly, second, { ...KEY, version: 2, note: '' }, clerk()).report)).toBe(
      'accepted',
    )
  })

  test('a corrected version after a return goes to the office again', () => {
    const args = { ...KEY, version: 1, reason: 'Sửa', fields: [], countFromNext: false }
    const returned = monthlyAfter(returnMonthly, sent(), args, clerk()).report
    expect(formStateOf(monthlyAfter(submitMonthly, returned, submission).report)).toBe('submitted')
  })
})

describe('[MR3] two values of one field', () => {
  test('the verdict says both, and only the author lets go of theirs', () => {
    const first = monthlyAfter(editMonthly, undefined, edit('overview', 'một')).report
    const two = aContext({ actor: anActor('focal_point', UNIT, 9) })
    const { report, outcome } = monthlyAfter(editMonthly, first, edit('overview', 'hai'), two)
    expect(outcome).toBe('kept_both')
    const settle = { ...KEY, path: 'overview', mid: two.mid }
    expect(refusalOf(decideMonthly(settleMonthly, report, settle))?.code).toBe('not-allowed')
    const mine = aContext({ actor: anActor('focal_point', UNIT, 9) })
    expect(monthlyAfter(settleMonthly, report, settle, mine).report.kept).toEqual([])
  })
})

describe('[TM1] when writing began', () => {
  const NOW = at('2026-11-21T00:00:00Z')
  const stamped = (written: string, received: string) =>
    aContext({
      device: { written: at(written), committed: at(written), zoneMinutes: 420, skewMs: null },
      received: at(received),
    })
  const edited = (report: MonthlyReport | undefined, path: string, when: string, received: string) =>
    monthlyAfter(editMonthly, report, edit(path, `${path} (minh họa)`), stamped(when, received)).report

  test('is the first edit that the version before had not seen, also in one request with it', () => {
    const one = edited(undefined, 'overview', '2026-10-20T03:12:00Z', '2026-11-19T03:00:00Z')
    expect(begunIn(one, NOW)).toBe('2026-10-20T03:12:00.000Z')
    const sending = stamped('2026-11-19T02:00:00Z', '2026-11-19T03:00:00Z')
    const first = monthlyAfter(submitMonthly, one, submission, sending).report
    expect(begunIn(first, NOW)).toBe(NOW)
    const beside = edited(first, 'proposals', '2026-11-19T02:30:00Z', '2026-11-19T03:00:00Z')
    expect(begunIn(beside, NOW)).toBe('2026-11-19T02:30:00.000Z')
    // another phone wrote long ago, and its words came when the version was there
    const late = edited(beside, 'difficulties', '2026-10-25T01:00:00Z', '2026-11-20T01:00:00Z')
    expect(begunIn(late, NOW)).toBe('2026-10-25T01:00:00.000Z')
    expect(begunIn(undefined, NOW)).toBe(NOW)
  })
})
