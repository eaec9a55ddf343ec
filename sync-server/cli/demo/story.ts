import type { UnitId } from '#domain/ids.ts'
import type { IncidentBody } from '#domain/incidents/body.ts'
import { emptyDetails } from '#domain/incidents/details.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { urgencyFor } from '#domain/incidents/severity.ts'
import type { MutationName } from '#domain/mutations.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'

/** One act in the past of the demo. */
export interface Act {
  /** when the server took it */
  received: Instant
  /** minutes that it had waited on a phone without a network */
  waited: number
  username: string
  name: MutationName
  /** a name for what it is about, the same for all acts on it */
  subject: string
  args: Readonly<Record<string, unknown>>
  /** what is only known by then, put beside the arguments */
  completed?: (known: Known) => Readonly<Record<string, unknown>>
}

/** What the server holds when an act is due. */
export interface Known {
  unitId: UnitId
  incidents: readonly Incident[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

type Told = Partial<IncidentBody> & Pick<IncidentBody, 'category' | 'severity' | 'title' | 'whatHappened'>

/** Six invented incidents of the last months, each in another state; no name, no face, nothing that happened. */
export function story(now: Instant): Act[] {
  const acts: Act[] = []
  const today = msOf(`${hanoiDay(now)}T10:00:00.000Z` as Instant)
  /** So many minutes before five in the afternoon in Hanoi, some days ago. */
  const moment: Moment = (daysAgo, minutes) => instantOf(today - daysAgo * DAY - minutes * MINUTE)
  const tell = (subject: string) => ({
    report(username: string, unit: string, received: Instant, told: Told, waited = 2) {
      acts.push({
        received,
        waited,
        username,
        subject,
        name: 'incident.report',
        args: { unit, body: body(received, told, waited) },
      })
    },
    supplement(username: string, received: Instant, told: Told, report: 'update' | 'final' = 'update') {
      const args = { report, body: body(received, told, 2) }
      acts.push({ received, waited: 2, username, subject, name: 'incident.supplement', args })
    },
    act(username: string, received: Instant, name: MutationName, args: Act['args']) {
      acts.push({ received, waited: 0, username, subject, name, args })
    },
  })
  stairs(tell('stairs'), moment)
  lunch(tell('lunch'), moment)
  storm(tell('storm'), moment)
  worry(tell('worry'), moment)
  rumour(tell('rumour'), moment)
  water(tell('water'), instantOf(msOf(now) - 50 * MINUTE))
  return acts.sort((a, b) => (a.received < b.received ? -1 : 1))
}

type Teller = {
  report(username: string, unit: string, received: Instant, told: Told, waited?: number): void
  supplement(username: string, received: Instant, told: Told, report?: 'update' | 'final'): void
  act(username: string, received: Instant, name: MutationName, args: Act['args']): void
}
type Moment = (daysAgo: number, minutes: number) => Instant

function stairs({ report, supplement, act }: Teller, moment: Moment): void {
  const told: Told = {
    category: 'injury',
    severity: 2,
    title: 'Học sinh trượt ngã cầu thang',
    place: { kind: 'on_campus', text: 'Cầu thang dãy nhà B' },
    whatHappened:
      'Giờ ra chơi trời mưa, nền trơn, một học sinh khối 11 trượt ngã, đau cổ chân. Cán bộ y tế đã sơ cứu, phụ huynh đã tới trường.',
    details: { ...emptyDetails.injury, where: 'stairs', during: 'break', supervised: true, firstAid: true },
    people: people(1, { monitoredAtHome: 1 }),
  }
  report('dm.binhminh', 'THPT-BM', moment(74, 95), told)
  act('vanphong', moment(74, 60), 'incident.receive', {
    note: 'Đã nhận. Nhà trường thông báo thêm khi có kết quả khám.',
  })
  supplement('dm.binhminh', moment(73, 300), {
    ...told,
    whatHappened: `${told.whatHappened} Kết quả chụp phim: bong gân nhẹ, nghỉ ở nhà ba ngày.`,
    parentsInformed: 'all',
    agencies: ['health', 'parents'],
  })
  act('vanphong', moment(73, 200), 'incident.follow', {
    state: 'monitoring',
    note: 'Theo dõi tới khi học sinh đi học lại.',
  })
  const final: Told = {
    ...told,
    whatHappened: `${told.whatHappened} Học sinh đã đi học lại bình thường.`,
    people: people(1, { treatedAndReleased: 1 }),
    cause: 'Mưa hắt vào cầu thang, thảm chống trượt đã cũ.',
    actions: [{ at: null, text: 'Thay thảm chống trượt, đặt biển báo, phân công trực cầu thang giờ ra chơi.' }],
    parentsInformed: 'all',
    agencies: ['health', 'parents'],
    assessment: 'Sự việc đã ổn, gia đình đồng thuận.',
  }
  supplement('dm.binhminh', moment(69, 400), final, 'final')
  act('chanhvp', moment(68, 330), 'incident.conclude', {
    conclusion: 'Nhà trường xử lý kịp thời. Nhắc các trường kiểm tra cầu thang trước mùa mưa.',
  })
  act('chanhvp', moment(68, 325), 'incident.close', {})
}

function lunch({ report, supplement, act }: Teller, moment: Moment): void {
  const told: Told = {
    category: 'food_poisoning',
    severity: 3,
    title: 'Nghi rối loạn tiêu hóa sau bữa bán trú',
    place: { kind: 'on_campus', text: 'Nhà ăn bán trú' },
    call: { made: true, at: moment(38, 190), note: 'Đã báo trực Văn phòng Sở' },
    whatHappened:
      'Khoảng một giờ sau bữa trưa bán trú, tám học sinh đau bụng, hai em nôn. Đã đưa tới trạm y tế xã, các em tỉnh táo.',
    people: people(8, { monitoredAtHome: 2, hospitalised: 6 }),
    agencies: ['health', 'parents'],
    parentsInformed: 'all',
  }
  report('dm.saomai', 'TH-SM', moment(38, 180), told)
  act('vanphong', moment(38, 172), 'incident.receive', { note: 'Đã nhận, đã báo lãnh đạo Sở.' })
  act('chanhvp', moment(38, 150), 'incident.requestMore', {
    reason: 'Bổ sung số suất ăn, đơn vị cung cấp và mẫu thức ăn lưu.',
  })
  supplement('dm.saomai', moment(38, 60), {
    ...told,
    details: {
      ...emptyDetails.food_poisoning,
      meal: 'Bữa trưa bán trú',
      servings: 214,
      provider: 'school_kitchen',
      sampleKept: true,
      symptoms: ['stomach_ache', 'vomiting'],
    },
    exposed: 214,
    people: people(11, { monitoredAtHome: 5, hospitalised: 6 }),
  })
  act('vanphong', moment(37, 530), 'incident.follow', {
    state: 'monitoring',
    note: 'Các em đã về nhà. Chờ kết quả kiểm nghiệm mẫu lưu.',
  })
  act('vanphong', moment(36, 500), 'incident.comment', {
    text: 'Nhà trường đã có kết quả kiểm nghiệm mẫu thức ăn lưu chưa?',
  })
  act('dm.saomai', moment(36, 420), 'incident.comment', {
    text: 'Trạm y tế hẹn chiều mai có kết quả, trường sẽ bổ sung ngay.',
  })
}

function storm({ report, act }: Teller, moment: Moment): void {
  report(
    'dm.daohaixanh',
    'DAO-HX',
    moment(19, 240),
    {
      category: 'disaster',
      severity: 2,
      title: 'Gió giật tốc mái nhà để xe',
      place: { kind: 'on_campus', text: 'Nhà để xe sau trường' },
      whatHappened:
        'Gió mạnh ban đêm làm tốc khoảng mười tấm tôn nhà để xe. Không có ai trong trường, không ai bị thương. Đảo mất sóng từ tối.',
      people: people(0, {}),
      parentsInformed: 'na',
    },
    9 * 60,
  )
  act('vanphong', moment(19, 210), 'incident.receive', {
    note: 'Đã nhận. Báo cáo viết lúc mất mạng, Văn phòng ghi nhận.',
  })
  act('lanhdao', moment(18, 500), 'incident.follow', {
    state: 'handling',
    note: 'Giao kế hoạch tài chính hỗ trợ vật tư theo chuyến tàu tới.',
  })
}

function worry({ report, act }: Teller, moment: Moment): void {
  report('dm.binhminh', 'THPT-BM', moment(12, 130), {
    category: 'self_harm',
    severity: 3,
    title: 'Học sinh cần được hỗ trợ tâm lý',
    place: { kind: 'on_campus', text: 'Phòng tư vấn' },
    call: { made: true, at: moment(12, 150), note: '' },
    whatHappened:
      'Một học sinh chia sẻ với giáo viên tư vấn những suy nghĩ tiêu cực. Giáo viên ở bên cạnh, gia đình đã đón về, có hẹn với bác sĩ. Hiện học sinh an toàn.',
    people: people(1, { unharmed: 1 }),
    agencies: ['parents', 'health'],
    parentsInformed: 'all',
  })
  act('chanhvp', moment(12, 90), 'incident.receive', { note: 'Đã nhận. Chỉ người có trách nhiệm được xem.' })
  act('chanhvp', moment(11, 480), 'incident.follow', {
    state: 'monitoring',
    note: 'Đề nghị nhà trường giữ liên lạc với gia đình mỗi tuần.',
  })
}

function rumour({ report, act }: Teller, moment: Moment): void {
  report('dm.saomai', 'TH-SM', moment(5, 320), {
    category: 'false_info',
    severity: 1,
    title: 'Tin đồn về khoản thu đầu năm',
    place: { kind: 'online', text: 'Nhóm phụ huynh' },
    whatHappened:
      'Một nhóm phụ huynh chuyền tay ảnh bảng thu cũ của trường khác, hiểu nhầm là của trường. Nhà trường đã đăng bảng thu đúng.',
    media: { pressContacted: false, published: false, spread: 'local_groups', rumours: '', statementMade: true },
    people: people(0, {}),
  })
  act('vanphong', moment(5, 200), 'incident.receive', { note: '' })
  act('vanphong', moment(4, 400), 'incident.requestMore', {
    reason: 'Gửi thêm nội dung nhà trường đã thông tin tới phụ huynh.',
  })
}

/** Within the hour, so that the office always has something new to receive. */
function water({ report }: Teller, received: Instant): void {
  report('dm.daohaixanh', 'DAO-HX', received, {
    category: 'facility',
    severity: 1,
    title: 'Hỏng máy bơm nước',
    place: { kind: 'on_campus', text: 'Khu bán trú' },
    whatHappened:
      'Máy bơm hỏng từ sáng, khu bán trú thiếu nước. Trường đang dùng nước dự trữ, thợ sẽ ra đảo chiều nay.',
    people: people(0, {}),
  })
}

/** A report as its author would have written it a few minutes before committing it. */
function body(received: Instant, told: Told, waited: number): IncidentBody {
  const seen = instantOf(msOf(received) - (waited + 20) * MINUTE)
  return { ...emptyDraft(seen), urgency: urgencyFor[told.severity], ...told }
}

function people(total: number, outcome: Partial<IncidentBody['people']['outcome']>): IncidentBody['people'] {
  const empty = emptyDraft(instantOf(0)).people
  const band = total === 0 ? '0' : total === 1 ? '1' : total === 2 ? '2' : '3+'
  return { ...empty, band, total, students: { ...empty.students, total }, outcome: { ...empty.outcome, ...outcome } }
}
