import type { Role, UnitType } from '#domain/organisation/roles.ts'
import { searchKey } from '#domain/text.ts'
import type { Problem, ProblemCode } from './csv.ts'

/** The posts in words: accepted in files, and shown by the command line. */
export const ROLE_WORDS = {
  focal_point: 'Đầu mối truyền thông',
  unit_head: 'Thủ trưởng đơn vị',
  parent_officer: 'Chuyên viên cơ quan cấp trên',
  office_clerk: 'Chuyên viên Văn phòng Sở',
  office_chief: 'Chánh Văn phòng',
  division_officer: 'Chuyên viên phòng thuộc Sở',
  leader: 'Lãnh đạo Sở',
  admin: 'Quản trị',
} as const satisfies Record<Role, string>

export const UNIT_TYPE_WORDS = {
  ministry: 'Bộ',
  province_committee: 'UBND tỉnh',
  department: 'Sở',
  dept_office: 'Văn phòng Sở',
  dept_division: 'Phòng thuộc Sở',
  dept_inspectorate: 'Thanh tra Sở',
  district_office: 'Phòng GDĐT',
  commune_office: 'Phòng Văn hóa - Xã hội',
  attached_unit: 'Đơn vị trực thuộc',
  school: 'Cơ sở giáo dục',
} as const satisfies Record<UnitType, string>

/** The key whose name or words these are, marks and case aside. */
export const keyIn = <Key extends string>(words: Readonly<Record<Key, string>>, text: string): Key | undefined =>
  (Object.keys(words) as Key[]).find((key) => key === text || searchKey(words[key]) === searchKey(text))

const SENTENCES = {
  'csv-not-utf8': () => 'Tệp không phải UTF-8. Hãy lưu lại dạng "CSV UTF-8".',
  'csv-quote-open': () => 'Dấu ngoặc kép mở ra mà không đóng lại.',
  'csv-quote-misplaced': () => 'Dấu ngoặc kép đặt sai chỗ; ô có ngoặc kép phải nằm trọn trong ngoặc kép.',
  'csv-empty': () => 'Tệp trống, chưa có dòng tiêu đề.',
  'csv-column-unknown': (found) => `Không có cột nào tên "${found}".`,
  'csv-column-missing': () => 'Thiếu cột này.',
  'csv-column-twice': (found) => `Cột "${found}" có hai lần.`,
  'csv-cells': () => 'Số ô của dòng khác số cột của tiêu đề.',
  'cell-missing': () => 'Ô này không được để trống.',
  'cell-bad-text': (found) => `"${found}" có ký tự không dùng được.`,
  'cell-too-long': (found) => `"${found}" quá dài.`,
  'date-wrong': (found) => `"${found}" không phải là ngày. Viết như 01/09/2026 hoặc 2026-09-01.`,
  'dates-reversed': (found) => `Ngày kết thúc ${found} trước ngày bắt đầu.`,
  'unit-code-wrong': (found) => `Mã đơn vị "${found}" chỉ được có chữ không dấu, số, dấu chấm, gạch nối.`,
  'unit-type-unknown': (found) =>
    `Không có loại đơn vị "${found}". Các loại: ${Object.keys(UNIT_TYPE_WORDS).join(', ')}.`,
  'unit-twice': (found) => `Mã đơn vị "${found}" có hai lần trong tệp.`,
  'parent-unknown': (found) => `Không có đơn vị cấp trên mã "${found}".`,
  'parent-circle': (found) => `Đơn vị cấp trên "${found}" tạo thành vòng tròn.`,
  'successor-unknown': (found) => `Không có đơn vị kế nhiệm mã "${found}".`,
  'unit-unknown': (found) => `Không có đơn vị mã "${found}".`,
  'role-unknown': (found) => `Không có vai trò "${found}". Các vai trò: ${Object.keys(ROLE_WORDS).join(', ')}.`,
  'username-wrong': (found) =>
    `Tên đăng nhập "${found}" phải có từ 2 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối.`,
  'username-taken': (found) => `Tên đăng nhập "${found}" đã có ở Sở khác.`,
  'phone-wrong': (found) => `"${found}" không phải số điện thoại.`,
  'email-wrong': (found) => `"${found}" không phải thư điện tử.`,
  'person-differs': (found) => `Hai dòng của cùng một tên đăng nhập ghi khác nhau: "${found}".`,
  'post-twice': (found) => `Vai trò "${found}" ở đơn vị này lặp lại trong tệp.`,
  'focal-point-taken': (found) => `Mỗi đơn vị chỉ có 01 đầu mối ("${found}"). Kết thúc phân công cũ trước.`,
} as const satisfies Record<ProblemCode, (found: string) => string>

/** A problem as one line for people: where, what, and the code for whoever helps. [V45] */
export const problemLine = ({ line, column, code, found }: Problem): string =>
  `Dòng ${line}, cột ${column}: ${SENTENCES[code](found)} [${code}]`
