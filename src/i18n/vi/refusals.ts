import type { RefusalCode } from '#domain/refusals.ts'

type Details = Readonly<Record<string, unknown>>

/** Why the server did not take a change, and what to do about it. Never repeats content of a report. */
export const refusals = {
  'not-found': () => 'Không tìm thấy nội dung này trên máy chủ, hoặc bạn không còn được xem.',
  'not-allowed': () => 'Chức trách hiện nay của bạn không được làm việc này. Hãy liên hệ người quản trị của Sở.',
  malformed: () => 'Có mục không đúng dạng. Hãy mở lại biểu mẫu, xem từng mục rồi gửi lại.',
  incomplete: (details) => {
    const n = Array.isArray(details.issues) ? details.issues.length : 0
    return n > 0
      ? `Còn ${n} mục bắt buộc chưa đúng. Hãy bổ sung rồi gửi lại.`
      : 'Còn mục bắt buộc chưa đúng. Hãy bổ sung rồi gửi lại.'
  },
  'wrong-state': () => 'Việc này đã chuyển sang bước khác nên không làm được nữa. Hãy xem lại tình trạng mới nhất.',
  'not-concluded': () => 'Cần có báo cáo kết thúc và kết luận trước khi kết thúc vụ việc.',
  'reason-missing': () => 'Cần ghi lý do.',
  'too-many-photos': (details) =>
    typeof details.max === 'number'
      ? `Một báo cáo có nhiều nhất ${details.max} ảnh. Hãy bỏ bớt ảnh rồi gửi lại.`
      : 'Quá nhiều ảnh trong một báo cáo. Hãy bỏ bớt ảnh rồi gửi lại.',
  'mid-reused': () => 'Máy chủ đã có một nội dung khác mang cùng mã. Hãy gửi lại thành báo cáo mới.',
  'unknown-mutation': () => 'Máy chủ chưa biết việc này. Hãy cập nhật ứng dụng rồi gửi lại.',
  'schema-unknown': () => 'Ứng dụng mới hơn máy chủ. Hãy gửi lại sau ít lâu.',
  quarantined: () =>
    'Máy chủ đã cất riêng báo cáo này vì chưa xử lý được. Văn phòng Sở đã được báo; hãy gọi điện nếu gấp.',
  'proof-wrong': () => 'Máy chủ không nhận ra xác nhận cũ gửi kèm. Nội dung vẫn còn nguyên ở đây, mời anh/chị gửi lại.',
  'parent-refused': () => 'Báo cáo trước đó của cùng sự cố chưa được nhận. Hãy sửa báo cáo đó trước.',
  'no-such-period': (details) =>
    typeof details.of === 'string'
      ? `Kỳ ${details.of.split('-').reverse().join('/')} chưa tới. Hãy chọn kỳ khác.`
      : 'Kỳ này chưa tới. Hãy chọn kỳ khác.',
} as const satisfies Record<RefusalCode, (details: Details) => string>
