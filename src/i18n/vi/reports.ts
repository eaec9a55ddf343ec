export const reports = {
  title: 'Báo cáo',
  search: 'Tìm báo cáo',
  filterLegend: 'Lọc theo tình trạng',
  filter: {
    all: 'Tất cả',
    draft: 'Nháp',
    queued: 'Chờ gửi',
    arrived: 'Đã tới máy chủ',
    refused: 'Cần sửa',
  },
  listLabel: 'Danh sách báo cáo',
  draftOf: { initial: 'Nháp', update: 'Nháp bổ sung', final: 'Nháp kết thúc' },
  refusedItem: 'Báo cáo cần sửa',
  count: (n: number) => `${n} báo cáo`,
  loading: 'Đang mở danh sách…',
  empty: {
    title: 'Chưa có báo cáo nào',
    text: 'Sự cố bạn báo sẽ nằm ở đây, kể cả khi chưa có mạng.',
  },
  noneHere: {
    title: 'Không có báo cáo nào ở mục này',
    text: 'Chọn Tất cả để xem các báo cáo khác.',
  },
  noneFound: (query: string) => `Không tìm thấy “${query}”`,
  noneFoundText: 'Thử ít chữ hơn. Gõ không dấu cũng tìm được.',
  pick: 'Chọn một báo cáo ở danh sách bên trái',
  pickText: 'Nội dung, ảnh và các lần báo hiện ở đây.',
}
