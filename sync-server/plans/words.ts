import type { Correction, CorrectionRule, PlanProblem, PlanProblemCode, Warning } from '#domain/plans/preview.ts'
import type { AssigneeProblem, AssigneeProblemCode } from '#domain/tasks/assignees.ts'

type Details = Readonly<Record<string, string | number>>
type Sentence = (details: Details) => string

/** The columns of the appendix as people know them, from 1. */
export const planColumns = [
  'Stt',
  'Nội dung/Chủ đề',
  'Hình thức/sản phẩm',
  'Đơn vị chủ trì',
  'Thời gian thực hiện',
  'Đơn vị phối hợp',
] as const

/** Why a plan was not read. Nothing of it was taken. */
export const planProblems = {
  'text-too-long': ({ length, max }) => `Tệp hoặc dòng dài ${length} ký tự, nhiều hơn mức ${max}.`,
  'plan-title-missing': () => 'Không thấy tên kế hoạch: cần dòng "PHỤ LỤC KẾ HOẠCH …" hoặc "KẾ HOẠCH".',
  'year-missing': () => 'Không thấy năm của kế hoạch.',
  'date-wrong': ({ found }) => `Ngày ${found} không có trong lịch.`,
  'table-missing': () =>
    'Không thấy bảng phụ lục: cần dòng tiêu đề bắt đầu bằng "Stt", các cột cách nhau bằng dấu tab.',
  'header-unknown': ({ found }) => `Tiêu đề cột "${found}" không đúng với mẫu phụ lục.`,
  'tabs-wrong': ({ tabs, wanted }) => `Dòng có ${tabs} dấu tab, phải là ${wanted}.`,
  'row-cut': ({ tabs, wanted, rest }) =>
    Number(rest) > 0
      ? `Dòng bị cắt đôi (${tabs}/${wanted} dấu tab); phần còn lại ở dòng ${rest}.`
      : `Dòng bị cắt (${tabs}/${wanted} dấu tab), không thấy phần còn lại.`,
  'row-orphan': ({ found }) => `Dòng nối tiếp không có mục nào ở trên: "${found}".`,
  'group-unknown': () => 'Mục đứng trước nhóm đầu tiên; mỗi nhóm mở đầu bằng số La Mã.',
  'numeral-wrong': ({ found, expected }) => `Số La Mã của nhóm là "${found}", phải là "${expected}".`,
  'number-wrong': ({ found, expected }) => `Số thứ tự là "${found}", phải là "${expected}".`,
  'number-twice': ({ found, first }) => `Số thứ tự ${found} đã có ở dòng ${first}.`,
  'title-missing': () => 'Thiếu nội dung/chủ đề.',
  'product-missing': ({ item }) => `Mục ${item} thiếu hình thức/sản phẩm.`,
  'lead-missing': ({ item }) => `Mục ${item} thiếu đơn vị chủ trì.`,
  'quarter-missing': ({ item }) => `Mục ${item} thiếu thời gian thực hiện.`,
  'quarter-unknown': ({ found }) => `"${found}" không phải là quý. Viết như "Quý I, II" hoặc "cả năm".`,
  'unit-unknown': ({ found }) => `Không biết đơn vị "${found}". Hãy sửa, hoặc thêm tên này vào bảng tên đơn vị.`,
  'cell-too-long': ({ length, max }) => `Ô dài ${length} ký tự, nhiều hơn mức ${max}.`,
  'too-many': ({ found, max }) => `Có ${found} phần, nhiều hơn mức ${max}.`,
} as const satisfies Record<PlanProblemCode, Sentence>

/** What was read otherwise than it was written. */
export const planCorrections = {
  'text-composed': 'Chuyển chữ tổ hợp (NFD) sang dựng sẵn (NFC)',
  'header-repeated': 'Bỏ dòng tiêu đề lặp lại sau ngắt trang',
  'row-empty': 'Bỏ dòng trống',
  'row-continued': 'Nối phần bị ngắt trang vào mục ở trên',
  'number-missing': 'Thiếu số thứ tự: lấy theo vị trí',
  'tags-stripped': 'Bỏ thẻ HTML',
  'dash-doubled': 'Hai gạch đầu dòng coi là một',
  'unit-alias': 'Đọc theo tên chính của đơn vị',
  'unit-repeated': 'Bỏ đơn vị lặp lại trong ô',
  'separators-mixed': 'Dấu ngăn cách các đơn vị không thống nhất',
  'quarters-normalised': 'Viết lại thời gian thành từng quý',
  'word-suggested': 'Gợi ý sửa chữ; nội dung giữ nguyên',
  'phone-left-out': 'Bỏ số điện thoại, không nhập vào dữ liệu chung',
  'place-alias': 'Viết lại địa danh',
  'document-number': 'Thêm gạch nối trong số hiệu văn bản',
  'channel-alias': 'Cùng một kênh, nhiều tên gọi',
  'paragraph-joined': 'Nối đoạn bị ngắt trang',
  'bold-stripped': 'Bỏ dấu in đậm',
} as const satisfies Record<CorrectionRule, string>

/** What a person should look at; nothing was changed because of it. */
export const planWarnings = {
  'number-blank': () => 'Chưa có số văn bản: nhập là dự thảo.',
  'date-blank': () => 'Chưa có ngày ban hành: nhập là dự thảo.',
  'section-jump': ({ found, expected }) => `Đề mục nhảy số: "${found}", lẽ ra "${expected}".`,
  'year-differs': ({ title, date }) => `Tên kế hoạch ghi năm ${title}, ngày văn bản ghi năm ${date}.`,
  'title-repeated': ({ item, same }) => `Tên mục ${item} trùng với ${same}.`,
  'coordinators-none': ({ item }) => `Mục ${item} không có đơn vị phối hợp.`,
  'group-empty': ({ item }) => `Nhóm ${item} chưa có mục nào.`,
} as const satisfies Record<Warning['code'], Sentence>

/** Why a code of the plan names nobody on the day of issue. */
export const planAssignees = {
  'assignee-unknown': (name) => `Không có đơn vị mã "${name}". Hãy ghi trong bảng ghép lớp đơn vị.`,
  'assignee-ended': (name) => `Đơn vị "${name}" đã thôi hoạt động mà chưa có đơn vị kế nhiệm. Hãy ghi trong bảng ghép.`,
  'class-empty': (name) => `Không có đơn vị nào thuộc lớp "${name}" vào ngày giao kế hoạch.`,
} as const satisfies Record<AssigneeProblemCode, (name: string) => string>

const placeOf = ({ line, column }: { line: number; column?: number }): string =>
  column === undefined ? `Dòng ${line}` : `Dòng ${line}, cột ${column} (${planColumns[column - 1] ?? ''})`

/** A problem as one line for people: where, what, and the code for whoever helps. [V45] */
export const planProblemLine = (problem: PlanProblem): string =>
  `${placeOf(problem)}: ${planProblems[problem.code](problem.details)} [${problem.code}]`

export const assigneeProblemLine = ({ code, name }: AssigneeProblem): string => `${planAssignees[code](name)} [${code}]`

export const correctionLine = ({ line, item, raw, proposed, rule }: Correction): string =>
  `${placeOf({ line })}${item === null ? '' : ` (mục ${item})`}: ${planCorrections[rule]}: "${raw}" → "${proposed}" [${rule}]`

export const warningLine = ({ line, code, details }: Warning): string =>
  `${placeOf({ line })}: ${planWarnings[code](details)} [${code}]`

/** What stands beside a plan whose days were moved to another year. */
export const redatedNote = (from: number, to: number): string =>
  `Kế hoạch của năm ${from}; mọi thời hạn đã chuyển sang năm ${to}.`
