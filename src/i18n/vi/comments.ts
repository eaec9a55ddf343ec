/** Where unit and office write to each other about one record. */
export const comments = {
  label: 'Viết ý kiến',
  hint: 'Đơn vị và Văn phòng Sở cùng đọc được. Không ghi tên học sinh.',
  send: 'Gửi ý kiến',
  loading: 'Đang mở phần ý kiến…',
  unloaded: 'Chưa mở được phần ý kiến. Hãy mở lại trang khi có mạng.',
  missing: 'Vui lòng nhập: ý kiến.',
  tooLong: (max: number) => `Ý kiến dài quá ${max} ký tự. Hãy rút gọn.`,
  failed: 'Máy này chưa lưu được. Chữ vẫn còn trên màn hình; hãy sao chép rồi thử lại.',
}
