/** The words of the help page, and of what is on this device: apart, since no other page needs them. */
export const help = {
  title: 'Hướng dẫn và cam kết',
  promiseTitle: 'Ba điều chúng tôi cam kết',
  promise: [
    'Khi màn hình ghi “Đã lưu trên máy này”, báo cáo còn nguyên dù bạn đóng, cập nhật hay mở lại ứng dụng.',
    'Khi màn hình ghi “Đã tới máy chủ”, bạn giữ một biên nhận mà ai cũng kiểm tra được.',
    'Những gì bạn đã viết không ai bỏ đi được, ngoài chính bạn.',
  ],
  limitsTitle: 'Và những giới hạn cần biết',
  limits: [
    'Mất hoặc hỏng điện thoại trước khi “Đã tới máy chủ” thì báo cáo mất theo máy.',
    'Nếu chưa cài ứng dụng lên màn hình chính, hệ điều hành có thể dọn dữ liệu của trang đã lâu không mở hoặc khi máy đầy.',
    'Mất điện đúng khoảnh khắc đang lưu, trên trình duyệt không ghi chắc xuống bộ nhớ, có thể mất lần lưu đó.',
    'Ứng dụng đã đóng thì không hứa gửi được: hãy mở ứng dụng khi có mạng cho tới khi thấy “Đã tới máy chủ”.',
    'Người quản trị có thể ra lệnh xóa dữ liệu từ xa trên máy bị mất; đó là ngoại lệ duy nhất.',
  ],
  howTitle: 'Khi có sự cố',
  how: [
    'Gọi Văn phòng Sở và số khẩn cấp trước. Các nút gọi ở ngay trang đầu của biểu mẫu, dùng được khi không có mạng.',
    'Bấm Báo sự cố, chọn loại, mức độ, nơi xảy ra, viết một vài câu. Chưa biết thì chọn “Chưa rõ”, bổ sung sau.',
    'Không ghi họ tên học sinh, số giấy tờ hay số điện thoại riêng.',
    'Bấm Gửi báo cáo. Không có mạng cũng bấm: báo cáo nằm chờ và tự gửi khi có mạng.',
  ],
  offlineTitle: 'Khi không có mạng',
  offline: [
    'Vẫn mở được ứng dụng, viết, chụp ảnh, lưu và bấm gửi báo cáo sự cố. Báo cáo nằm chờ trên máy.',
    'Vẫn xem được báo cáo, biên nhận, hạn nộp và nhiệm vụ đã lấy về máy này; ngày giờ lấy về ghi ở dưới.',
    'Các nút gọi điện dùng được khi còn sóng điện thoại, không cần dữ liệu di động.',
    'Phải có mạng: đăng nhập lần đầu, gửi báo cáo đi, nhận tin mới từ Văn phòng Sở, xem các máy đã đăng nhập và dùng Bàn điều hành.',
  ],
  installTitle: 'Đặt ứng dụng lên màn hình chính',
  installWhy: 'Mở nhanh như ứng dụng thường, và dữ liệu chưa gửi ít bị hệ thống dọn hơn.',
  install: [
    {
      term: 'Android (Chrome)',
      value: 'Bấm nút ba chấm ở góc trên, chọn “Thêm vào màn hình chính” hoặc “Cài đặt ứng dụng”, rồi bấm Cài đặt.',
    },
    {
      term: 'iPhone, iPad (Safari)',
      value:
        'Mở trang này bằng Safari, bấm nút Chia sẻ (ô vuông có mũi tên lên), chọn “Thêm vào MH chính”, rồi bấm Thêm. Bản trên màn hình chính bắt đầu trống: hãy gửi hết trước khi cài, rồi mở bằng biểu tượng và đăng nhập lại.',
    },
    {
      term: 'Máy tính (Chrome, Edge)',
      value: 'Bấm biểu tượng cài đặt ở cuối ô địa chỉ. Máy dùng chung thì không nên cài.',
    },
  ],
  words: 'Các chữ trên báo cáo',
  wordRows: [
    { term: 'Nháp', value: 'Đang viết dở, chỉ có trên máy này.' },
    { term: 'Chờ gửi', value: 'Đã lưu trên máy này, chưa tới máy chủ.' },
    { term: 'Đang gửi', value: 'Đang trên đường. Bạn cứ làm việc khác.' },
    { term: 'Đã tới máy chủ', value: 'Máy chủ đã lưu và cấp biên nhận.' },
    { term: 'Đã tiếp nhận', value: 'Văn phòng Sở đã tiếp nhận và cho số đến.' },
    { term: 'Cần sửa', value: 'Máy chủ chưa nhận được. Nội dung còn nguyên, kèm lý do và cách sửa.' },
  ],
  onDevice: {
    title: 'Trên máy này đang có',
    app: 'Ứng dụng',
    appReady: 'Đã nằm trên máy, mở được khi mất mạng',
    appNotYet: 'Chưa nằm hẳn trên máy. Mở lại ứng dụng một lần khi có mạng',
    asOf: 'Lấy về từ máy chủ lúc',
    never: 'Chưa lần nào',
    incidents: 'Sự cố',
    drafts: 'Bản nháp',
    photos: 'Ảnh',
    tasks: 'Kế hoạch và nhiệm vụ',
    deadlines: 'Quy định hạn nộp',
    duty: 'Số trực Văn phòng Sở',
    there: 'Đã có',
    notThere: 'Chưa có',
  },
}
