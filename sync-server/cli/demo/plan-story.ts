import type { PlanId } from '#domain/ids.ts'
import type { MutationName } from '#domain/mutations.ts'
import { hanoiDay, hanoiYear, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { notAfter } from './demo-months.ts'
import { earlier, editsOf, item } from './month-story.ts'
import type { Act } from './story.ts'

const DAY = 86_400_000

/**
 * The unit's own plans: the commune's of this year, which the office accepted and whose first line is under way, and
 * the school's, begun and not sent: next year's from October on. All of it is invented.
 */
export function planStory(now: Instant, planId: PlanId): Act[] {
  const year = hanoiYear(now)
  return [...accepted(now, year, planId), begun(now, hanoiDay(now).slice(5) >= '10-01' ? year + 1 : year)]
}

function accepted(now: Instant, year: number, planId: PlanId): Act[] {
  const key = { unit: 'XA-SM', of: String(year) }
  const fields = COMMUNE(year)
  // acts that would lie ahead keep their order: the first of them is the longest ago
  let minutes = 58
  const act = (username: string, wanted: Instant, name: MutationName, args: Act['args'] = {}): Act => {
    minutes -= 4
    const received = notAfter(now, wanted, minutes)
    return { received, waited: 1, username, subject: `XA-SM plan ${year}`, name, args: { ...key, ...args } }
  }
  const on = (day: string, hour: string) => `${year}-${day}T${hour}:00:00.000Z` as Instant
  const submit = act('xa.saomai', on('03-04', '02'), 'plan.submit')
  const drafted = earlier(submit.received)
  const [line = ''] = Object.keys(fields).flatMap((path) => /^lines\.([^.]+)\./.exec(path)?.[1] ?? [])
  return [
    { ...submit, name: 'plan.edit', received: drafted, args: { ...key, edits: editsOf(fields) } },
    {
      ...submit,
      args: {
        ...key,
        snapshot: fields,
        parent: { planId, asOf: hanoiDay(now) },
        approval: { kind: 'verbal', way: 'phone', at: drafted, note: '' },
      },
    },
    act('vanphong', on('03-05', '02'), 'plan.receive', { version: 1 }),
    act('chanhvp', on('03-08', '03'), 'plan.accept', { version: 1, note: 'Kế hoạch rõ việc, rõ người (minh họa).' }),
    act('xa.saomai', on('04-20', '03'), 'plan.progress', { line, percent: 40, note: '' }),
  ]
}

/** Two parts of it are written, two days ago. */
const begun = (now: Instant, year: number): Act => ({
  received: instantOf(msOf(now) - 2 * DAY),
  waited: 1,
  username: 'dm.binhminh',
  subject: `THPT-BM plan ${year}`,
  name: 'plan.edit',
  args: {
    unit: 'THPT-BM',
    of: String(year),
    edits: editsOf({
      objectives: 'Phụ huynh biết lịch học và các khoản thu ngay từ đầu năm (minh họa).',
      'channels.unit_site': true,
      'channels.meeting': true,
    }),
  },
})

const COMMUNE = (year: number): Fields => ({
  objectives:
    'Cha mẹ trong xã nắm được chính sách mới của ngành (minh họa).\nMỗi quý ít nhất 02 tin trên loa truyền thanh xã (minh họa).',
  'channels.loudspeaker': true,
  'channels.meeting': true,
  'channels.fanpage': true,
  'budget.source': 'regular',
  'budget.total': 3_500_000,
  'focalPoint.name': 'Đỗ Thị Giang',
  'focalPoint.position': 'Công chức văn hóa - xã hội',
  'spokesperson.name': 'Trưởng phòng (minh họa)',
  'spokesperson.position': 'Trưởng phòng Văn hóa - Xã hội',
  crisis: 'Nắm thông tin, báo lãnh đạo xã, gọi Văn phòng Sở, gửi báo cáo nhanh, cập nhật (minh họa).',
  docNumber: '7/KH-XASM',
  ...item('lines', `${year}`, 'policy', {
    at: '000001',
    planItem: 'I.1',
    title: 'Phổ biến chính sách mới qua loa truyền thanh (minh họa)',
    'quarter.1': true,
    'quarter.2': true,
    'quarter.3': true,
    'quarter.4': true,
    start: `${year}-03-15`,
    end: `${year}-12-20`,
    'qty.news': 8,
    'channel.loudspeaker': true,
    responsible: 'Đỗ Thị Giang',
    coordinators: 'Đài truyền thanh xã (minh họa)',
    indicator: 'Mỗi quý 02 tin',
  }),
  ...item('lines', `${year}`, 'drowning', {
    at: '000002',
    planItem: 'III.1',
    title: 'Phòng, chống đuối nước trước mùa hè (minh họa)',
    'quarter.2': true,
    start: `${year}-04-15`,
    end: `${year}-06-10`,
    'qty.leaflet': 500,
    'qty.event': 1,
    'channel.meeting': true,
    responsible: 'Đoàn thanh niên xã (minh họa)',
    budget: 3_500_000,
    indicator: '100% điểm trường có buổi nói chuyện',
  }),
})
