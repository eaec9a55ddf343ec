import { incidentFields, snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import { periodIncidents } from '#domain/monthly-reports/period-incidents.ts'
import type { MutationName } from '#domain/mutations.ts'
import { nameId } from '#domain/name-ids.ts'
import type { Instant } from '#domain/time.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { type DemoMonth, monthsBack, notAfter } from './demo-months.ts'
import type { Act, Known } from './story.ts'

const SCHOOL = { unit: 'THPT-BM', officer: 'dm.binhminh', head: 'hieutruong' }
const COMMUNE = { unit: 'XA-SM', officer: 'xa.saomai', head: 'xa.saomai' }
type Unit = typeof SCHOOL

/**
 * The last months' reports of two units: kept in time, with nothing to tell, late, sent back with reasons, and the one
 * that is being written. All of it is invented.
 */
export function monthStory(now: Instant): Act[] {
  const month = (back: number) => monthsBack(now, back)
  const told = (unit: Unit, back: number) => tellerOf(unit, month(back), now)
  return [
    ...inTime(told(SCHOOL, 4)),
    ...nothing(told(SCHOOL, 3)),
    ...approved(told(SCHOOL, 2)),
    ...sentBack(told(SCHOOL, 1), month(1)),
    ...begun(told(SCHOOL, 0), month(0), now),
    ...nothing(told(COMMUNE, 3)),
    ...late(told(COMMUNE, 2)),
  ]
}

interface Teller {
  by: Unit
  act(username: string, day: number, name: MutationName, args?: Act['args']): Act
  /** the draft, and its sending on a day */
  sent(fields: Fields, day: number, approval: 'by voice' | 'own', username?: string): Act[]
}

function tellerOf(by: Unit, month: DemoMonth, now: Instant): Teller {
  const key = { unit: by.unit, of: month.of }
  // acts that would lie ahead keep their order: the first of them is the longest ago
  let minutes = 58
  const act: Teller['act'] = (username, day, name, args = {}) => {
    minutes -= 4
    const received = notAfter(now, month.on(day), minutes)
    return { received, waited: 1, username, subject: `${by.unit} ${month.of}`, name, args: { ...key, ...args } }
  }
  return {
    by,
    act,
    sent(fields, day, approval, username = by.officer) {
      const submit = act(username, day, 'monthly.submit')
      const draft = { ...submit, received: earlier(submit.received), name: 'monthly.edit' as const }
      return [
        { ...draft, args: { ...key, edits: editsOf(fields) } },
        {
          ...submit,
          completed: (known) => ({
            snapshot: snapshotOf({ ...gathered(known, month), ...fields }),
            policy: 'cut15_14',
            approval:
              approval === 'own' ? { kind: 'own' } : { kind: 'verbal', way: 'phone', at: draft.received, note: '' },
          }),
        },
      ]
    },
  }
}

export const earlier = (instant: Instant): Instant => new Date(Date.parse(instant) - 120_000).toISOString() as Instant
export const editsOf = (fields: Fields) => Object.entries(fields).map(([path, value]) => ({ path, base: null, value }))

/** As the phone gathers them: the same incidents under the same ids. */
const gathered = ({ unitId, incidents }: Known, month: DemoMonth): Fields =>
  incidentFields(monthlyReportIdOf({ unitId, of: month.of }), periodIncidents(incidents, unitId, month))

/** An item of a list; its id is made of its name, so that a demo made anew has the same. */
export function item(list: string, of: string, name: string, members: Fields): Fields {
  const id = nameId('6ba7b810-9dad-41d1-80b4-00c04fd430c8', `${of} ${list} ${name}`)
  return Object.fromEntries(Object.entries(members).map(([member, value]) => [`${list}.${id}.${member}`, value]))
}

const counters = (all: Readonly<Record<string, number>>): Fields =>
  Object.fromEntries(Object.entries(all).map(([name, n]) => [`counters.${name}`, n]))

const CALM = 'Dư luận trong kỳ ổn định, phụ huynh chủ yếu hỏi về lịch học và các khoản thu (minh họa).'

function inTime({ by, act, sent }: Teller): Act[] {
  const issue = item('issues', '4', 'fees', {
    title: 'Mức thu quỹ lớp đầu năm (minh họa)',
    topic: 'fees',
    origin: 'citizen_feedback',
    level: 'medium',
    handling: 'Họp phụ huynh từng lớp, công khai mức thu và việc chi trên bảng tin.',
    result: 'resolved',
  })
  const example = item('examples', '4', 'library', {
    title: 'Thư viện xanh do học sinh khối 11 chăm sóc (minh họa)',
    subject: 'collective',
    sentToDept: true,
  })
  const numbers = counters({
    pressTotal: 3,
    pressPositive: 2,
    pressNeutral: 1,
    feedbackTotal: 4,
    feedbackResolved: 4,
    newsPublished: 3,
    newsSent: 1,
  })
  const fields = { overview: CALM, 'sources.parent_meetings': true, ...numbers, ...issue, ...example }
  return [
    ...sent(fields, 17, 'own', by.head),
    act('vanphong', 18, 'monthly.receive', { version: 1 }),
    act('chanhvp', 21, 'monthly.accept', { version: 1, note: 'Báo cáo rõ, đủ số liệu.' }),
  ]
}

function nothing({ by, act, sent }: Teller): Act[] {
  return [
    ...sent({ nil: true }, 16, 'by voice'),
    ...(by.head === by.officer ? [] : [act(by.head, 16, 'monthly.confirm', { version: 1 })]),
    act('vanphong', 17, 'monthly.receive', { version: 1 }),
    act('vanphong', 21, 'monthly.accept', { version: 1, note: '' }),
  ]
}

function approved({ by, act, sent }: Teller): Act[] {
  const issue = item('issues', '2', 'gate', {
    title: 'Ùn tắc trước cổng trường giờ tan học (minh họa)',
    topic: 'school_safety',
    origin: 'social_media',
    level: 'high',
    summary: 'Ảnh cổng trường được chia sẻ trong nhóm phụ huynh.',
    handling: 'Tan học lệch giờ theo khối, đội cờ đỏ phân luồng cùng công an xã.',
    result: 'resolved',
  })
  const fields = { overview: CALM, 'sources.social_groups': true, 'counters.postsNoted': 2, ...issue }
  return [
    ...sent(fields, 18, 'by voice'),
    act(by.head, 18, 'monthly.confirm', { version: 1 }),
    act('vanphong', 19, 'monthly.receive', { version: 1 }),
    act('chanhvp', 22, 'monthly.accept', { version: 1, note: '' }),
  ]
}

/** It waits for the officer, and one issue of it goes on into the next month. */
function sentBack({ act, sent }: Teller, { from }: DemoMonth): Act[] {
  const issue = item('issues', '1', 'exams', {
    title: 'Lịch kiểm tra cuối kỳ dồn vào một tuần (minh họa)',
    topic: 'exam',
    origin: 'citizen_feedback',
    level: 'medium',
    firstSeen: from,
    handling: 'Nhà trường đang xếp lại lịch, sẽ thông báo trước một tuần.',
    result: 'in_progress',
  })
  const numbers = counters({ feedbackTotal: 5, feedbackResolved: 3, feedbackPending: 2 })
  const fields = { overview: CALM, docNumber: '9/BC-THPTBM', ...numbers, ...issue }
  const handling = Object.keys(issue).find((path) => path.endsWith('.handling')) ?? ''
  return [
    ...sent(fields, 16, 'by voice'),
    act('vanphong', 17, 'monthly.receive', { version: 1 }),
    act('vanphong', 18, 'monthly.return', {
      version: 1,
      reason: 'Nhờ trường bổ sung rồi gửi lại.',
      fields: [
        { path: 'overview', reason: 'Nêu rõ nguồn thông tin: họp phụ huynh hay mạng xã hội.' },
        { path: handling, reason: 'Ghi ngày dự kiến có lịch mới.' },
      ],
      countFromNext: false,
    }),
  ]
}

/** Two pieces of evidence that somebody noted on the way. */
function begun({ by, act }: Teller, { from }: DemoMonth, now: Instant): Act[] {
  const at = notAfter(now, `${from}T03:00:00.000Z` as Instant, 40)
  const piece = (name: string, members: Fields) => item('evidence', '0', name, { ...members, day: from, at })
  const fields = {
    ...piece('post', { kind: 'post', title: 'Bài khen đội bóng của trường (minh họa)' }),
    ...piece('feedback', { kind: 'feedback', count: 2, resolved: 1 }),
  }
  return [{ ...act(by.officer, 1, 'monthly.edit', { edits: editsOf(fields) }), received: at }]
}

function late({ act, sent }: Teller): Act[] {
  const issue = item('issues', '2x', 'road', {
    title: 'Đường tới điểm trường lẻ bị sạt (minh họa)',
    topic: 'facility',
    origin: 'internal',
    level: 'high',
    handling: 'Báo Ủy ban nhân dân xã, học sinh học nhờ nhà văn hóa.',
    result: 'resolved',
  })
  const overview = 'Người dân quan tâm đường tới trường sau mưa lũ (minh họa).'
  return [...sent({ overview, ...issue }, 21, 'by voice'), act('vanphong', 22, 'monthly.receive', { version: 1 })]
}
