/** The page on which a report is an official paper. */
export const documents = {
  title: 'Văn bản báo cáo',
  intro: 'Trình bày theo Nghị định 30/2020/NĐ-CP. Số, ký hiệu và địa danh để trống: điền khi phát hành.',
  save: 'Tải tệp Word (.docx)',
  saving: 'Đang tạo tệp…',
  saved: (name: string) => `Đã tạo tệp ${name} trên máy này.`,
  print: 'In',
  failed: 'Chưa tạo được tệp. Thử lại; nếu vẫn không được, hãy dùng nút In.',
  restricted: 'Sự việc này chỉ người được phép xem. Giữ tệp và bản in như giữ hồ sơ mật của đơn vị.',
  notFound: 'Máy này không có báo cáo đó.',
  loading: 'Đang mở văn bản…',
  preview: 'Bản xem trước',
  yearBook: {
    title: 'Sổ năm',
    year: 'Năm',
  },
}
