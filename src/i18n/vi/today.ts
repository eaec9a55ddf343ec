export const today = {
  title: (name: string) => `Chào ${name}`,
  todo: 'Viết dở',
  resume: 'Viết tiếp',
  draftUntitled: 'Báo cáo sự cố chưa đặt loại',
  waiting: 'Chờ gửi trên máy này',
  attention: {
    title: (n: number) => `${n} mục cần sửa`,
    text: 'Máy chủ chưa nhận. Nội dung vẫn còn nguyên trên máy.',
    button: 'Xem và sửa',
  },
  news: 'Từ Văn phòng Sở',
  noNews: 'Chưa có tin mới về các sự cố đã báo.',
  quiet: {
    title: 'Không có việc dở dang',
    text: 'Khi có sự cố, gọi điện trước rồi bấm Báo sự cố. Không có mạng vẫn viết và lưu được.',
  },
  act: {
    received: (no: number | null) => (no === null ? 'Đã tiếp nhận' : `Đã tiếp nhận, số đến ${no}`),
    more_requested: 'Yêu cầu bổ sung',
    handling: 'Đang xử lý',
    monitoring: 'Đang theo dõi',
    concluded: 'Đã có kết luận',
    closed: 'Kết thúc vụ việc',
    reopened: 'Mở lại vụ việc',
    withdrawn: 'Đã rút lại',
    reader_named: 'Thêm người được xem',
    comment: 'Ý kiến mới',
    adopted: 'Đã đưa vào hồ sơ của đơn vị',
    dismissed: 'Văn phòng Sở không xử lý',
  },
  clock: {
    title: 'Đồng hồ của máy đang sai',
    fast: (gap: string) => `Máy này chạy nhanh hơn máy chủ ${gap}. Báo cáo vẫn gửi được; nên chỉnh lại giờ của máy.`,
    slow: (gap: string) => `Máy này chạy chậm hơn máy chủ ${gap}. Báo cáo vẫn gửi được; nên chỉnh lại giờ của máy.`,
  },
  emptied: {
    title: 'Dữ liệu trên máy này đã bị xóa mất',
    text: 'Điện thoại hoặc trình duyệt đã dọn bộ nhớ. Những gì đã tới máy chủ đang được lấy về. Báo cáo chưa gửi và bản nháp trước đó trên máy này không còn; nếu có, xin viết lại.',
    button: 'Tôi đã hiểu',
  },
  storage: {
    title: 'Máy gần đầy bộ nhớ',
    text: (free: string) =>
      `Chỉ còn khoảng ${free} cho ứng dụng. Báo cáo vẫn được lưu; nên xóa bớt ảnh, video hoặc ứng dụng ít dùng.`,
  },
  open: 'Mở',
}
