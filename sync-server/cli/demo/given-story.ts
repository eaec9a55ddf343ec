import { addDays, type Day } from '#domain/deadlines/days.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Act } from './story.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** One key event that is to come, and one brief for a meeting, which one of three units has answered. */
export function givenStory(now: Instant): Act[] {
  const today = hanoiDay(now) as Day
  const [festival, meeting] = [addDays(today, 40), addDays(today, 5)]
  const act = (subject: string, daysAgo: number, username: string, name: Act['name'], args: Act['args']): Act => ({
    received: instantOf(msOf(now) - daysAgo * DAY - HOUR),
    waited: 1,
    username,
    subject,
    name,
    args,
  })
  const units = ['XA-SM', 'DAO-HX', 'VPS']
  const event = {
    kind: 'event',
    title: 'Ngày hội đọc sách toàn tỉnh (minh họa)',
    from: festival,
    to: addDays(festival, 2),
    hour: '',
    place: 'Thư viện tỉnh (minh họa)',
    ask: 'Mỗi đơn vị đăng ít nhất một tin có ảnh và gửi đường dẫn (minh họa).',
    before: addDays(festival, 8),
  }
  const brief = {
    kind: 'brief',
    title: 'Giao ban về bán trú (minh họa)',
    from: meeting,
    to: meeting,
    hour: '14:00',
    place: '',
    ask: 'Số học sinh bán trú, khó khăn và kiến nghị của đơn vị; tối đa mười dòng (minh họa).',
    before: meeting,
  }
  return [
    act('event', 9, 'vanphong', 'task.give', { units, body: event }),
    act('brief', 2, 'lanhdao', 'task.give', { units, body: brief }),
    act('brief', 1, 'xa.saomai', 'task.report', {
      unit: 'XA-SM',
      place: { role: 'given' },
      note: 'Hai trường có bán trú, 412 học sinh. Khó khăn: bếp ăn nhỏ. Kiến nghị: hỗ trợ sửa bếp trước tháng Tư (minh họa).',
    }),
  ]
}
