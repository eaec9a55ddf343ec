import type { IssueCode } from '#domain/incidents/validation.ts'

type Params = Readonly<Record<string, number>>

/** One sentence a rule, of domain §C.8. `label` is the field's own word. */
export const issues = {
  V01: (label) => `Vui lòng nhập: ${label}.`,
  V02: (label, { n, m }) => `${label} nên có ít nhất ${n} ký tự (hiện có ${m}).`,
  V03: (label, { n, m }) => `${label} dài ${m} ký tự, tối đa ${n}. Hãy rút gọn.`,
  V04: () => 'Lúc xảy ra không thể ở tương lai. Kiểm tra lại ngày, giờ.',
  V05: () => 'Lúc phát hiện phải sau hoặc bằng lúc xảy ra.',
  V06: () => 'Sự việc xảy ra đã hơn 30 ngày. Bạn có chắc đây là báo cáo nhanh?',
  V07: (_label, { a, b }) => `Tổng theo tình trạng (${a}) khác tổng số người (${b}).`,
  V08: (_label, { a, b }) => `Tổng học sinh theo cấp (${a}) khác tổng số học sinh (${b}).`,
  V09: (label) => `${label} phải là số nguyên không âm.`,
  V10: () => 'Số người bị ảnh hưởng lớn hơn số người có nguy cơ.',
  V11: () => 'Có trường hợp tử vong: chọn mức "Đặc biệt nghiêm trọng".',
  V12: () => 'Sự cố nghiêm trọng: hãy gọi Văn phòng Sở rồi ghi giờ gọi, hoặc ghi lý do chưa gọi được.',
  V13: () => 'Chọn ít nhất một cơ quan đã báo, hoặc nêu lý do chưa báo.',
  V14: () => 'Giờ cập nhật kế tiếp phải sau thời điểm hiện tại.',
  V15: (label) => `${label}: có thể có tên học sinh. Hãy thay bằng "học sinh A", "học sinh B".`,
  V16: (label) => `${label}: có thể có số CCCD hoặc số điện thoại. Hãy xóa trước khi gửi.`,
} satisfies Record<IssueCode, (label: string, params: Params) => string>
