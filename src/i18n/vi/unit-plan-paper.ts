/** What a unit's plan says as an official paper: Vietnamese in every language, since it goes to others. [TX6] */
export const unitPlanPaper = {
  draft: 'BẢN NHÁP',
  officeChief: 'CHÁNH VĂN PHÒNG',
  kind: 'KẾ HOẠCH',
  subject: (year: string) => `Truyền thông về giáo dục năm ${year}`,
  numberOpen: 'Số:         /KH-………',
  number: (typed: string) => `Số: ${typed}`,
  byParent: (year: string, department: string, unit: string) =>
    `Thực hiện Kế hoạch truyền thông năm ${year} của ${department}, ${unit} xây dựng Kế hoạch truyền thông về giáo dục năm ${year} như sau:`,
  alone: (year: string, unit: string) => `${unit} xây dựng Kế hoạch truyền thông về giáo dục năm ${year} như sau:`,
  objectives: 'I. Mục đích, mục tiêu',
  objective: (text: string) => `- ${text.replace(/[.;,]$/, '')}.`,
  lines: 'II. Nội dung, sản phẩm và phân công thực hiện',
  columns: ['TT', 'Nội dung', 'Sản phẩm, kênh', 'Thời gian', 'Thực hiện', 'Kinh phí (đồng)'],
  item: (ref: string) => `(Mục ${ref}, Kế hoạch của Sở)`,
  indicator: (text: string) => `Chỉ tiêu: ${text}`,
  channels: (list: string) => `Kênh: ${list}`,
  quarters: (list: string) => `Quý ${list}`,
  days: (from: string, to: string) => `Từ ${from} đến ${to}`,
  from: (day: string) => `Từ ${day}`,
  to: (day: string) => `Đến ${day}`,
  coordinators: (who: string) => `Phối hợp: ${who}`,
  sum: 'Cộng',
  means: 'III. Kênh truyền thông của đơn vị',
  budget: 'IV. Kinh phí',
  total: (words: string, source: string | null) =>
    `Tổng kinh phí dự kiến: ${words}${source === null ? '' : `, nguồn: ${source.toLowerCase()}`}.`,
  noBudget: 'Kế hoạch không sử dụng kinh phí riêng.',
  crisis: 'V. Xử lý khi có khủng hoảng truyền thông',
  people: 'VI. Tổ chức thực hiện',
  focalPoint: (who: string, decision: string) =>
    `Đầu mối truyền thông: ${who}${decision === '' ? '' : ` (Quyết định ${decision})`}.`,
  spokesperson: (who: string, authorised: boolean) =>
    `Người phát ngôn: ${who}${authorised ? ', theo ủy quyền của Thủ trưởng đơn vị' : ''}.`,
  nothing: 'Không có.',
  code: (code: string, no: number, at: string) =>
    `Kế hoạch đã gửi trên ứng dụng Đầu Mối, mã ${code}, bản ${no}, máy chủ nhận lúc ${at}.`,
  end: (year: string, unit: string) => `Trên đây là Kế hoạch truyền thông về giáo dục năm ${year} của ${unit}./.`,
  reportsTo: (department: string) => `- ${department} (để báo cáo);`,
  units: '- Các tổ, bộ phận của đơn vị (để thực hiện);',
  archive: '- Lưu: VT.',
} as const
