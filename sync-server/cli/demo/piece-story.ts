import type { Day } from '#domain/deadlines/days.ts'
import type { Article, Example } from '#domain/pieces/body.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { Act } from './story.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Where the demo's pieces go: the office and the division that runs the portal. */
export const PIECE_RECIPIENTS = {
  recipients: ['VPS', 'P-CTHS'].map((unit) => ({ unit, from: '2020-01-01' as Day, to: null })),
}

/** Two articles and two examples: answered by both places, by one, by none; one whose consent was withdrawn. */
export function pieceStory(now: Instant): Act[] {
  const ago = (days: number, hours = 0): Instant => instantOf(msOf(now) - days * DAY - hours * HOUR)
  const day = (daysAgo: number): Day => hanoiDay(ago(daysAgo)) as Day
  const act =
    (subject: string) =>
    (received: Instant, username: string, name: Act['name'], args: Act['args'] = {}): Act => ({
      received,
      waited: 1,
      username,
      subject,
      name,
      args,
    })
  const [library, garden, wallet, choir] = ['library', 'garden', 'wallet', 'choir'].map((name) => act(`piece ${name}`))
  if (!library || !garden || !wallet || !choir) throw new Error('four pieces are told')
  const binhMinh = { unit: 'THPT-BM', photos: [] }
  const saoMai = { unit: 'TH-SM', photos: [] }
  return [
    library(ago(12), 'dm.binhminh', 'piece.send', { ...binhMinh, body: LIBRARY }),
    library(ago(11), 'phong.cths', 'piece.receive'),
    library(ago(10), 'phong.cths', 'piece.publish', {
      channel: 'portal',
      link: 'https://so-vi-du.example/tin/thu-vien-xanh',
      on: day(10),
    }),
    library(ago(9), 'vanphong', 'piece.decline', { reason: 'Cổng đã đăng; Fanpage chờ đợt bài tháng sau (minh họa).' }),
    garden(ago(2), 'dm.saomai', 'piece.send', { ...saoMai, body: GARDEN }),
    garden(ago(1), 'vanphong', 'piece.receive'),
    wallet(ago(6), 'dm.binhminh', 'piece.send', { ...binhMinh, body: wallets(day(7)) }),
    choir(ago(20), 'dm.saomai', 'piece.send', { ...saoMai, body: choirs(day(21)) }),
    choir(ago(19), 'phong.cths', 'piece.publish', { channel: 'portal', link: '', on: day(19) }),
    choir(ago(4), 'dm.saomai', 'piece.withdrawConsent', { note: '' }),
  ]
}

const LIBRARY: Article = {
  form: 'article',
  kind: 'article',
  title: 'Một ngày ở thư viện xanh (minh họa)',
  author: 'Nhân viên thư viện',
  text: 'Thư viện ngoài trời của trường mở cửa cả giờ ra chơi. Mỗi lớp nhận chăm một kệ sách và giới thiệu một cuốn mỗi tuần (minh họa).',
  link: '',
  channel: 'unit_site',
}

const GARDEN: Article = {
  form: 'article',
  kind: 'news',
  title: 'Vườn rau của lớp (minh họa)',
  author: 'Giáo viên',
  text: 'Các lớp khối 4 bắt đầu trồng rau trong giờ hoạt động trải nghiệm; rau thu được đưa vào bếp bán trú (minh họa).',
  link: '',
  channel: null,
}

const wallets = (on: Day): Example => ({
  form: 'example',
  kind: 'good_deed',
  title: 'Trả lại của rơi (minh họa)',
  author: 'Giáo viên chủ nhiệm',
  text: 'Em nhặt được ví tiền trên đường tới trường và nộp lại để trả người mất (minh họa).',
  link: '',
  channel: null,
  about: 'person',
  label: 'Học sinh A, lớp 10',
  under16: true,
  consent: {
    recordedBy: 'Giáo viên chủ nhiệm',
    person: { on, how: 'verbal' },
    parents: { on, how: 'written' },
  },
})

const choirs = (on: Day): Example => ({
  form: 'example',
  kind: 'exemplar',
  title: 'Tổ nữ công gây quỹ sách vở (minh họa)',
  author: 'Công đoàn trường',
  text: 'Tổ nữ công góp sách vở cũ tặng học sinh khó khăn đầu năm học (minh họa).',
  link: '',
  channel: null,
  about: 'group',
  label: 'Tổ nữ công của trường',
  under16: false,
  consent: { recordedBy: 'Chủ tịch công đoàn', person: { on, how: 'written' }, parents: null },
})
