import type { ReceiptFailure } from '#domain/receipts/verify.ts'

export const receipt = {
  title: 'Kiểm tra biên nhận',
  lead: 'Chọn tệp biên nhận của một báo cáo. Máy này tự kiểm tra; tệp không được gửi đi đâu.',
  choose: 'Chọn tệp biên nhận',
  another: 'Chọn tệp khác',
  checking: 'Đang kiểm tra…',
  valid: 'Biên nhận hợp lệ',
  invalid: 'Biên nhận không hợp lệ',
  unreadable: 'Không đọc được tệp này. Hãy chọn tệp .json tải từ trang của sự cố hay của báo cáo.',
  keyMissing: 'Máy này chưa có khóa của Sở để kiểm tra. Mở mạng rồi thử lại.',
  failures: {
    'key-unknown': 'Tệp được ký bằng một khóa không có trong danh sách khóa.',
    'signature-wrong': 'Chữ ký không khớp: biên nhận đã bị sửa hoặc không do Sở cấp.',
    'record-changed': 'Nội dung báo cáo khác với nội dung mà biên nhận xác nhận.',
    'photo-changed': 'Ảnh khác với ảnh mà biên nhận xác nhận.',
    'kind-wrong': 'Biên nhận này không phải của loại nội dung đi kèm.',
  } satisfies Record<ReceiptFailure, string>,
  vouched: (department: string) => `${department} xác nhận đã nhận báo cáo này, đúng từng chữ.`,
  department: 'Cơ quan ghi trong tệp',
  unit: 'Đơn vị ghi trong tệp',
  code: 'Mã',
  no: 'Lần báo',
  of: 'Kỳ',
  version: 'Bản',
  received: 'Máy chủ nhận lúc',
  photosDeclared: 'Ảnh đã khai',
  photos: 'Ảnh trong tệp',
  photosCount: (n: number) => (n === 0 ? 'Không có ảnh' : `${n} ảnh`),
  photosOf: (there: number, missing: number) =>
    missing === 0
      ? `${there} ảnh, đúng với biên nhận`
      : `${there} ảnh đúng với biên nhận, ${missing} ảnh không có trong tệp`,
  compare: 'So với khóa máy chủ công bố',
  fingerprint: 'Dấu vân tay của khóa',
  fingerprintHint: 'So từng nhóm với dấu vân tay mà Sở công bố. Nếu khác, biên nhận không phải của Sở.',
  keyPublished: 'Khóa này đúng là khóa mà máy chủ đang công bố.',
  keyForeign: 'Khóa này KHÔNG có trong danh sách khóa mà máy chủ công bố. Đừng tin biên nhận này.',
  keyUncompared: 'Chưa so được với máy chủ. Hãy tự so dấu vân tay.',
  keyValidFrom: 'Khóa dùng từ',
  content: 'Nội dung được xác nhận',
}
