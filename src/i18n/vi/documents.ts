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
  monthly: {
    title: 'Văn bản báo cáo tháng',
    notFound: 'Máy này không có báo cáo của kỳ đó.',
  },
  unitPlan: {
    title: 'Văn bản kế hoạch',
    notFound: 'Máy này không có kế hoạch của năm đó.',
  },
  form: {
    which: 'Bản',
    draft: 'Bản nháp',
    version: (no: number) => `Bản ${no} đã gửi`,
    draftNote: 'Bản nháp chưa gửi, chưa ai ký: chỉ để đọc lại. Tệp và bản in đều ghi "BẢN NHÁP".',
    copyShort: 'Sao chép nội dung ngắn',
    copied: 'Đã sao chép. Dán vào tin nhắn.',
    copyFailed: 'Máy không cho sao chép. Hãy chọn phần chữ dưới đây.',
  },
  yearBook: {
    title: 'Sổ năm',
    unit: 'Đơn vị',
    year: 'Năm',
  },
}
