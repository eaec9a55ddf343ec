import type { ProductKind } from '#domain/tasks/product.ts'
import type { UnitChannel } from '#domain/unit-plans/fields.ts'
import type { PlanPart } from '#domain/unit-plans/parts.ts'
import type { UnitPlanIssueCode } from '#domain/unit-plans/validation.ts'

type Params = Readonly<Record<string, string | number>>

const channels = {
  unit_site: 'Trang thông tin của đơn vị',
  fanpage: 'Trang mạng xã hội của đơn vị',
  social: 'Nhóm Zalo, mạng xã hội',
  portal: 'Cổng thông tin của Sở',
  press: 'Báo, đài',
  bulletin: 'Bản tin',
  email: 'Thư điện tử',
  meeting: 'Họp phụ huynh, họp đơn vị',
  loudspeaker: 'Loa phát thanh',
  other: 'Kênh khác',
} satisfies Record<UnitChannel, string>

const products = {
  news: 'Tin, bài',
  feature: 'Phóng sự, gương điển hình',
  video: 'Video',
  infographic: 'Infographic',
  bulletin: 'Bản tin',
  leaflet: 'Tờ rơi',
  event: 'Sự kiện',
  contest: 'Cuộc thi',
  press_item: 'Bài trên báo, đài',
  social_post: 'Bài trên mạng xã hội',
  qa: 'Hỏi - đáp',
  training: 'Tập huấn',
  letter: 'Thư',
  other: 'Sản phẩm khác',
} satisfies Record<ProductKind, string>

const named = (prefix: string, labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [`${prefix}.${name}`, label]))

/** A unit's plan of one year: its fields, its pages and its rules; what it shares with a report stands in `unit-forms.ts`. */
export const unitPlan = {
  title: (year: string) => `Kế hoạch truyền thông năm ${year}`,
  loading: 'Đang mở kế hoạch…',
  notFoundTitle: 'Không có kế hoạch năm này',
  notFound: 'Năm không có thật, hoặc bạn không thuộc đơn vị nào phải lập kế hoạch.',
  notYet: 'Chưa tới lúc lập kế hoạch của năm này. Bạn lập được từ ngày 01/10 năm trước.',
  partsTitle: 'Các phần của kế hoạch',
  parts: {
    objectives: 'Mục tiêu và kênh',
    lines: 'Các dòng công việc',
    budget: 'Kinh phí',
    people: 'Đầu mối, người phát ngôn',
    crisis: 'Quy trình khi có khủng hoảng',
  } satisfies Record<PlanPart, string>,
  fields: {
    objectives: 'Mục tiêu',
    channels: 'Kênh truyền thông của đơn vị',
    ...named('channels', channels),
    'budget.source': 'Nguồn kinh phí',
    'budget.total': 'Tổng kinh phí (đồng)',
    'focalPoint.name': 'Đầu mối truyền thông',
    'focalPoint.position': 'Chức vụ của đầu mối',
    'focalPoint.decision': 'Quyết định phân công (số, ngày)',
    'spokesperson.name': 'Người phát ngôn',
    'spokesperson.position': 'Chức vụ của người phát ngôn',
    'spokesperson.authorised': 'Phát ngôn theo ủy quyền của Thủ trưởng',
    crisis: 'Quy trình khi có khủng hoảng',
    docNumber: 'Số, ký hiệu văn bản (nếu có)',
    approval: 'Thủ trưởng duyệt',
    lines: 'Các dòng công việc',
    'lines.planItem': 'Mục trong kế hoạch của Sở',
    'lines.title': 'Tên công việc',
    'lines.quarter': 'Quý thực hiện',
    'lines.quarters': 'Quý thực hiện',
    'lines.quarter.1': 'Quý I',
    'lines.quarter.2': 'Quý II',
    'lines.quarter.3': 'Quý III',
    'lines.quarter.4': 'Quý IV',
    'lines.start': 'Từ ngày',
    'lines.end': 'Đến hết ngày',
    'lines.qty': 'Sản phẩm',
    'lines.products': 'Sản phẩm',
    ...named('lines.qty', products),
    'lines.channel': 'Kênh',
    ...named('lines.channel', channels),
    'lines.responsible': 'Người, bộ phận phụ trách',
    'lines.coordinators': 'Phối hợp',
    'lines.budget': 'Kinh phí (đồng)',
    'lines.indicator': 'Chỉ tiêu',
    'lines.removed': 'Đã bỏ',
  } as Readonly<Record<string, string>>,
  choices: {
    source: { regular: 'Chi thường xuyên', mobilised: 'Xã hội hóa' },
  } as Readonly<Record<string, Readonly<Record<string, string>>>>,
  hints: {
    objectives: 'Mỗi dòng một mục tiêu.',
    'budget.total': 'Bằng tổng kinh phí các dòng. Không có thì để trống.',
    'focalPoint.decision': 'Ví dụ: 15/QĐ-THPTHD ngày 01/03/2026',
    crisis: 'Ai phát hiện, báo ai, ai gọi Văn phòng Sở, ai phát ngôn.',
    docNumber: 'Ví dụ: 12/KH-THPTHD',
    'lines.planItem': 'Ghi như VIII.3. Để trống nếu là việc riêng của đơn vị.',
    'lines.start': 'Ghi như 15/03/2026',
    'lines.end': 'Ghi như 20/12/2026',
    'lines.budget': 'Để trống nếu không tốn kinh phí.',
  } as Readonly<Record<string, string>>,
  addItem: { lines: 'Thêm dòng của riêng đơn vị' } as Readonly<Record<string, string>>,
  late: (n: number) => `Đã quá hạn ${n} ngày. Kế hoạch vẫn được gửi và ghi nhận là trễ.`,
  send: 'Gửi kế hoạch',
  sum: (words: string) => `Các dòng cộng lại: ${words}`,
  useSum: 'Lấy số này làm tổng kinh phí',
  me: 'Đầu mối là tôi',
  picker: {
    title: 'Mục kế hoạch của Sở có đơn vị bạn',
    text: 'Chạm để thêm một dòng đã điền sẵn tên, quý và ngày.',
    add: (ref: string) => `Thêm dòng cho mục ${ref}`,
    added: (ref: string) => `Đã thêm dòng cho mục ${ref}`,
    quarters: (names: string) => `Quý ${names}`,
    done: 'Mọi mục có đơn vị bạn đều đã có dòng.',
    noPlan: 'Máy này chưa có kế hoạch năm của Sở. Bạn vẫn ghi được các dòng của đơn vị.',
    open: (n: number) => `Còn ${n} mục của Sở có đơn vị bạn mà chưa có dòng nào`,
  },
  addProduct: 'Thêm sản phẩm',
  productHint: 'Chọn loại, rồi ghi số lượng',
  inEffect: (no: number) => `Bản ${no} đang có hiệu lực`,
  amending: 'Bản sửa đổi chưa được chấp nhận; bản đang có hiệu lực không đổi.',
  work: {
    title: 'Việc của đơn vị',
    link: 'Xem tiến độ việc của đơn vị',
    none: 'Khi Văn phòng Sở chấp nhận kế hoạch, các dòng thành việc của đơn vị ở đây.',
    gone: 'Dòng này không còn trong bản đang có hiệu lực.',
    days: (from: string, to: string) => `Từ ${from} đến hết ${to}`,
    percent: 'Đã xong bao nhiêu phần trăm',
    note: 'Ghi chú (nếu có)',
    save: 'Lưu tiến độ',
    saved: 'Đã lưu trên máy này.',
    history: 'Tiến độ đã ghi',
    progress: (percent: number) => `${percent}%`,
    done: 'Hoàn thành',
    open: 'Chưa làm',
  },
  issueText: {
    V29: () => 'Ngày kết thúc phải sau ngày bắt đầu.',
    V30: (_label, { item, q }) => `Mục ${item} không thực hiện trong Quý ${roman(q)}.`,
    V31: (_label, { a, b }) => `Thời gian từ ${a} đến ${b} không khớp với Quý đã chọn.`,
    V32: (label) => `${label}: số lượng sản phẩm phải lớn hơn 0.`,
    V33: (_label, { a, b }) => `Tổng kinh phí các dòng (${vnd(a)}) khác tổng kinh phí (${vnd(b)}).`,
    V34: () => 'Đơn vị chưa phân công đầu mối truyền thông.',
    V36: () => 'Kế hoạch cần được Thủ trưởng đơn vị duyệt trước khi gửi.',
    V47: (_label, { item }) => `Mục ${item} không có trong kế hoạch của Sở.`,
    V48: (_label, { item, title }) => `Mục ${item} (${title}) có đơn vị bạn nhưng chưa có dòng nào.`,
  } satisfies Record<
    Exclude<UnitPlanIssueCode, 'V01' | 'V03' | 'V09' | 'V15' | 'V16' | 'V40'>,
    (label: string, params: Params) => string
  >,
} as const

const roman = (quarter: string | number | undefined) => ['I', 'II', 'III', 'IV'][Number(quarter) - 1] ?? quarter
const vnd = (sum: string | number | undefined) => Number(sum).toLocaleString('vi-VN')
