import type { PlanId } from '#domain/ids.ts'
import type { MutationName } from '#domain/mutations.ts'
import type { Quarter } from '#domain/plans/plan.ts'
import type { PlanPlace } from '#domain/tasks/place.ts'
import type { Product } from '#domain/tasks/product.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Act } from './story.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

type Step = (daysAgo: number, username: string, name: MutationName, args?: Act['args']) => void

/** What some units did about this quarter's tasks: one reported, one returned, one under way, one that asks for time. */
export function taskStory(now: Instant, planId: PlanId): Act[] {
  const quarter = Math.ceil(Number(hanoiDay(now).slice(5, 7)) / 3) as Quarter
  const acts: Act[] = []
  const card = (unit: string, place: PlanPlace): Step => {
    let minutes = 0
    return (daysAgo, username, name, args = {}) => {
      // two minutes between the steps of one day, the last of them before now
      minutes += 2
      acts.push({
        received: instantOf(msOf(now) - daysAgo * DAY - (60 - minutes) * MINUTE),
        waited: 1,
        username,
        subject: `${unit} ${place.group}`,
        name,
        args: { unit, planId, place, ...args },
      })
    }
  }
  drowning(card('P-CTHS', { role: 'lead', group: 'III', item: 1, quarter }))
  policy(card('VPS', { role: 'lead', group: 'I', item: 1, quarter }))
  school(card('THPT-BM', { role: 'coordinator', group: 'III', quarter }))
  ownNews(card('THPT-BM', { role: 'coordinator', group: 'I', quarter }))
  online(card('P-CTHS', { role: 'lead', group: 'III', item: 2, quarter }), quarter, now)
  return acts
}

const product = (told: Partial<Product> & Pick<Product, 'kind' | 'title'>): Product => ({
  channel: 'portal',
  publishedAt: null,
  link: '',
  qty: 1,
  ...told,
})

/** Reported, and waiting for the office. */
function drowning(step: Step): void {
  const who = 'phong.cths'
  step(16, who, 'task.see')
  step(12, who, 'task.progress', { percent: 40, note: 'Đã có bản thảo tờ rơi, đang xin ý kiến.' })
  const leaflet = product({ kind: 'leaflet', title: 'Sáu điều cha mẹ dặn con trước mùa hè (minh họa)', qty: 1200 })
  step(6, who, 'task.addProduct', { product: { ...leaflet, channel: 'meeting' } })
  const news = product({ kind: 'news', title: 'Lớp dạy bơi miễn phí ở ba trường (minh họa)' })
  step(6, who, 'task.addProduct', { product: { ...news, link: 'https://so-vi-du.example/tin/lop-day-boi' } })
  step(5, who, 'task.report', { note: 'Đã phát tờ rơi tới các trường và đăng một tin.' })
}

/** Reported, and returned for more. */
function policy(step: Step): void {
  step(20, 'vanphong', 'task.see')
  const answers = product({ kind: 'qa', title: 'Hỏi - đáp về tuyển sinh đầu cấp (minh họa)', qty: 3 })
  step(10, 'vanphong', 'task.addProduct', { product: answers })
  step(9, 'vanphong', 'task.report', { note: 'Đã đăng ba lượt hỏi - đáp.' })
  step(8, 'chanhvp', 'task.return', { reason: 'Thiếu đường dẫn tới các bài đã đăng. Bổ sung rồi báo lại.' })
}

/** Under way. */
function school(step: Step): void {
  step(11, 'dm.binhminh', 'task.see')
  step(7, 'dm.binhminh', 'task.progress', { percent: 30, note: 'Đã lên lịch nói chuyện dưới cờ.' })
  const talk = product({ kind: 'event', title: 'Nói chuyện dưới cờ về an toàn mùa mưa (minh họa)', channel: 'meeting' })
  step(3, 'dm.binhminh', 'task.addProduct', { product: talk })
  step(2, 'vanphong', 'task.comment', { text: 'Nhờ trường chụp lại buổi nói chuyện để đưa vào bản tin chung.' })
  step(2, 'dm.binhminh', 'task.comment', { text: 'Vâng, trường sẽ bổ sung ảnh trong tuần này.' })
}

/** Done. */
function ownNews(step: Step): void {
  const article = product({ kind: 'feature', title: 'Một ngày ở thư viện xanh (minh họa)', channel: 'unit_site' })
  step(15, 'dm.binhminh', 'task.addProduct', {
    product: { ...article, link: 'https://thpt-binh-minh.example/thu-vien-xanh' },
  })
  step(14, 'dm.binhminh', 'task.report', { note: 'Bài đã đăng trên trang của trường.' })
  step(13, 'vanphong', 'task.accept', { note: '' })
}

/** Asks for two weeks more. */
function online(step: Step, quarter: Quarter, now: Instant): void {
  const year = Number(hanoiDay(now).slice(0, 4))
  const before = new Date(Date.UTC(year, quarter * 3, 15)).toISOString().slice(0, 10)
  step(4, 'phong.cths', 'task.see')
  step(4, 'phong.cths', 'task.askExtension', { before, reason: 'Chờ lịch ghi hình của hai trường.' })
}
